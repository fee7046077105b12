-- Schema 1 of dateline.db. Days are numbers since 1970-01-01, instants are Unix milliseconds, offsets are
-- minutes east of UTC, hashes are 64 bits of FNV-1a (the text itself is compared on a hit).

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A source gone from the sources file is retired, never deleted.
CREATE TABLE source (
    id         INTEGER PRIMARY KEY,
    slug       TEXT    NOT NULL UNIQUE,
    title      TEXT    NOT NULL,
    origin     INTEGER NOT NULL DEFAULT 0,   -- 0: sources.toml
    rank       INTEGER NOT NULL DEFAULT 0,   -- its place in the file
    added      INTEGER NOT NULL,
    retired_at INTEGER,                      -- a day
    stories    INTEGER NOT NULL DEFAULT 0,
    unread     INTEGER NOT NULL DEFAULT 0,
    median     INTEGER,                      -- minutes, over its stored texts
    -- How its live routes answer.
    asked_at   INTEGER,
    good_at    INTEGER,                      -- the last answer, also "nothing new"
    new_at     INTEGER,                      -- the last answer with a story not known before
    next_at    INTEGER,                      -- it is not asked by itself before
    answers    INTEGER NOT NULL DEFAULT 0,   -- requests that were answered
    saved      INTEGER NOT NULL DEFAULT 0,   -- of them with "not modified", without a body
    failures   INTEGER NOT NULL DEFAULT 0,   -- in a row
    gone       INTEGER NOT NULL DEFAULT 0,   -- 1: the server says that it is gone for good (410)
    trouble    TEXT,                         -- the sentence of the last failure, while it lasts
    hint       TEXT                          -- and what can be done
) STRICT;

-- How many stored texts of a source take so many minutes: its median is exact and cheap.
CREATE TABLE pace (
    source  INTEGER NOT NULL REFERENCES source (id),
    minutes INTEGER NOT NULL,
    texts   INTEGER NOT NULL,
    PRIMARY KEY (source, minutes)
) STRICT, WITHOUT ROWID;

CREATE TABLE story (
    id           INTEGER PRIMARY KEY,        -- stable: the journal refers to it
    doc          INTEGER NOT NULL,           -- day << 20 | n: in order of days; moves with the day
    source       INTEGER NOT NULL REFERENCES source (id),
    day          INTEGER NOT NULL,
    unread       INTEGER NOT NULL,
    minutes      INTEGER,
    words        INTEGER,                    -- set if and only if the extracted text is stored
    day_from     INTEGER NOT NULL,           -- 0 page, 1 zone, 2 written, 3 user, 4 seen
    instant      INTEGER,
    offset_min   INTEGER,
    guid_hash    INTEGER,
    address_hash INTEGER,                    -- of the address's key
    first_seen   INTEGER NOT NULL,
    changed      INTEGER,
    title        TEXT    NOT NULL,
    deck         TEXT    NOT NULL,
    section      TEXT,
    author       TEXT,
    lang         TEXT,
    address      TEXT,
    guid         TEXT
) STRICT;

CREATE UNIQUE INDEX story_doc ON story (doc);
CREATE INDEX story_guid ON story (source, guid_hash) WHERE guid_hash IS NOT NULL;
CREATE INDEX story_address ON story (address_hash) WHERE address_hash IS NOT NULL;
CREATE INDEX story_day ON story (source, day, unread, minutes);
CREATE INDEX story_unread ON story (source, day) WHERE unread = 1;

-- What a day holds over all sources that are not retired; kept by the triggers below.
CREATE TABLE day_tally (
    day      INTEGER PRIMARY KEY,
    stories  INTEGER NOT NULL DEFAULT 0,
    unread   INTEGER NOT NULL DEFAULT 0,
    minutes  INTEGER NOT NULL DEFAULT 0,
    answered INTEGER NOT NULL DEFAULT 0,
    failed   INTEGER NOT NULL DEFAULT 0,
    asked_at INTEGER
) STRICT;

CREATE INDEX tally_stories ON day_tally (day) WHERE stories > 0;
CREATE INDEX tally_unread ON day_tally (day) WHERE unread > 0;

-- What each dated route of a source answered last.
CREATE TABLE route_answer (
    source INTEGER NOT NULL REFERENCES source (id),
    place  TEXT    NOT NULL,                 -- its address or template
    at     INTEGER NOT NULL,
    said   TEXT    NOT NULL,
    PRIMARY KEY (source, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE coverage (
    source  INTEGER NOT NULL REFERENCES source (id),
    day     INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    state   INTEGER NOT NULL,                -- 0 found, 1 empty, 2 failed
    found   INTEGER NOT NULL,
    trouble TEXT,
    PRIMARY KEY (source, day)
) STRICT, WITHOUT ROWID;

CREATE INDEX coverage_day ON coverage (day);

-- id = story * 4 + kind (0 extracted, 1 feed, 2 page).
CREATE TABLE text (
    id    INTEGER PRIMARY KEY,
    at    INTEGER NOT NULL,
    words INTEGER NOT NULL,
    body  BLOB    NOT NULL
) STRICT;

-- What was read once by its address and is neither a story nor kept.
CREATE TABLE page (
    key  TEXT PRIMARY KEY,
    at   INTEGER NOT NULL,
    body BLOB    NOT NULL
) STRICT;

CREATE INDEX page_at ON page (at);

-- A bookmark let go keeps its row (removed_at), so that undo brings back all of it.
CREATE TABLE bookmark (
    id           INTEGER PRIMARY KEY,
    key          TEXT    NOT NULL UNIQUE,
    address_hash INTEGER NOT NULL,
    address      TEXT    NOT NULL,
    story        INTEGER,
    source       INTEGER,
    day          INTEGER NOT NULL,
    kept_at      INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL,
    removed_at   INTEGER,
    title        TEXT    NOT NULL,
    source_title TEXT    NOT NULL,
    note         TEXT    NOT NULL,
    words        INTEGER,
    body         BLOB                        -- its own copy of the text, for ever
) STRICT;

CREATE INDEX bookmark_day ON bookmark (day) WHERE removed_at IS NULL;
CREATE INDEX bookmark_source ON bookmark (source, day) WHERE removed_at IS NULL;
CREATE INDEX bookmark_address ON bookmark (address_hash, key) WHERE removed_at IS NULL;

CREATE TABLE tag (
    bookmark INTEGER NOT NULL REFERENCES bookmark (id),
    name     TEXT    NOT NULL,
    PRIMARY KEY (bookmark, name)
) STRICT, WITHOUT ROWID;

-- One row for each act of the reader. Undo appends the inverse (`undoes` names the row it turns round).
CREATE TABLE change (
    seq    INTEGER PRIMARY KEY AUTOINCREMENT,
    at     INTEGER NOT NULL,
    verb   INTEGER NOT NULL,                 -- 0 read, 1 bookmark, 2 source
    undone INTEGER NOT NULL DEFAULT 0,       -- 1 taken back, 2 taken back and out of redo's reach
    undoes INTEGER REFERENCES change (seq),
    label  TEXT    NOT NULL,
    before BLOB    NOT NULL,
    after  BLOB    NOT NULL
) STRICT;

CREATE INDEX change_acts ON change (seq) WHERE undoes IS NULL;
CREATE INDEX change_done ON change (seq) WHERE undoes IS NULL AND undone = 0;
CREATE INDEX change_undone ON change (seq) WHERE undone = 1;
CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE place (
    key    TEXT PRIMARY KEY,
    block  INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    quote  TEXT    NOT NULL,
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE validator (
    url           TEXT PRIMARY KEY,
    etag          TEXT,
    last_modified TEXT,
    fresh_until   INTEGER
) STRICT, WITHOUT ROWID;

CREATE TRIGGER story_in AFTER INSERT ON story BEGIN
    UPDATE source SET stories = stories + 1, unread = unread + new.unread WHERE id = new.source;
    INSERT INTO day_tally (day, stories, unread, minutes)
        SELECT new.day, 1, new.unread, coalesce(new.minutes, 0)
        FROM source WHERE id = new.source AND retired_at IS NULL
        ON CONFLICT (day) DO UPDATE SET
            stories = stories + 1,
            unread = unread + excluded.unread,
            minutes = minutes + excluded.minutes;
END;

CREATE TRIGGER story_unread AFTER UPDATE OF unread ON story WHEN new.unread <> old.unread BEGIN
    UPDATE source SET unread = unread + new.unread - old.unread WHERE id = new.source;
END;

CREATE TRIGGER story_same_day AFTER UPDATE OF day, unread, minutes ON story WHEN new.day = old.day BEGIN
    UPDATE day_tally SET
        unread = unread + new.unread - old.unread,
        minutes = minutes + coalesce(new.minutes, 0) - coalesce(old.minutes, 0)
    WHERE day = new.day AND (SELECT retired_at IS NULL FROM source WHERE id = new.source);
END;

CREATE TRIGGER story_other_day AFTER UPDATE OF day, unread, minutes ON story WHEN new.day <> old.day BEGIN
    UPDATE day_tally SET
        stories = stories - 1,
        unread = unread - old.unread,
        minutes = minutes - coalesce(old.minutes, 0)
    WHERE day = old.day AND (SELECT retired_at IS NULL FROM source WHERE id = new.source);
    INSERT INTO day_tally (day, stories, unread, minutes)
        SELECT new.day, 1, new.unread, coalesce(new.minutes, 0)
        FROM source WHERE id = new.source AND retired_at IS NULL
        ON CONFLICT (day) DO UPDATE SET
            stories = stories + 1,
            unread = unread + excluded.unread,
            minutes = minutes + excluded.minutes;
END;

CREATE TRIGGER coverage_in AFTER INSERT ON coverage BEGIN
    INSERT INTO day_tally (day, answered, failed, asked_at)
        SELECT new.day, new.state < 2, new.state = 2, new.at
        FROM source WHERE id = new.source AND retired_at IS NULL
        ON CONFLICT (day) DO UPDATE SET
            answered = answered + excluded.answered,
            failed = failed + excluded.failed,
            asked_at = max(coalesce(asked_at, excluded.asked_at), excluded.asked_at);
END;

CREATE TRIGGER coverage_changed AFTER UPDATE ON coverage BEGIN
    UPDATE day_tally SET
        answered = answered + (new.state < 2) - (old.state < 2),
        failed = failed + (new.state = 2) - (old.state = 2),
        asked_at = max(coalesce(asked_at, new.at), new.at)
    WHERE day = new.day AND (SELECT retired_at IS NULL FROM source WHERE id = new.source);
END;

-- Retiring takes all of a source out of the days, coming back puts it in again.
CREATE TRIGGER source_retired AFTER UPDATE OF retired_at ON source
WHEN (new.retired_at IS NULL) <> (old.retired_at IS NULL) BEGIN
    INSERT INTO day_tally (day, stories, unread, minutes)
        SELECT day,
               count(*) * iif(new.retired_at IS NULL, 1, -1),
               sum(unread) * iif(new.retired_at IS NULL, 1, -1),
               coalesce(sum(minutes), 0) * iif(new.retired_at IS NULL, 1, -1)
        FROM story WHERE source = new.id GROUP BY day
        ON CONFLICT (day) DO UPDATE SET
            stories = stories + excluded.stories,
            unread = unread + excluded.unread,
            minutes = minutes + excluded.minutes;
    INSERT INTO day_tally (day, answered, failed, asked_at)
        SELECT day,
               (state < 2) * iif(new.retired_at IS NULL, 1, -1),
               (state = 2) * iif(new.retired_at IS NULL, 1, -1),
               at
        FROM coverage WHERE source = new.id
        ON CONFLICT (day) DO UPDATE SET
            answered = answered + excluded.answered,
            failed = failed + excluded.failed,
            asked_at = (
                SELECT max(c.at) FROM coverage c JOIN source s ON s.id = c.source
                WHERE c.day = excluded.day AND s.retired_at IS NULL
            );
END;
