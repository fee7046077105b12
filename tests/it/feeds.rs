//! Feeds as they are in the wild: `tests/feeds` holds small unkind ones with what a reader should get of each.
//!
//! A file has cases, written by hand. `=== name` begins one; `--- feed` its bytes, with what stands behind it: `utf-16le`,
//! `windows-1251` and so on encode it, `bom` puts a mark before it, `type=…` is the server's `Content-Type`, `gzip` packs it,
//! `\xNN` is a byte as it is. `--- want` begins what should come of it: `refused` and words of the sentence, or a line for
//! each field that matters and `* title` for each entry. All entries have to be there, in their order, and no others; a
//! field that is not named may be anything, `-` says that it is to be empty.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use dateline::extract::feed::{self, Feed};
use dateline::news::{Address, Item, When};
use encoding_rs::Encoding;
use proptest::prelude::*;

const ADDRESS: &str = "https://news.test/feeds/all.xml";

struct Case {
    name: String,
    bytes: Vec<u8>,
    /// Where its entries end, by their tags.
    ends: Vec<usize>,
    content_type: Option<String>,
    want: String,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().flat_map(|file| cases_of(&fs::read_to_string(file).unwrap())).collect()
}

fn cases_of(file: &str) -> Vec<Case> {
    file.split("=== ").skip(1).map(case).collect()
}

fn case(text: &str) -> Case {
    let (name, rest) = text.split_once("\n--- feed").unwrap();
    let (how, rest) = rest.split_once('\n').unwrap();
    let (written, want) = rest.split_once("\n--- want\n").unwrap_or_else(|| panic!("{name}: no wish"));
    let (how, content_type) = match how.split_once("type=") {
        Some((how, kind)) => (how, Some(kind.to_owned())),
        None => (how, None),
    };
    let mut bytes = Vec::new();
    for (at, piece) in written.split("\\x").enumerate() {
        let text = if at == 0 {
            piece
        } else {
            bytes.push(u8::from_str_radix(&piece[..2], 16).unwrap());
            &piece[2..]
        };
        encode(text, how, &mut bytes);
    }
    if how.contains("bom") {
        let mut marked = Vec::new();
        encode("\u{feff}", how, &mut marked);
        bytes.splice(0..0, marked);
    }
    let mut ends = Vec::new();
    for tag in ["</item>", "</entry>"] {
        let mut end = Vec::new();
        encode(tag, how, &mut end);
        let found = bytes.windows(end.len()).enumerate().filter(|(_, window)| *window == end);
        ends.extend(found.map(|(at, _)| at + end.len()));
    }
    if how.contains("gzip") {
        bytes = gzip(&bytes);
        ends.clear();
    }
    Case { name: name.to_owned(), bytes, ends, content_type, want: want.trim_end().to_owned() }
}

fn encode(text: &str, how: &str, out: &mut Vec<u8>) {
    let name = how.split_whitespace().find(|word| !matches!(*word, "bom" | "gzip"));
    match name {
        Some("utf-16le") => out.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
        Some("utf-16be") => out.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
        Some("utf-32le") => out.extend(text.chars().flat_map(|c| u32::from(c).to_le_bytes())),
        Some("utf-32be") => out.extend(text.chars().flat_map(|c| u32::from(c).to_be_bytes())),
        Some(name) => out.extend(Encoding::for_label(name.as_bytes()).unwrap().encode(text).0.iter()),
        None => out.extend(text.as_bytes()),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn read(bytes: &[u8], content_type: Option<&str>) -> Result<Feed, String> {
    let address = Address::parse(ADDRESS).unwrap();
    feed::read(bytes, &address, content_type).map_err(|fault| fault.sentence.to_string())
}

fn when(when: Option<When>) -> Option<String> {
    match when? {
        When::Moment(moment) => Some(moment.rfc3339()),
        When::Local(local) => Some(local.to_string()),
        When::Date(date) => Some(date.to_string()),
    }
}

/// What a field of the feed says, `None` where it says nothing.
fn of_feed(feed: &Feed, field: &str) -> Option<String> {
    match field {
        "feed" => feed.title.clone().non_empty().map(|title| title.to_string()),
        "home" => feed.home.as_ref().map(ToString::to_string),
        "lang" => feed.lang.as_ref().map(ToString::to_string),
        "ttl" => feed.ttl_minutes.map(|minutes| minutes.to_string()),
        "older" => feed.older.as_ref().map(ToString::to_string),
        other => panic!("no field {other}"),
    }
}

fn of_item(item: &Item, field: &str) -> Option<String> {
    match field {
        "link" => item.address.as_ref().map(ToString::to_string),
        "date" => when(item.published),
        "changed" => when(item.updated),
        "by" => item.author.as_ref().map(ToString::to_string),
        "id" => Some(item.guid.clone()).filter(|id| !id.is_empty()),
        "section" => item.section.as_ref().map(ToString::to_string),
        "deck" => item.deck.clone().non_empty().map(|deck| deck.to_string()),
        "text" => item.content.as_ref().map(|text| text.expose().trim().to_owned()),
        "picture" => item.image.as_ref().map(ToString::to_string),
        "comments" => attached(item.attached.talks.iter().map(|talk| {
            format!("{}{}", talk.address, talk.count.map(|count| format!(" {count}")).unwrap_or_default())
        })),
        "files" => attached(item.attached.enclosures.iter().map(|file| {
            let kind = file.media_type.as_deref().unwrap_or("?");
            let told = |number: Option<u64>| number.map_or("?".to_owned(), |number| number.to_string());
            format!("{} {kind} {} {}", file.address, told(file.bytes), told(file.seconds.map(u64::from)))
        })),
        other => panic!("no field {other}"),
    }
}

fn attached(told: impl Iterator<Item = String>) -> Option<String> {
    Some(told.collect::<Vec<_>>().join(", ")).filter(|told| !told.is_empty())
}

/// What is wrong, in lines; nothing when all is as wished.
fn wrongs(case: &Case) -> String {
    let mut out = String::new();
    let read = read(&case.bytes, case.content_type.as_deref());
    let feed = match (case.want.strip_prefix("refused"), read) {
        (Some(words), Err(sentence)) if sentence.contains(words.trim()) => return out,
        (Some(words), Err(sentence)) => return format!("  said {sentence:?}, not {words:?}\n"),
        (Some(_), Ok(feed)) => return format!("  taken for a feed: {feed:?}\n"),
        (None, Err(sentence)) => return format!("  refused: {sentence}\n"),
        (None, Ok(feed)) => feed,
    };
    let mut items = feed.items.iter();
    let mut item = None;
    for line in case.want.lines() {
        let line = line.trim();
        if let Some(title) = line.strip_prefix('*') {
            item = items.next();
            let title = title.trim();
            let got = item.map(|item| item.title.to_string());
            if got.as_deref() != Some(if title == "-" { "" } else { title }) {
                let _ = writeln!(out, "  title {title:?} is {got:?}");
            }
            continue;
        }
        let (field, want) = line.split_once(':').unwrap_or_else(|| panic!("{}: {line}", case.name));
        let got = match item {
            Some(item) => of_item(item, field),
            None => of_feed(&feed, field),
        };
        let want = Some(want.trim()).filter(|want| *want != "-");
        if got.as_deref() != want {
            let _ = writeln!(out, "  {field} {want:?} is {got:?}");
        }
    }
    for more in items {
        let _ = writeln!(out, "  one more: {:?}", more.title);
    }
    out
}

#[test]
fn every_feed_becomes_what_a_reader_should_get() {
    let cases = cases();
    let mut out = String::new();
    for case in &cases {
        let wrong = wrongs(case);
        if !wrong.is_empty() {
            let _ = writeln!(out, "{}\n{wrong}", case.name);
        }
    }
    assert!(out.is_empty(), "of {} feeds:\n{out}", cases.len());
    assert!(cases.len() > 240, "{} cases", cases.len());
}

/// Whatever is wrong with a feed, what was whole before it was cut is read; cut in steps that change, and right before
/// and behind the end of each entry.
#[test]
fn an_unkind_feed_that_is_cut_keeps_what_was_whole() {
    let mut out = String::new();
    for case in cases() {
        let Ok(whole) = read(&case.bytes, case.content_type.as_deref()) else { continue };
        let nothing = case.ends.len().saturating_sub(whole.items.len());
        let steps = (0..case.bytes.len()).step_by(1 + case.bytes.len() / 150);
        let beside = case.ends.iter().flat_map(|end| [*end, end + 1]);
        for cut in steps.chain(beside).filter(|cut| *cut < case.bytes.len()) {
            // Entries that say nothing are none in the whole feed either.
            let ended = case.ends.iter().filter(|end| **end <= cut).count().saturating_sub(nothing);
            let kept = read(&case.bytes[..cut], case.content_type.as_deref());
            let kept = kept.map_or(0, |feed| feed.items.len());
            if kept < ended {
                let _ = writeln!(out, "{}: {kept} of {ended} at {cut}", case.name);
                break;
            }
        }
    }
    assert!(out.is_empty(), "{out}");
}

/// Feeds that are long enough to be cut, and where each of their entries ends.
fn whole_feeds() -> Vec<(Vec<u8>, Vec<usize>)> {
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Wïre</title><link>/</link>\
        <item><title>Öne &amp; more</title><link>/1</link><description><![CDATA[<p>a < b</p>]]></description></item>\
        <item><title>Two</title><description>&lt;b&gt;x&lt;/b&gt;<br>y</description><guid>2</guid></item>\
        <item><title><b>Three</b> 3 < 4</title><pubDate>13 Nov 2025</pubDate></item></channel></rss>";
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>W</title><entry><title>Öne</title><content type=\"xhtml\">\
        <div xmlns=\"http://www.w3.org/1999/xhtml\"><p>x</p></div></content></entry><entry><title>Two</title>\
        <link href=\"/2\"/></entry></feed>";
    let json = "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\",\"items\":[{\"id\":\"1\",\"title\":\"Öne\",\
        \"content_html\":\"<p>{a}</p>\"},{\"id\":\"2\",\"title\":\"Two\",\"authors\":[{\"name\":\"A\"}]}]}";
    // An end, and how much of it belongs to the entry.
    [(rss, "</item>", 7), (atom, "</entry>", 8), (json, "</p>\"}", 6), (json, "}]}]}", 3)]
        .into_iter()
        .map(|(text, end, own)| {
            let ends = text.match_indices(end).map(|(at, _)| at + own);
            (text.as_bytes().to_vec(), ends.collect())
        })
        .collect()
}

#[test]
fn a_feed_cut_at_any_byte_keeps_what_was_whole() {
    for (bytes, ends) in whole_feeds() {
        let whole = read(&bytes, None).unwrap();
        for cut in 0..bytes.len() {
            let complete: Vec<usize> = ends.iter().copied().filter(|end| *end <= cut).collect();
            if complete.is_empty() {
                let _ = read(&bytes[..cut], None);
                continue;
            }
            let kept = read(&bytes[..cut], None).unwrap_or_else(|sentence| panic!("at {cut}: {sentence}"));
            let known = whole.items.iter().take(kept.items.len().min(complete.len()));
            assert!(kept.items.len() >= complete.len(), "at {cut}: {:?}", kept.items);
            for (whole, kept) in known.zip(&kept.items) {
                assert_eq!(whole, kept, "at {cut}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_feed_with_any_byte_spoiled_keeps_the_others(at in 0_usize..2_000, byte in any::<u8>()) {
        for (mut bytes, _) in whole_feeds() {
            let whole = read(&bytes, None).unwrap().items.len();
            let at = at % bytes.len();
            bytes[at] = byte;
            if let Ok(feed) = read(&bytes, None) {
                prop_assert!(feed.items.len() <= whole + 1);
            }
        }
    }
}
