-- What was said in conversations in plain language, as far as the next turn depends on it. It can be lost without loss:
-- it is outside the journal, and no record refers to it.

CREATE TABLE conversation (
  name TEXT PRIMARY KEY,
  updated_at INTEGER NOT NULL,
  -- A JSON object: the record that "it" means, and a question that is open.
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
