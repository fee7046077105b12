-- Schema 5 of dateline.db: stories that a kept search may count otherwise now.

-- Docs that were read, muted, kept or the contrary, in the order of the changes, while there is a kept search; those
-- whose words have changed stand in `dirty`. Deleted by who has brought the counts up to date.
CREATE TABLE turned (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    doc INTEGER NOT NULL
) STRICT;

CREATE TRIGGER story_turned AFTER UPDATE OF unread, muted, address_hash ON story
WHEN ((new.unread AND new.muted = 0) <> (old.unread AND old.muted = 0)
    OR new.address_hash IS NOT old.address_hash) AND EXISTS (SELECT 1 FROM saved_search) BEGIN
    INSERT INTO turned (doc) VALUES (new.doc);
END;

CREATE TRIGGER bookmark_turned_in AFTER INSERT ON bookmark WHEN EXISTS (SELECT 1 FROM saved_search) BEGIN
    INSERT INTO turned (doc) SELECT doc FROM story WHERE address_hash = new.address_hash;
END;

CREATE TRIGGER bookmark_turned AFTER UPDATE OF removed_at ON bookmark
WHEN (new.removed_at IS NULL) <> (old.removed_at IS NULL) AND EXISTS (SELECT 1 FROM saved_search) BEGIN
    INSERT INTO turned (doc) SELECT doc FROM story WHERE address_hash = new.address_hash;
END;
