-- Schema 9 of dateline.db: what a feed told of a story keeps telling its copies when the page's own text is stored.

ALTER TABLE story ADD COLUMN told_hash INTEGER;                  -- what text_hash was before; NULL: the same

CREATE INDEX story_told ON story (told_hash) WHERE told_hash IS NOT NULL;
