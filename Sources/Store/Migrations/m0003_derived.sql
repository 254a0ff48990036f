-- What follows from the records. It is outside the journal, and brought up to date before every commit.

-- Words of every record. No e-mail address, phone number or id: they have indices of their own, and
-- words that occur once cost most. `folded` is the title as names are folded, where that differs by more than
-- case: the tokeniser knows accents, but not that Weiß is Weiss and Søren Soren.
CREATE VIRTUAL TABLE search USING fts5 (title, folded, body, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE contact_derived (
  contact_id INTEGER PRIMARY KEY REFERENCES contact ON DELETE CASCADE,
  last_activity_at INTEGER,
  score INTEGER CHECK (score BETWEEN 1 AND 99)
) STRICT;
