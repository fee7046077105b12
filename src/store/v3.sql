-- Schema 3 of dateline.db: stories that are muted, the same story from several sources, whose acts an undo takes back.

-- The rules of mute.toml as they were read last, as JSON. A number is never given twice.
CREATE TABLE mute_rule (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    rule TEXT NOT NULL UNIQUE
) STRICT;

ALTER TABLE story ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;   -- the rule that hides it; 0: none
ALTER TABLE story ADD COLUMN cluster INTEGER;                    -- the same for all copies of a story; NULL: it is alone
-- 1: it stands in the lists over all sources: it is not muted, and the first of its copies of that day in the
-- order of the sources. The tallies count these.
ALTER TABLE story ADD COLUMN leads INTEGER NOT NULL DEFAULT 1;
ALTER TABLE story ADD COLUMN text_hash INTEGER;                  -- of what is known of its text, where that is enough to tell it

ALTER TABLE change ADD COLUMN who INTEGER;                       -- the window that did it

DROP INDEX story_day;
DROP INDEX story_unread;
CREATE INDEX story_day ON story (source, muted, day, unread, minutes, leads);
CREATE INDEX story_unread ON story (source, day) WHERE unread = 1 AND muted = 0;
CREATE INDEX story_hidden ON story (source, day) WHERE muted <> 0;
CREATE INDEX story_muted ON story (muted) WHERE muted <> 0;
CREATE INDEX story_cluster ON story (cluster, source) WHERE cluster IS NOT NULL;
CREATE INDEX story_joined ON story (source, cluster) WHERE cluster IS NOT NULL;
CREATE INDEX story_text ON story (text_hash) WHERE text_hash IS NOT NULL;

-- Stories from before this schema are looked at once for copies, newest first.
INSERT INTO meta (key, value) SELECT 'sweep', '9223372036854775807' WHERE EXISTS (SELECT 1 FROM story);

DROP TRIGGER story_in;
DROP TRIGGER story_unread;
DROP TRIGGER story_same_day;
DROP TRIGGER story_other_day;
DROP TRIGGER source_retired;

CREATE TRIGGER story_in AFTER INSERT ON story BEGIN
    UPDATE source SET stories = stories + 1, unread = unread + (new.unread AND new.muted = 0)
    WHERE id = new.source;
    INSERT INTO day_tally (day, stories, unread, minutes)
        SELECT new.day, 1, new.unread, coalesce(new.minutes, 0)
        FROM source WHERE id = new.source AND retired_at IS NULL AND new.leads = 1
        ON CONFLICT (day) DO UPDATE SET
            stories = stories + 1,
            unread = unread + excluded.unread,
            minutes = minutes + excluded.minutes;
END;

CREATE TRIGGER story_unread AFTER UPDATE OF unread, muted ON story
WHEN (new.unread AND new.muted = 0) <> (old.unread AND old.muted = 0) BEGIN
    UPDATE source SET unread = unread + (new.unread AND new.muted = 0) - (old.unread AND old.muted = 0)
    WHERE id = new.source;
END;

CREATE TRIGGER story_same_day AFTER UPDATE OF day, unread, minutes, leads ON story WHEN new.day = old.day BEGIN
    INSERT INTO day_tally (day, stories, unread, minutes)
        SELECT new.day,
               new.leads - old.leads,
               new.leads * new.unread - old.leads * old.unread,
               new.leads * coalesce(new.minutes, 0) - old.leads * coalesce(old.minutes, 0)
        FROM source WHERE id = new.source AND retired_at IS NULL
        ON CONFLICT (day) DO UPDATE SET
            stories = stories + excluded.stories,
            unread = unread + excluded.unread,
            minutes = minutes + excluded.minutes;
END;

CREATE TRIGGER story_other_day AFTER UPDATE OF day, unread, minutes, leads ON story WHEN new.day <> old.day BEGIN
    UPDATE day_tally SET
        stories = stories - old.leads,
        unread = unread - old.leads * old.unread,
        minutes = minutes - old.leads * coalesce(old.minutes, 0)
    WHERE day = old.day AND (SELECT retired_at IS NULL FROM source WHERE id = new.source);
    INSERT INTO day_tally (day, stories, unread, minutes)
        SELECT new.day, new.leads, new.leads * new.unread, new.leads * coalesce(new.minutes, 0)
        FROM source WHERE id = new.source AND retired_at IS NULL
        ON CONFLICT (day) DO UPDATE SET
            stories = stories + excluded.stories,
            unread = unread + excluded.unread,
            minutes = minutes + excluded.minutes;
END;

-- Retiring takes all of a source out of the days, coming back puts it in again. Who leads is settled afterwards.
CREATE TRIGGER source_retired AFTER UPDATE OF retired_at ON source
WHEN (new.retired_at IS NULL) <> (old.retired_at IS NULL) BEGIN
    INSERT INTO day_tally (day, stories, unread, minutes)
        SELECT day,
               sum(leads) * iif(new.retired_at IS NULL, 1, -1),
               sum(leads * unread) * iif(new.retired_at IS NULL, 1, -1),
               coalesce(sum(leads * minutes), 0) * iif(new.retired_at IS NULL, 1, -1)
        FROM story INDEXED BY story_day WHERE source = new.id AND muted = 0 GROUP BY day
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
