-- The records. Rules of this schema, each with its reason:
-- * STRICT, and no collation, function or tokeniser of our own: stock sqlite3 reads and checks the file.
-- * Times are microseconds since 1970 UTC, days are YYYY-MM-DD, money is in minor units of its currency.
-- * AUTOINCREMENT: an id is never given twice, so that undoing a deletion finds its place free.
-- * A column `…_key` holds the folded form (case and accents) of a name, by which people find it.
-- * The first e-mail, phone and company of a contact stand in its row, further ones in tables of their
--   own: most people have one, and a row less each is a fifth of the time of a large import.
-- * No UNIQUE on a value that two records may swap: undo applies one row at a time.
-- * No trigger and no generated column here: undo replays rows and must find just what it wrote.

CREATE TABLE setting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  value TEXT
) STRICT;

CREATE TABLE lead_status (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('open', 'won', 'lost')),
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX lead_status_by_position ON lead_status (position);

INSERT INTO lead_status (name, name_key, kind, position) VALUES
  ('new', 'new', 'open', 0),
  ('contacted', 'contacted', 'open', 1),
  ('engaged', 'engaged', 'open', 2),
  ('meeting booked', 'meeting booked', 'open', 3),
  ('qualified', 'qualified', 'open', 4),
  ('customer', 'customer', 'won', 5),
  ('lost', 'lost', 'lost', 6),
  ('unqualified', 'unqualified', 'lost', 7);

CREATE TABLE company (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  domain TEXT,
  industry TEXT,
  size INTEGER,
  address TEXT,
  city TEXT,
  country TEXT,
  phone TEXT,
  website TEXT,
  owner TEXT,
  notes TEXT,
  external_id TEXT,
  fields TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX company_by_name ON company (name_key);
CREATE INDEX company_by_domain ON company (domain COLLATE NOCASE) WHERE domain IS NOT NULL;
CREATE INDEX company_by_external ON company (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE company_tag (
  company_id INTEGER NOT NULL REFERENCES company ON DELETE CASCADE,
  tag TEXT NOT NULL CHECK (tag <> ''),
  PRIMARY KEY (company_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX company_tag_by_tag ON company_tag (tag COLLATE NOCASE);

CREATE TABLE contact (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  first_name TEXT,
  last_name TEXT,
  name_key TEXT,
  email TEXT,
  phone TEXT,
  company_id INTEGER REFERENCES company ON DELETE SET NULL,
  position TEXT,
  status_id INTEGER REFERENCES lead_status ON DELETE RESTRICT,
  source TEXT,
  owner TEXT,
  birthday TEXT,
  address TEXT,
  city TEXT,
  postcode TEXT,
  region TEXT,
  country TEXT,
  notes TEXT,
  do_not_contact INTEGER NOT NULL DEFAULT 0 CHECK (do_not_contact IN (0, 1)),
  external_id TEXT,
  fields TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_by_name ON contact (name_key, company_id);
-- Import recognises a person without an address by name and company: among a million who have one, too.
CREATE INDEX contact_by_name_alone ON contact (name_key, company_id) WHERE email IS NULL;
CREATE INDEX contact_by_email ON contact (email COLLATE NOCASE) WHERE email IS NOT NULL;
CREATE INDEX contact_by_company ON contact (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX contact_by_status ON contact (status_id) WHERE status_id IS NOT NULL;
CREATE INDEX contact_by_owner ON contact (owner COLLATE NOCASE) WHERE owner IS NOT NULL;
CREATE INDEX contact_by_external ON contact (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE contact_email (
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  position INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_email_by_value ON contact_email (value COLLATE NOCASE);

CREATE TABLE contact_phone (
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  position INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (contact_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_tag (
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  tag TEXT NOT NULL CHECK (tag <> ''),
  PRIMARY KEY (contact_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX contact_tag_by_tag ON contact_tag (tag COLLATE NOCASE);

CREATE TABLE affiliation (
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  company_id INTEGER NOT NULL REFERENCES company ON DELETE CASCADE,
  position TEXT,
  PRIMARY KEY (contact_id, company_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX affiliation_by_company ON affiliation (company_id);

CREATE TABLE pipeline (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  description TEXT,
  external_id TEXT,
  fields TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
INSERT INTO pipeline (id, name, name_key, created_at, updated_at) VALUES (1, 'Sales', 'sales', 0, 0);

CREATE TABLE stage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pipeline_id INTEGER NOT NULL REFERENCES pipeline ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  name_key TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('open', 'won', 'lost')),
  probability REAL CHECK (probability BETWEEN 0 AND 1),
  rotting_days INTEGER CHECK (rotting_days > 0)
) STRICT;
CREATE INDEX stage_by_pipeline ON stage (pipeline_id, position);
INSERT INTO stage (pipeline_id, name, name_key, position, kind, probability, rotting_days) VALUES
  (1, 'lead', 'lead', 0, 'open', 0.1, 30),
  (1, 'qualified', 'qualified', 1, 'open', 0.25, 30),
  (1, 'proposal', 'proposal', 2, 'open', 0.5, 21),
  (1, 'negotiation', 'negotiation', 3, 'open', 0.75, 14),
  (1, 'won', 'won', 4, 'won', 1.0, NULL),
  (1, 'lost', 'lost', 5, 'lost', 0.0, NULL);

-- A company or stage that deals stand in cannot go before they have somewhere to go.
CREATE TABLE deal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL CHECK (title <> ''),
  title_key TEXT NOT NULL,
  description TEXT,
  value INTEGER,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  pipeline_id INTEGER NOT NULL REFERENCES pipeline ON DELETE RESTRICT,
  stage_id INTEGER NOT NULL REFERENCES stage ON DELETE RESTRICT,
  probability REAL CHECK (probability BETWEEN 0 AND 1),
  expected_close TEXT,
  company_id INTEGER REFERENCES company ON DELETE RESTRICT,
  next_step TEXT,
  owner TEXT,
  source TEXT,
  lost_reason TEXT,
  external_id TEXT,
  fields TEXT,
  stage_entered_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  closed_at INTEGER,
  updated_at INTEGER NOT NULL
) STRICT;
-- Import recognises a deal by title and company, a task by title, contact and day.
CREATE INDEX deal_by_title ON deal (title_key, company_id);
CREATE INDEX deal_by_stage ON deal (stage_id);
CREATE INDEX deal_by_pipeline ON deal (pipeline_id);
CREATE INDEX deal_by_company ON deal (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX deal_by_owner ON deal (owner COLLATE NOCASE) WHERE owner IS NOT NULL;
CREATE INDEX deal_by_close ON deal (expected_close) WHERE expected_close IS NOT NULL;
CREATE INDEX deal_by_external ON deal (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE deal_contact (
  deal_id INTEGER NOT NULL REFERENCES deal ON DELETE CASCADE,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  role TEXT,
  is_primary INTEGER NOT NULL DEFAULT 0 CHECK (is_primary IN (0, 1)),
  PRIMARY KEY (deal_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deal_contact_by_contact ON deal_contact (contact_id);

CREATE TABLE deal_product (
  deal_id INTEGER NOT NULL REFERENCES deal ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  quantity REAL NOT NULL DEFAULT 1,
  price INTEGER,
  PRIMARY KEY (deal_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE deal_tag (
  deal_id INTEGER NOT NULL REFERENCES deal ON DELETE CASCADE,
  tag TEXT NOT NULL CHECK (tag <> ''),
  PRIMARY KEY (deal_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX deal_tag_by_tag ON deal_tag (tag COLLATE NOCASE);

-- The stages a deal has been in; the one without an end is where it is.
CREATE TABLE deal_stage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  deal_id INTEGER NOT NULL REFERENCES deal ON DELETE CASCADE,
  stage_id INTEGER NOT NULL REFERENCES stage ON DELETE CASCADE,
  entered_at INTEGER NOT NULL,
  left_at INTEGER
) STRICT;
CREATE INDEX deal_stage_by_deal ON deal_stage (deal_id, entered_at);
CREATE INDEX deal_stage_by_stage ON deal_stage (stage_id);

CREATE TABLE task (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL CHECK (title <> ''),
  title_key TEXT NOT NULL,
  description TEXT,
  priority TEXT NOT NULL DEFAULT 'medium' CHECK (priority IN ('low', 'medium', 'high', 'urgent')),
  status TEXT NOT NULL DEFAULT 'todo' CHECK (status IN ('todo', 'in_progress', 'completed', 'cancelled')),
  due_date TEXT,
  contact_id INTEGER REFERENCES contact ON DELETE SET NULL,
  deal_id INTEGER REFERENCES deal ON DELETE SET NULL,
  company_id INTEGER REFERENCES company ON DELETE SET NULL,
  owner TEXT,
  external_id TEXT,
  fields TEXT,
  completed_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX task_by_title ON task (title_key, contact_id, due_date);
CREATE INDEX task_by_due ON task (due_date) WHERE due_date IS NOT NULL;
CREATE INDEX task_by_contact ON task (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX task_by_deal ON task (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX task_by_company ON task (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX task_by_external ON task (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('note', 'call', 'email', 'meeting', 'other')),
  subject TEXT,
  body TEXT,
  direction TEXT NOT NULL DEFAULT 'none' CHECK (direction IN ('in', 'out', 'none')),
  occurred_at INTEGER NOT NULL,
  duration_minutes INTEGER,
  deal_id INTEGER REFERENCES deal ON DELETE SET NULL,
  company_id INTEGER REFERENCES company ON DELETE SET NULL,
  owner TEXT,
  source TEXT,
  external_id TEXT,
  fields TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX activity_by_time ON activity (occurred_at);
CREATE INDEX activity_by_deal ON activity (deal_id, occurred_at) WHERE deal_id IS NOT NULL;
CREATE INDEX activity_by_company ON activity (company_id, occurred_at) WHERE company_id IS NOT NULL;
CREATE INDEX activity_by_external ON activity (external_id) WHERE external_id IS NOT NULL;

CREATE TABLE activity_contact (
  activity_id INTEGER NOT NULL REFERENCES activity ON DELETE CASCADE,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  PRIMARY KEY (activity_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX activity_contact_by_contact ON activity_contact (contact_id);

CREATE TABLE meeting (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  occurred_at INTEGER NOT NULL,
  duration_seconds INTEGER,
  deal_id INTEGER REFERENCES deal ON DELETE SET NULL,
  company_id INTEGER REFERENCES company ON DELETE SET NULL,
  activity_id INTEGER REFERENCES activity ON DELETE SET NULL,
  turns INTEGER NOT NULL DEFAULT 0,
  words INTEGER NOT NULL DEFAULT 0,
  language TEXT,
  source TEXT,
  content_hash TEXT NOT NULL,
  extracted_at INTEGER,
  external_id TEXT,
  fields TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX meeting_by_hash ON meeting (content_hash);
CREATE INDEX meeting_by_deal ON meeting (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX meeting_by_company ON meeting (company_id) WHERE company_id IS NOT NULL;
CREATE INDEX meeting_by_activity ON meeting (activity_id) WHERE activity_id IS NOT NULL;

CREATE TABLE meeting_participant (
  meeting_id INTEGER NOT NULL REFERENCES meeting ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT,
  email TEXT,
  contact_id INTEGER REFERENCES contact ON DELETE SET NULL,
  speaker TEXT,
  PRIMARY KEY (meeting_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_participant_by_contact ON meeting_participant (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE insight (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  meeting_id INTEGER REFERENCES meeting ON DELETE CASCADE,
  activity_id INTEGER REFERENCES activity ON DELETE CASCADE,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  quote TEXT,
  turn INTEGER,
  speaker TEXT,
  at REAL,
  owner TEXT,
  due TEXT,
  category TEXT,
  confidence REAL CHECK (confidence BETWEEN 0 AND 1),
  status TEXT NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'accepted', 'rejected')),
  engine TEXT,
  model TEXT,
  external_id TEXT,
  fields TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX insight_by_meeting ON insight (meeting_id) WHERE meeting_id IS NOT NULL;
CREATE INDEX insight_by_activity ON insight (activity_id) WHERE activity_id IS NOT NULL;
