-- What models were asked. All of this can be lost without loss: it is outside the journal, no record refers to it, and
-- whatever is older than it may be goes with the next call.

-- Answers that were given, so that no question is asked twice. The question is not here, only the head of SHA-256 over
-- the model's digest, the version of the prompt, the options and the words: whatever of these changes, the answer does
-- not count. The order of the keys is that of chance, so that the rows, which are long, are kept apart from it.
CREATE TABLE model_answer (
  key BLOB NOT NULL UNIQUE,
  made_at INTEGER NOT NULL,
  -- A JSON object.
  answer TEXT NOT NULL
) STRICT;
CREATE INDEX model_answer_by_time ON model_answer (made_at);

-- Each call: what for, which model, how long, at what cost, with what outcome. Never a word of a server's message, which
-- may repeat what was asked.
CREATE TABLE model_call (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  -- The command that asked, and the version of its prompt.
  purpose TEXT NOT NULL,
  prompt_version TEXT NOT NULL,
  engine TEXT NOT NULL,
  model TEXT NOT NULL,
  -- NULL where the server does not say.
  digest TEXT,
  prompt_tokens INTEGER,
  answer_tokens INTEGER,
  milliseconds INTEGER NOT NULL,
  -- 'ok', or the kind of failure.
  outcome TEXT NOT NULL,
  -- What was said, only while the setting log_prompts is on.
  prompt TEXT,
  answer TEXT
) STRICT;
CREATE INDEX model_call_by_time ON model_call (at);
