-- Who did what, and how to take it back. None of this is itself journaled.

CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT,
  command TEXT NOT NULL,
  summary TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('plan', 'bulk', 'undo', 'redo')),
  -- 'open' while a bulk write is under way; it stays so when the program was stopped.
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'interrupted')),
  -- The plan or bulk write that an undo takes back, or a redo brings back.
  target_id INTEGER REFERENCES journal,
  -- Whether what this entry did is in force, or was taken back since.
  in_force INTEGER NOT NULL DEFAULT 1 CHECK (in_force IN (0, 1)),
  records INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What an entry changed, in order: changesets of SQLite's session extension for rows that existed, and
-- ranges of ids for records created in bulk.
CREATE TABLE journal_part (
  entry_id INTEGER NOT NULL REFERENCES journal ON DELETE CASCADE,
  position INTEGER NOT NULL,
  changeset BLOB,
  type TEXT,
  first_id INTEGER,
  last_id INTEGER,
  PRIMARY KEY (entry_id, position),
  CHECK ((changeset IS NULL) = (type IS NOT NULL AND first_id IS NOT NULL AND last_id IS NOT NULL))
) STRICT, WITHOUT ROWID;

-- Which records an entry touched, ranges aside: for the history of a record, and to see before a range
-- is taken back that nothing built on it since.
CREATE TABLE journal_touch (
  type TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  entry_id INTEGER NOT NULL REFERENCES journal ON DELETE CASCADE,
  PRIMARY KEY (type, record_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_touch_by_entry ON journal_touch (entry_id);
