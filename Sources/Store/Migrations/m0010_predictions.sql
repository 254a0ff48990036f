-- What was learned from the records, and what it says of contacts and deals. Outside the journal: it can be learned again.

CREATE TABLE prediction_model (
  -- Never given twice, so that a prediction names the model that made it.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  purpose TEXT NOT NULL CHECK (purpose IN ('score', 'churn', 'forecast')),
  trained_at INTEGER NOT NULL,
  -- A JSON object: figures, and of the newest of its purpose the weights under "model". A value that few contacts have
  -- is not in it.
  content TEXT NOT NULL
) STRICT;
CREATE INDEX prediction_model_by_purpose ON prediction_model (purpose);

-- Every prediction, a new row only where it was made from something else than the one before.
CREATE TABLE contact_prediction (
  id INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact ON DELETE CASCADE,
  model_id INTEGER NOT NULL REFERENCES prediction_model,
  purpose TEXT NOT NULL CHECK (purpose IN ('score', 'churn')),
  at INTEGER NOT NULL,
  probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
  -- A hash of what it was made from, the model aside.
  inputs INTEGER NOT NULL,
  -- A JSON object: the factors and what else was told.
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX contact_prediction_by_contact ON contact_prediction (contact_id, purpose);
CREATE INDEX contact_prediction_by_model ON contact_prediction (model_id);

CREATE TABLE deal_prediction (
  id INTEGER PRIMARY KEY,
  deal_id INTEGER NOT NULL REFERENCES deal ON DELETE CASCADE,
  model_id INTEGER NOT NULL REFERENCES prediction_model,
  purpose TEXT NOT NULL CHECK (purpose = 'forecast'),
  at INTEGER NOT NULL,
  probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
  inputs INTEGER NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX deal_prediction_by_deal ON deal_prediction (deal_id, purpose);
CREATE INDEX deal_prediction_by_model ON deal_prediction (model_id);
