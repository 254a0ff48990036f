-- People who were erased. Nothing here says who they were.

-- The journal learns of another kind of entry, which is never taken back. SQLite changes a CHECK only by a new
-- table (https://sqlite.org/lang_altertable.html#otheralter).
CREATE TABLE journal_with_erasures (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  actor TEXT,
  command TEXT NOT NULL,
  summary TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('plan', 'bulk', 'undo', 'redo', 'erasure')),
  -- 'open' while a bulk write is under way; it stays so when the program was stopped.
  state TEXT NOT NULL CHECK (state IN ('open', 'done', 'interrupted')),
  -- The plan or bulk write that an undo takes back, or a redo brings back.
  target_id INTEGER REFERENCES journal,
  -- Whether what this entry did is in force, or was taken back or erased since.
  in_force INTEGER NOT NULL DEFAULT 1 CHECK (in_force IN (0, 1)),
  records INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO journal_with_erasures SELECT * FROM journal;
DROP TABLE journal;
ALTER TABLE journal_with_erasures RENAME TO journal;

-- Erasures whose traces may still be in pages of the file that are free: it has to be compacted.
CREATE TABLE erasure (
  entry_id INTEGER PRIMARY KEY REFERENCES journal ON DELETE CASCADE,
  is_compacted INTEGER NOT NULL DEFAULT 0 CHECK (is_compacted IN (0, 1))
) STRICT;

-- What no import may bring back: the head of SHA-256 over the salt, what it is, and an address, the end of a
-- phone number, or a name together with a birthday or a company.
--
-- The salt is of this database alone, so that two databases cannot be compared. It makes no secret of a
-- phone number against somebody who has the file and tries all there are: a hash slow enough for that would take
-- days for an import of a million. Whoever has the file has everybody else's numbers in plain, too.
CREATE TABLE erased (hash BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;

-- It also tells the copies of this database from other ones.
CREATE TABLE erased_salt (id INTEGER PRIMARY KEY CHECK (id = 1), salt BLOB NOT NULL) STRICT;
INSERT INTO erased_salt VALUES (1, randomblob(32));
