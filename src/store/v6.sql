-- Schema 6 of dateline.db: since when a bookmark's text is stored, and what its address answered when that was asked.

ALTER TABLE bookmark ADD COLUMN text_at INTEGER;     -- when its own copy was made
ALTER TABLE bookmark ADD COLUMN asked_at INTEGER;    -- when its address was asked last, and gave a clear answer
ALTER TABLE bookmark ADD COLUMN moved_to TEXT;       -- where it has moved to, as it said then
ALTER TABLE bookmark ADD COLUMN gone_since INTEGER;  -- it has answered since then that there is nothing any more

UPDATE bookmark SET text_at = (SELECT at FROM text WHERE text.id = bookmark.story * 4) WHERE body IS NOT NULL;
