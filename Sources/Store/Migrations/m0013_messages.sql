-- What was said in conversations, turn by turn, and what came of it. Like the conversations it is outside the journal.

CREATE TABLE message (
  id INTEGER PRIMARY KEY,
  conversation TEXT NOT NULL REFERENCES conversation (name) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
  text TEXT NOT NULL,
  -- A JSON object: of an answer the Query and the sources, of an outcome the Plan and the action.
  details TEXT NOT NULL
) STRICT;

CREATE INDEX message_of_conversation ON message (conversation, id);
