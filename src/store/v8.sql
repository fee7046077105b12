-- Schema 8 of dateline.db: the sections that the sources file gives a source, one a line, the first first. What a story
-- itself says of its section stays with the story.

ALTER TABLE source ADD COLUMN sections TEXT NOT NULL DEFAULT '';
