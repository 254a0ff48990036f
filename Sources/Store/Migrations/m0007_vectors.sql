-- What records say as vectors, by which texts of a similar meaning are found. Outside the journal, and brought up to date
-- before every commit, as all that follows from the records.

-- Which model made the vectors: those of two models are never compared. No row before the first vector.
CREATE TABLE vector_space (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  engine TEXT NOT NULL,
  model TEXT NOT NULL,
  -- Of the model's weights, NULL where a server does not say.
  digest TEXT,
  width INTEGER NOT NULL CHECK (width > 0)
) STRICT;

-- Many vectors a row, so that all are read at the speed of memory. They are in the order of the rows of their
-- records in the word index, and those of one record, one for each of its passages, are never in two blocks.
CREATE TABLE vector_block (
  -- The row of its first record; whatever stands before the next block's belongs here.
  first INTEGER PRIMARY KEY,
  -- For each vector 16 bytes, little-endian: i64 the row of the record, u32 the passage, f32 the scale.
  heads BLOB NOT NULL,
  -- For each vector as many int8 as it is wide; times the scale they are its numbers.
  numbers BLOB NOT NULL CHECK (length(numbers) % (length(heads) / 16) = 0)
) STRICT;
