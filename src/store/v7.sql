-- Schema 7 of dateline.db: what a feed attaches to a story. A row is there only where there is something, and no list reads it.

CREATE TABLE attached (
    story INTEGER PRIMARY KEY,
    told  TEXT NOT NULL                      -- comments and enclosures as JSON
) STRICT;
