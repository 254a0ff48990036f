-- What was said in meetings, word for word, and what waits for a person's decision because of it.

CREATE TABLE meeting_turn (
  meeting_id INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
  position INTEGER NOT NULL,
  speaker TEXT,
  text TEXT NOT NULL,
  -- In seconds from the beginning.
  at REAL,
  until REAL,
  PRIMARY KEY (meeting_id, position)
) STRICT, WITHOUT ROWID;

ALTER TABLE insight ADD COLUMN prompt_version TEXT;

-- Changes that wait for a person's decision, and those that were decided: each a Plan with the words it rests on. What
-- a meeting proposed goes with the meeting.
CREATE TABLE proposal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  summary TEXT NOT NULL,
  -- A JSON object.
  plan TEXT NOT NULL,
  confidence REAL CHECK (confidence BETWEEN 0 AND 1),
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'approved', 'rejected')),
  origin TEXT NOT NULL,
  meeting_id INTEGER REFERENCES meeting ON DELETE CASCADE,
  engine TEXT,
  model TEXT,
  prompt_version TEXT,
  is_edited INTEGER NOT NULL DEFAULT 0 CHECK (is_edited IN (0, 1)),
  decided_by TEXT,
  decided_at INTEGER,
  external_id TEXT,
  fields TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX proposal_by_status ON proposal (status, kind);
CREATE INDEX proposal_by_meeting ON proposal (meeting_id) WHERE meeting_id IS NOT NULL;

CREATE TABLE proposal_evidence (
  proposal_id INTEGER NOT NULL REFERENCES proposal ON DELETE CASCADE,
  position INTEGER NOT NULL,
  insight_id INTEGER REFERENCES insight ON DELETE SET NULL,
  turn INTEGER,
  speaker TEXT,
  quote TEXT,
  PRIMARY KEY (proposal_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX proposal_evidence_by_insight ON proposal_evidence (insight_id) WHERE insight_id IS NOT NULL;
