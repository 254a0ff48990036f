-- Records that a person deleted or merged into others: so that no import brings them back, and that their ids lead
-- to what they are now. Not journaled: a row counts while the entry that made it is in force, which undo and redo see
-- to, so that neither has anything to do here.

CREATE TABLE departed (
  id INTEGER PRIMARY KEY,
  type TEXT NOT NULL,
  record_id INTEGER NOT NULL,
  -- The record it was merged into; NULL for one that was deleted.
  into_id INTEGER,
  entry_id INTEGER NOT NULL REFERENCES journal,
  -- The fields by which it is recognised, as a JSON object.
  identity TEXT NOT NULL
) STRICT;
CREATE INDEX departed_by_record ON departed (type, record_id);

-- Its natural keys. Addresses and domains are the same in whatever case; names are folded.
CREATE TABLE departed_key (
  departed_id INTEGER NOT NULL REFERENCES departed ON DELETE CASCADE,
  type TEXT NOT NULL,
  key TEXT NOT NULL COLLATE NOCASE
) STRICT;
CREATE INDEX departed_key_by_key ON departed_key (type, key);
CREATE INDEX departed_key_by_departed ON departed_key (departed_id);
