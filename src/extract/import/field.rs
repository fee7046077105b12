//! What fields of other programs' exports mean, and how their values are written.

use jiff::Timestamp;

use crate::extract::date;
use crate::news::{Moment, When};

/// What a field says of a kept address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The address, the likeliest name first.
    Address(u8),
    Title,
    /// When it was kept.
    Added,
    /// When the page was published.
    Published,
    Tags,
    /// A folder it stood in.
    Folder,
    /// The person's own words.
    Note,
    /// A sentence about it: the person's, or the page's.
    Description,
    /// What the person marked in the text.
    Marked,
    /// How far the person is with it, in the service's word.
    State,
    /// A flag whose being set is worth a tag of this name.
    Flag(&'static str),
    /// The page's text as HTML.
    Content,
    /// What can be had from the page again, or says nothing.
    Idle,
    /// Nothing that is known.
    Unknown,
}

/// The meaning of a field by its name, whatever its case, spaces and signs.
pub(super) fn meaning(name: &str) -> Meaning {
    let plain: String =
        name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    match plain.as_str() {
        "url" | "href" | "link" | "uri" | "address" => Meaning::Address(0),
        "givenurl" | "originalurl" | "resolvedurl" | "sourceurl" | "pageurl" | "articleurl" | "weburl"
        | "website" | "permalink" | "bookmark" => Meaning::Address(1),
        "source" => Meaning::Address(2),
        "title" | "giventitle" | "resolvedtitle" | "name" | "headline" | "pagetitle" => Meaning::Title,
        "timeadded" | "added" | "savedat" | "saveddate" | "created" | "createdat" | "time" | "timestamp"
        | "dateadded" | "adddate" | "date" | "savedon" | "addedat" | "saved" | "datesaved" | "addedon"
        | "createdon" | "createddate" | "creationdate" | "datecreated" | "bookmarkedat" => Meaning::Added,
        "publishedat" | "published" | "publisheddate" | "day" => Meaning::Published,
        "tags" | "tag" | "labels" | "documenttags" | "tagnames" | "keywords" => Meaning::Tags,
        "folder" | "collection" => Meaning::Folder,
        "note" | "notes" | "documentnote" | "documentnotes" | "extended" | "comment" | "comments" => {
            Meaning::Note
        }
        "description" | "desc" | "summary" => Meaning::Description,
        "selection" | "highlights" | "annotations" | "highlight" => Meaning::Marked,
        "status" | "state" | "location" => Meaning::State,
        "isarchived" | "archived" => Meaning::Flag("archive"),
        "isstarred" | "starred" | "favorite" | "isfavorite" | "favourite" | "favorited" => {
            Meaning::Flag("starred")
        }
        "toread" => Meaning::Flag("toread"),
        "content" | "html" => Meaning::Content,
        "hastext" | "excerpt" | "wordcount" | "words" | "readingtime" | "domainname" | "domain" | "cover"
        | "thumbnail" | "previewpicture" | "mimetype" | "httpstatus" | "language" | "hash" | "meta"
        | "id" | "uid" | "slug" | "updatedat" | "headers" | "itemid" | "resolvedid" | "isnotfound"
        | "guid" | "index" | "type" | "typecode" | "iconuri" | "icon" | "lastmodified" | "datemodified"
        | "site" | "sitename" | "faviconurl" | "previewimageurl" | "datelastused" | "cursor" => Meaning::Idle,
        _ => Meaning::Unknown,
    }
}

/// A date of an export: also a bare number of seconds, milliseconds or microseconds since 1970.
pub(super) fn when(raw: &str) -> Option<When> {
    let raw = raw.trim();
    if let Ok(number) = raw.parse::<i64>() {
        let instant = match number {
            // Microseconds since 1601, as Chrome's own file counts.
            11_644_473_600_000_000.. => Timestamp::from_microsecond(number - 11_644_473_600_000_000),
            100_000_000_000_000.. => Timestamp::from_microsecond(number),
            100_000_000_000.. => Timestamp::from_millisecond(number),
            1.. => Timestamp::from_second(number),
            _ => return None,
        };
        return Some(When::Moment(Moment { instant: instant.ok()?, offset_min: Some(0) }));
    }
    date::parse(raw)
}

/// Tags written in one field: a list in brackets, or words between bars, commas or semicolons. Where a
/// service writes them with spaces between, `spaced`.
pub(super) fn tags(raw: &str, spaced: bool) -> Vec<String> {
    let raw = raw.trim();
    if let Some(inside) = raw.strip_prefix('[').and_then(|raw| raw.strip_suffix(']')) {
        return serde_json::from_str(raw).unwrap_or_else(|_| quoted_list(inside));
    }
    let between: fn(char) -> bool = if raw.contains('|') {
        |c| c == '|'
    } else if raw.contains(',') {
        |c| c == ','
    } else if raw.contains(';') {
        |c| c == ';'
    } else if spaced {
        char::is_whitespace
    } else {
        |_| false
    };
    raw.split(between).map(str::trim).filter(|tag| !tag.is_empty()).map(ToOwned::to_owned).collect()
}

/// The words of `'a', "b, c"` as Python and JSON write them; without quotes, what stands between commas.
fn quoted_list(inside: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut chars = inside.chars().peekable();
    loop {
        while chars.next_if(|c| c.is_whitespace() || *c == ',').is_some() {}
        let Some(first) = chars.next() else { return words };
        let mut word = String::new();
        if matches!(first, '"' | '\'') {
            while let Some(c) = chars.next() {
                match c {
                    c if c == first => break,
                    '\\' => word.extend(chars.next()),
                    c => word.push(c),
                }
            }
        } else {
            word.push(first);
            while let Some(c) = chars.next_if(|c| *c != ',') {
                word.push(c);
            }
        }
        let word = word.trim();
        if !word.is_empty() {
            words.push(word.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_in_all_ways_of_writing_them() {
        assert_eq!(tags("a|b c", false), ["a", "b c"]);
        assert_eq!(tags("a, b c,,", false), ["a", "b c"]);
        assert_eq!(tags("b c", false), ["b c"]);
        assert_eq!(tags("b  c", true), ["b", "c"]);
        assert_eq!(tags("['it\\'s', \"b, c\"]", false), ["it's", "b, c"]);
        assert_eq!(tags("[]", false), [""; 0]);
        assert_eq!(tags(r#"["\u0447\u0430\u0439", "a\"b"]"#, false), ["чай", "a\"b"]);
    }

    #[test]
    fn numbers_are_dates_by_their_size() {
        let day = |raw: &str| match when(raw) {
            Some(When::Moment(moment)) => moment.rfc3339(),
            other => format!("{other:?}"),
        };
        for raw in
            ["1700000000", "1700000000000", "1700000000000000", "13344473600000000", "2023-11-14T22:13:20Z"]
        {
            assert!(day(raw).starts_with("2023-11-14T22:13:20"), "{raw}: {}", day(raw));
        }
        assert_eq!(when("0"), None);
    }
}
