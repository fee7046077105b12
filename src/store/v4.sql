-- Schema 4 of dateline.db: the words of notes and tags are found with those of the story they belong to.

CREATE TRIGGER bookmark_note_in AFTER INSERT ON bookmark WHEN new.note <> '' BEGIN
    INSERT INTO dirty (doc) SELECT doc FROM story WHERE address_hash = new.address_hash;
END;

CREATE TRIGGER bookmark_note AFTER UPDATE OF note, removed_at ON bookmark
WHEN new.note <> old.note OR new.removed_at IS NOT old.removed_at
    AND (new.note <> '' OR EXISTS (SELECT 1 FROM tag WHERE bookmark = new.id)) BEGIN
    INSERT INTO dirty (doc) SELECT doc FROM story WHERE address_hash = new.address_hash;
    INSERT INTO dirty (doc) SELECT new.day << 20 | 524288 | (new.id & 524287) WHERE new.story IS NULL;
END;

CREATE TRIGGER tag_in AFTER INSERT ON tag BEGIN
    INSERT INTO dirty (doc) SELECT s.doc FROM bookmark b JOIN story s ON s.address_hash = b.address_hash
        WHERE b.id = new.bookmark;
    INSERT INTO dirty (doc) SELECT day << 20 | 524288 | (id & 524287) FROM bookmark
        WHERE id = new.bookmark AND story IS NULL;
END;

CREATE TRIGGER tag_out AFTER DELETE ON tag BEGIN
    INSERT INTO dirty (doc) SELECT s.doc FROM bookmark b JOIN story s ON s.address_hash = b.address_hash
        WHERE b.id = old.bookmark;
    INSERT INTO dirty (doc) SELECT day << 20 | 524288 | (id & 524287) FROM bookmark
        WHERE id = old.bookmark AND story IS NULL;
END;

-- What has notes and tags already is looked at once more.
INSERT INTO dirty (doc) SELECT s.doc FROM bookmark b JOIN story s ON s.address_hash = b.address_hash
    WHERE b.removed_at IS NULL AND (b.note <> '' OR b.id IN (SELECT bookmark FROM tag));
INSERT INTO dirty (doc) SELECT day << 20 | 524288 | (id & 524287) FROM bookmark
    WHERE story IS NULL AND removed_at IS NULL AND (note <> '' OR id IN (SELECT bookmark FROM tag));
