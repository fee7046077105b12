//! Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1.
//!
//! [`read`] takes the bytes as they came and keeps every entry that can be read; what is broken in
//! one place costs that place only. Nothing here converts HTML to a document: an entry's text is
//! handed on as [`RawHtml`](crate::news::RawHtml).

mod apart;
mod attached;
mod decode;
mod element;
mod entry;
mod inspect;
mod json;
mod link;
mod mended;
mod named;
mod opening;
pub(super) mod plain;
mod signed;
mod tree;
mod value;
mod vocabulary;

use std::borrow::Cow;

use crate::extract::packed;
use crate::extract::recognise::{self, Recognised};
use crate::news::{Address, Fault, FaultKind, Item, Text, When};
use element::Element;
use tree::Builder;
use vocabulary::Vocabulary;

pub use inspect::{attached_json, inspect_json};
pub use opening::entitle;
pub(super) use plain::escape as escaped;

/// A feed: what it says about itself, and its entries in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// Its name; may be empty.
    pub title: Text,
    /// The page it belongs to.
    pub home: Option<Address>,
    /// Its language as a BCP 47 tag, as it says.
    pub lang: Option<Text>,
    /// Minutes it wishes not to be asked again (`ttl`).
    pub ttl_minutes: Option<u32>,
    /// What it calls itself; compared, never shown. Empty when it has no such name.
    pub id: String,
    /// Who makes it.
    pub author: Option<Text>,
    /// What it is about; may be empty.
    pub deck: Text,
    /// When it was published, as it says.
    pub published: Option<When>,
    /// When it was last changed, as it says.
    pub updated: Option<When>,
    /// Where it goes on with older entries (RFC 5005: `prev-archive`, else `next`; JSON Feed: `next_url`).
    pub older: Option<Address>,
    /// Its last page, the oldest entries (RFC 5005: `last`).
    pub oldest: Option<Address>,
    /// Its entries.
    pub items: Vec<Item>,
}

/// The text of a file in whatever encoding, found out as a feed's is.
pub(super) fn decoded(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    decode::decode(bytes, None)
}

/// Reads a feed fetched from `address`. A page of HTML, XML that is no feed, and anything else is a fault.
pub fn read(bytes: &[u8], address: &Address, content_type: Option<&str>) -> Result<Feed, Fault> {
    read_whole(bytes, address, content_type).map(within_lengths)
}

/// Titles and names are lines of a list: what is longer than any headline is cut.
fn within_lengths(mut feed: Feed) -> Feed {
    const TITLE: usize = 500;
    const NAME: usize = 200;
    feed.title = feed.title.cut(NAME);
    feed.author = feed.author.map(|author| author.cut(NAME));
    feed.deck = feed.deck.cut(TITLE);
    for item in &mut feed.items {
        item.title = std::mem::take(&mut item.title).cut(TITLE);
        item.author = item.author.take().map(|author| author.cut(NAME));
        item.section = item.section.take().map(|section| section.cut(NAME));
    }
    apart::tell(&mut feed.items);
    feed
}

fn read_whole(bytes: &[u8], address: &Address, content_type: Option<&str>) -> Result<Feed, Fault> {
    let unpacked = packed::unpacked(bytes);
    let bytes = unpacked.as_deref().unwrap_or(bytes);
    match recognise::recognise(bytes) {
        Recognised::Binary => return Err(not_a_feed(address, "something that is not text")),
        Recognised::Sitemap => return Err(not_a_feed(address, "a sitemap")),
        Recognised::Html => return Err(not_a_feed(address, "a page")),
        Recognised::Feed | Recognised::Unknown => {}
    }
    let text = without_nulls(decode::decode(bytes, content_type));
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with('<')
        && let Some(start) = json::begin(start)
    {
        return json::read(start, address).ok_or_else(|| not_a_feed(address, json::what_else(start)));
    }
    if start.is_empty() {
        return Err(not_a_feed(address, "nothing"));
    }
    let source = mended::mended(&text);
    match Builder::read(&source, address) {
        Ok(tree) => Ok(feed(&tree, &source)),
        Err(root) if root.is_empty() => Err(not_a_feed(address, "text")),
        Err(root) if root == "html" => Err(not_a_feed(address, "a page")),
        Err(root) => Err(not_a_feed(address, "XML of another kind").cause(format!("its root is <{root}>"))),
    }
}

/// A sign that no text has, and that is in the way of names where a program has put it.
fn without_nulls(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "")) } else { text }
}

fn not_a_feed(address: &Address, what: &str) -> Fault {
    Fault::new(FaultKind::Content, format!("{} answered with {what}, not with a feed", address.host()))
}

/// Entries of one feed that are read; the largest feeds have some thousands, and a feed is held whole.
const MAX_ITEMS: usize = 20_000;

fn feed(tree: &tree::Feed, source: &str) -> Feed {
    use Vocabulary::{Atom, Dc, Itunes, Rss};
    let root = &tree.root;
    let channel = root.children.iter().find(|child| child.name == "channel").unwrap_or(root);
    let either = |read: &dyn Fn(&Element) -> Option<Text>| read(channel).or_else(|| read(root));
    let names =
        [(Rss, "description"), (Atom, "subtitle"), (Atom, "tagline"), (Dc, "description"), (Rss, "abstract")];
    let deck = entry::first_value(channel, source, &names);
    let deck =
        deck.or_else(|| entry::first_value(channel, source, &[(Itunes, "summary"), (Itunes, "subtitle")]));
    let published = entry::first_date(channel, &["pubdate", "published", "issued"]);
    let author = entry::author(channel, source);
    // RFC 4287, 4.2.1: who makes the feed wrote what names nobody else. What was taken over from another feed is of that.
    let inherited = author.clone().filter(|_| channel.vocabulary == Atom);
    let is_taken = |entry: &Element| entry.all(Atom, "source").next().is_some();
    let inherit = |(entry, item): (&Element, Item)| {
        let author = item.author.or_else(|| inherited.clone().filter(|_| !is_taken(entry)));
        Item { author, ..item }
    };
    let entries = tree.entries.iter().map(|element| (element, entry::item(element, source)));
    let told = entries.enumerate().filter(|(_, (_, item))| says_something(item)).take(MAX_ITEMS);
    let mut told: Vec<_> = told.map(|(at, told)| (at, inherit(told))).collect();
    // An entry in whose middle the feed ends would be told twice where it has no link yet and others have.
    let is_cut =
        |(at, item): &(usize, Item)| tree.is_cut && at + 1 == tree.entries.len() && item.address.is_none();
    if told.last().is_some_and(is_cut) && told.iter().any(|(_, item)| item.address.is_some()) {
        told.pop();
    }
    Feed {
        title: entry::title(channel, source),
        home: link::address(channel),
        lang: either(&entry::lang),
        ttl_minutes: entry::ttl_minutes(channel),
        id: entry::feed_id(channel),
        author,
        deck: deck.map(|value| value.deck()).unwrap_or_default(),
        published: published.or_else(|| entry::dc_date(channel, &["issued", "created"])),
        updated: entry::updated(channel),
        older: link::related(channel, &["prev-archive", "next"]),
        oldest: link::related(channel, &["last"]),
        items: told.into_iter().map(|(_, item)| item).collect(),
    }
}

/// Whether an entry has anything in it at all.
fn says_something(item: &Item) -> bool {
    *item != Item::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(xml: &str) -> Feed {
        let address = Address::parse("https://news.test/feeds/all.xml").unwrap();
        read(xml.as_bytes(), &address, None).unwrap()
    }

    #[test]
    fn of_entries_without_number_the_first_are_read() {
        let many = |entry: &str| entry.repeat(MAX_ITEMS * 2);
        let feed =
            read_text(&format!("<rss><channel><title>F</title>{}", many("<item><title>t</title></item>")));
        assert_eq!((feed.title.as_str(), feed.items.len()), ("F", MAX_ITEMS));
        let head = "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"J\",\"items\":[";
        let feed =
            read_text(&format!("{head}{}{{\"id\":\"z\"}}]}}", many("{\"id\":\"1\",\"title\":\"t\"},")));
        assert_eq!((feed.title.as_str(), feed.items.len()), ("J", MAX_ITEMS));
        // One entry of millions of values costs the entries behind it, not the memory.
        let one = "{\"id\":\"1\",\"title\":\"t\"}";
        let feed =
            read_text(&format!("{head}{one},{{\"id\":\"2\",\"tags\":[{}\"x\"]}}]}}", "0,".repeat(1 << 20)));
        assert_eq!(titles(&feed), ["t"]);
    }

    fn titles(feed: &Feed) -> Vec<&str> {
        feed.items.iter().map(|item| item.title.as_str()).collect()
    }

    #[test]
    fn rss_is_read() {
        let feed = read_text(
            r#"<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
              xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
            <channel><title>The &amp; Wire</title><link>https://news.test/</link><language>ru_RU</language><ttl>20</ttl>
            <image><title>Logo</title><link>https://news.test/logo</link></image>
            <item><title>&lt;b&gt;Реки&lt;/b&gt; &amp;amp; озёра</title><link>/world/1/</link><guid isPermaLink="false">w1</guid>
              <dc:creator>Anna Lind</dc:creator><dc:creator>B. Cole</dc:creator><category>World</category><category>x</category>
              <pubDate>Thu, 13 Nov 2025 10:00:00 +0300</pubDate><media:thumbnail url="/i/1.jpg"/>
              <description>Short &lt;i&gt;deck&lt;/i&gt;</description>
              <content:encoded><![CDATA[<p>Long <a href="/x">text</a></p>]]></content:encoded></item>
            <item><guid>https://news.test/world/2/</guid><author>a@news.test (Bo)</author><description>No title</description></item>
            </channel></rss>"#,
        );
        assert_eq!(feed.title, "The & Wire");
        assert_eq!(feed.home.as_ref().unwrap().as_str(), "https://news.test/");
        assert_eq!((feed.lang.as_deref(), feed.ttl_minutes), (Some("ru-RU"), Some(20)));
        let item = &feed.items[0];
        assert_eq!(item.title, "Реки & озёра");
        assert_eq!(item.address.as_ref().unwrap().as_str(), "https://news.test/world/1/");
        assert_eq!(item.author.as_deref(), Some("Anna Lind, B. Cole"));
        assert_eq!(item.section.as_deref(), Some("World"));
        assert_eq!(item.deck, "Short deck");
        assert!(item.content.as_ref().unwrap().expose().starts_with("<p>Long"));
        assert_eq!(item.image.as_ref().unwrap().as_str(), "https://news.test/i/1.jpg");
        assert!(matches!(item.published, Some(When::Moment(m)) if m.offset_min == Some(180)));
        assert_eq!(feed.items[1].address.as_ref().unwrap().as_str(), "https://news.test/world/2/");
        assert_eq!(feed.items[1].author.as_deref(), Some("Bo"));
    }

    #[test]
    fn atom_is_read() {
        let feed = read_text(
            r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://news.test/a/"><title type="html">T &amp;lt; U</title>
            <link rel="self" href="feed"/><link href="."/><entry xml:base="b/"><title>Tags like &lt;hr are plain</title>
            <link rel="enclosure" type="image/png" href="p.png"/><link rel="alternate" href="1"/><id>tag:1</id>
            <updated>2025-11-13T10:00:00Z</updated><author><name>Ann</name></author><author><name>Bo</name></author>
            <category term="c" label="City"/>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><title>x</title><p>Text &amp; more</p></div></content></entry></feed>"#,
        );
        assert_eq!(feed.title, "T < U");
        assert_eq!(feed.home.as_ref().unwrap().as_str(), "https://news.test/a/");
        let item = &feed.items[0];
        assert_eq!(item.title, "Tags like <hr are plain");
        assert_eq!(item.address.as_ref().unwrap().as_str(), "https://news.test/a/b/1");
        assert_eq!(item.image.as_ref().unwrap().as_str(), "https://news.test/a/b/p.png");
        assert_eq!((item.author.as_deref(), item.section.as_deref()), (Some("Ann, Bo"), Some("City")));
        let content = item.content.as_ref().unwrap();
        assert!(content.expose().contains("<p>Text &amp; more</p>"));
        assert_eq!(content.base().unwrap().as_str(), "https://news.test/a/b/");
        assert!(item.published.is_some());
    }

    #[test]
    fn rdf_is_read() {
        let feed = read_text(
            r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
            xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.test/"><title>R</title></channel>
            <item rdf:about="https://news.test/1"><title>One</title><dc:date>2025-11-13</dc:date><dc:subject>Law</dc:subject></item></rdf:RDF>"#,
        );
        let item = &feed.items[0];
        assert_eq!(item.address.as_ref().unwrap().as_str(), "https://news.test/1");
        assert_eq!(item.section.as_deref(), Some("Law"));
        assert!(matches!(item.published, Some(When::Date(_))));
    }

    #[test]
    fn what_is_broken_costs_its_place_only() {
        let feed = read_text(
            "junk<rss><channel><title>A & B &nbsp;&unknown;</title>
            <item><title>One <link>https://a.test/1</link><description>1 < 2 & so<br></description></item>
            <item><title>Two</title><link>https://a.test/2</link>
            <item><title>Three</title></b></i><link>https://a.test/3?a=1&b=2</link></item>
            <item><title>Four <em>and</em> more</title><link href=https://a.test/4></item>
            <item><title>Five</title><link>https://a.test/5</link><description><![CDATA[cut off",
        );
        assert_eq!(feed.title, "A & B \u{a0}&unknown;");
        assert_eq!(titles(&feed), ["One", "Two", "Three", "Four and more", "Five"]);
        assert_eq!(feed.items[0].deck, "1 < 2 & so");
        assert_eq!(feed.items[2].address.as_ref().unwrap().as_str(), "https://a.test/3?a=1&b=2");
        assert_eq!(feed.items[4].deck, "cut off");
    }

    #[test]
    fn what_media_are_called_is_the_headline_where_nothing_else_is() {
        let of = |inside: &str| {
            let feed = read_text(&format!(
                "<rss xmlns:media='http://search.yahoo.com/mrss/'><channel><item><link>/1</link>{inside}</item></channel></rss>"
            ));
            (feed.items[0].title.to_string(), feed.items[0].deck.to_string())
        };
        let named = "<media:title>A boat</media:title><media:description>At sea</media:description>";
        let told = ("A boat".to_owned(), "At sea".to_owned());
        for (around, with) in [("group", ""), ("content", " type='video/mp4'"), ("content", " url='/v.m3u8'")]
        {
            assert_eq!(of(&format!("<media:{around}{with}>{named}</media:{around}>")), told);
        }
        // A picture is not what it belongs to, and words of its own say more than the name of a file.
        let none = (String::new(), String::new());
        for with in ["type='image/png'", "medium='image'", "url='/p.jpg?w=9'"] {
            assert_eq!(of(&format!("<media:content {with}>{named}</media:content>")), none, "{with}");
        }
        let own = of(&format!("<media:content>{named}</media:content><description>Hello</description>"));
        assert_eq!(own, (String::new(), "Hello".to_owned()));
        assert_eq!(of(named), told);
        assert_eq!(of(&format!("<title>Storm</title><media:content>{named}</media:content>")).0, "Storm");
    }

    #[test]
    fn half_an_entry_at_the_end_is_no_story() {
        let begun = "<rss><channel><title>W</title><item><title>One</title><link>/1</link></item><item>";
        for (rest, told) in [
            ("<title>Half a hea", false),
            ("<link>https://news.test/2</link><title>Half a hea", true),
            ("<title>Two</title><link>https://news.te", false),
            ("<title>Two</title><description>The first wor", false),
            ("<title>Two</title><link>/2</link><pubDate>Thu, 13 No", true),
            ("<title>Two</title><link>/2</link><description>The first wor", true),
            ("<title>Two</title><description>All of it.</description></item>", true),
            ("<title>Two</title><description>All of it.</description></channel></rss>", true),
        ] {
            let feed = read_text(&format!("{begun}{rest}"));
            assert_eq!(feed.items.len(), 1 + usize::from(told), "{rest}");
        }
        // Where no entry has a link, nothing is told twice for the lack of one.
        let linkless = "<rss><channel><title>W</title><item><title>One</title></item><item><title>Half a hea";
        assert_eq!(titles(&read_text(linkless)), ["One", "Half a hea"]);
        let cut = format!("{begun}<title>Two</title><link>/2</link><pubDate>Thu, 13 No");
        assert_eq!(read_text(&cut).items[1].published, None);
    }

    #[test]
    fn json_feed_is_read_also_cut_off() {
        let whole = r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://a.test/","items":[
            {"id":7,"url":"https://a.test/7","title":"Seven","content_text":"1 < 2","date_published":"2025-11-13T10:00:00Z","tags":["x"]},
            {"id":"8","url":"/8","content_html":"<p>Hi</p>","authors":[{"name":"Ann"}]}]}"#;
        let feed = read_text(whole);
        assert_eq!(feed.items[0].guid, "7");
        assert_eq!(feed.items[0].content.as_ref().unwrap().expose(), "1 &lt; 2");
        assert_eq!(feed.items[1].address.as_ref().unwrap().as_str(), "https://news.test/8");
        assert_eq!(read_text(&whole[..whole.len() - 30]).items.len(), 1);
    }

    #[test]
    fn links_keep_their_spaces_and_titles_their_length() {
        let address = Address::parse("https://news.test/").unwrap();
        let long = "t".repeat(10_000);
        let xml = format!(
            "<rss><channel><title>{long}</title><item><title>{long}</title>\
             <link>\n  https://news.test/a b.html\n</link></item></channel></rss>"
        );
        let feed = read(xml.as_bytes(), &address, None).unwrap();
        assert_eq!(feed.items[0].address.as_ref().unwrap().as_str(), "https://news.test/a%20b.html");
        assert!(feed.title.chars().count() <= 201 && feed.items[0].title.chars().count() <= 501);
        let of = |link: &str| {
            let feed = read_text(&format!(
                "<rss><channel><item><title>t</title><link>{link}</link></item></channel></rss>"
            ));
            feed.items[0].address.as_ref().map(|address| address.as_str().to_owned())
        };
        for twice in ["&amp;amp;", "&amp;#38;", "&amp;#038;", "&amp;"] {
            assert_eq!(
                of(&format!("/p?a=1{twice}b=2")).as_deref(),
                Some("https://news.test/p?a=1&b=2"),
                "{twice}"
            );
        }
        for bare in ["news.test/1", "News.test/1", "https://news.test/1", "/1"] {
            assert_eq!(of(bare).as_deref(), Some("https://news.test/1"), "{bare}");
        }
        // What only has a point in its name is a file.
        assert_eq!(of("other.test/1").as_deref(), Some("https://news.test/feeds/other.test/1"));
        assert_eq!(of("1.html").as_deref(), Some("https://news.test/feeds/1.html"));
        assert_eq!(of(&format!("/p?{}", "x".repeat(3_000))).map(|link| link.len()), Some(3_020));
        assert_eq!(of(&format!("/p?{}", "x".repeat(9_000))), None);
    }

    #[test]
    fn where_older_entries_are_is_told() {
        let of = |links: &str| {
            read_text(&format!(
                "<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>W</title><link>/</link>{links}<item><title>x</title>\
                 <atom:link rel='next' href='/no'/></item></channel></rss>"
            ))
        };
        let paged =
            of("<atom:link rel='next' href='all.xml?page=2'/><atom:link rel='last' href='all.xml?page=9'/>");
        assert_eq!(paged.older.unwrap().as_str(), "https://news.test/feeds/all.xml?page=2");
        assert_eq!(paged.oldest.unwrap().as_str(), "https://news.test/feeds/all.xml?page=9");
        assert_eq!(paged.home.unwrap().as_str(), "https://news.test/");
        let archived =
            of("<atom:link rel='next' href='/2'/><atom:link rel=' Prev-Archive ' href='/2025-10.xml'/>");
        assert_eq!(archived.older.unwrap().as_str(), "https://news.test/2025-10.xml");
        assert_eq!(of("<atom:link rel='self' href='/'/>").older, None);
        let json =
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"J","next_url":"/j?p=2","items":[]}"#;
        assert_eq!(read_text(json).older.unwrap().as_str(), "https://news.test/j?p=2");
    }

    #[test]
    fn what_is_no_feed_is_refused_in_words() {
        let address = Address::parse("https://news.test/").unwrap();
        let fault = |bytes: &[u8]| read(bytes, &address, None).unwrap_err().sentence.to_string();
        assert_eq!(fault(b"<!doctype html><html><body>x"), "news.test answered with a page, not with a feed");
        assert_eq!(
            fault(b"<svg xmlns='x'><title>t</title></svg>"),
            "news.test answered with XML of another kind, not with a feed"
        );
        assert_eq!(fault(b"%PDF-1.7"), "news.test answered with something that is not text, not with a feed");
        assert_eq!(fault(b"{\"a\":1}"), "news.test answered with JSON that is no feed, not with a feed");
        let head = r#"{"version":"https://jsonfeed.org/version/1.1","x":"#;
        for (rest, what) in [
            ("[".repeat(200), "JSON nested too deep to be read"),
            (
                format!("[{}1]", "1,".repeat(500_000)),
                "JSON of over half a million values before the first story is whole",
            ),
            ("\u{1}\u{2}".to_owned(), "JSON that is spoiled"),
        ] {
            let said = fault(format!("{head}{rest},\"items\":[]}}").as_bytes());
            assert_eq!(said, format!("news.test answered with {what}, not with a feed"));
        }
        assert_eq!(fault(b""), "news.test answered with nothing, not with a feed");
        assert_eq!(fault(b"hello"), "news.test answered with text, not with a feed");
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_are_too_strange(
            bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
            tail in "[<>/a-z!&;=\\[\\]\" -]{0,80}",
        ) {
            let address = Address::parse("https://news.test/").unwrap();
            let _ = read(&bytes, &address, None);
            let mut feed = b"<rss><channel><item><title>A</title></item><item>".to_vec();
            feed.extend_from_slice(tail.as_bytes());
            feed.extend_from_slice(&bytes);
            let read = read(&feed, &address, None);
            proptest::prop_assert!(read.is_ok_and(|feed| feed.items.first().is_some_and(|item| item.title == "A")));
        }
    }
}
