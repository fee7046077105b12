-- Schema 10 of dateline.db: who chose the address of a bookmark, which decides where asking for it may lead.

ALTER TABLE bookmark ADD COLUMN typed INTEGER NOT NULL DEFAULT 0;   -- 1: the person did; 0: a page, a feed or a file, or not known
