-- Schema 2 of dateline.db: what the search index has to look at again, and searches under a name.

-- Docs whose words have changed, in the order of the changes. The indexer deletes what it has taken in; a
-- number is never given twice, so a change made meanwhile stays. A bookmark without a story has the doc
-- day << 20 | 1 << 19 | id.
CREATE TABLE dirty (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    doc INTEGER NOT NULL
) STRICT;

-- Whose index an index.db is.
INSERT OR IGNORE INTO meta (key, value) VALUES ('store', lower(hex(randomblob(16))));

-- A search under a name; let go it keeps its row, so that undo brings it back.
CREATE TABLE saved_search (
    name       TEXT PRIMARY KEY,
    query      TEXT    NOT NULL,
    made_at    INTEGER NOT NULL,
    removed_at INTEGER,
    unread     INTEGER                       -- unread stories it finds, as counted last
) STRICT;

CREATE TRIGGER story_words_in AFTER INSERT ON story BEGIN
    INSERT INTO dirty (doc) VALUES (new.doc);
END;

CREATE TRIGGER story_words AFTER UPDATE OF doc, title, deck, section, author, lang ON story
WHEN new.doc <> old.doc OR new.title <> old.title OR new.deck <> old.deck OR new.section IS NOT old.section
    OR new.author IS NOT old.author OR new.lang IS NOT old.lang BEGIN
    INSERT INTO dirty (doc) VALUES (new.doc);
    INSERT INTO dirty (doc) SELECT old.doc WHERE old.doc <> new.doc;
END;

CREATE TRIGGER text_in AFTER INSERT ON text BEGIN
    INSERT INTO dirty (doc) SELECT doc FROM story WHERE id = new.id / 4;
END;

CREATE TRIGGER text_changed AFTER UPDATE OF body ON text WHEN new.body <> old.body BEGIN
    INSERT INTO dirty (doc) SELECT doc FROM story WHERE id = new.id / 4;
END;

CREATE TRIGGER bookmark_words_in AFTER INSERT ON bookmark WHEN new.story IS NULL BEGIN
    INSERT INTO dirty (doc) VALUES (new.day << 20 | 524288 | (new.id & 524287));
END;

CREATE TRIGGER bookmark_words AFTER UPDATE OF story, day, title, body, removed_at ON bookmark
WHEN new.story IS NULL OR old.story IS NULL BEGIN
    INSERT INTO dirty (doc) VALUES (new.day << 20 | 524288 | (new.id & 524287));
    INSERT INTO dirty (doc) SELECT old.day << 20 | 524288 | (old.id & 524287) WHERE old.day <> new.day;
END;
