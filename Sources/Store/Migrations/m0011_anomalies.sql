-- Which anomalies were told before, so that each is told once, and which of them a person does not want to hear of.
-- Outside the journal: no record changes by it, and a dismissal is taken back by a command of its own. What an anomaly
-- says is not here, and neither is whom it is about: it is found again in the records.

CREATE TABLE prediction_alarm (
  -- The head of SHA-256 over the rule, the record, and what would make it another one.
  fingerprint TEXT PRIMARY KEY,
  first_seen INTEGER NOT NULL,
  dismissed_at INTEGER,
  dismissed_by TEXT
) STRICT, WITHOUT ROWID;
