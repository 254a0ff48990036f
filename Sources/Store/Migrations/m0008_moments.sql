-- What is imported without times took place at one moment: an activity is recognised by its subject, too, before all of
-- that moment are compared.
DROP INDEX activity_by_time;
CREATE INDEX activity_by_time ON activity (occurred_at, subject);
