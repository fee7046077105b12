-- Schema 11 of dateline.db: what feeds sent as the text of a story, so that another one is told from the same.

CREATE TABLE sent (
    story   INTEGER PRIMARY KEY,
    hashes  BLOB    NOT NULL,                -- of a route and of what it sent last, eight bytes each, the latest route last
    longest INTEGER NOT NULL                 -- words of the longest text that was stored for it
) STRICT;
