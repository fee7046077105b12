//! Sitemaps and their indexes (<https://www.sitemaps.org/protocol.html>), with Google's news extension;
//! also the plain list of addresses that the protocol allows. Compressed files are unpacked.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::date;
use super::feed::plain;
use super::packed;
use crate::news::{Address, Fault, FaultKind, Text, When};

/// Addresses of one sitemap that are read: the protocol's own limit.
const MAX_ENTRIES: usize = 50_000;

/// A sitemap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sitemap {
    /// The sitemaps an index leads to.
    pub children: Vec<Child>,
    /// The pages.
    pub entries: Vec<Entry>,
}

/// A sitemap that an index names.
#[derive(Clone, Debug, PartialEq)]
pub struct Child {
    /// Where it is.
    pub address: Address,
    /// `lastmod`: when anything in it was changed last.
    pub changed: Option<When>,
}

/// A page of a sitemap.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The page.
    pub address: Address,
    /// `news:title`; empty where there is none.
    pub title: Text,
    /// `news:publication_date`.
    pub published: Option<When>,
    /// `lastmod`.
    pub changed: Option<When>,
    /// `news:language`.
    pub lang: Option<Text>,
    /// The first `image:loc`.
    pub image: Option<Address>,
}

/// Reads a sitemap fetched from `base`; what is broken in one place costs that place only.
pub fn read(bytes: &[u8], base: &Address) -> Result<Sitemap, Fault> {
    let bytes = packed::unpacked(bytes).map_err(|error| {
        let sentence = format!("the sitemap of {} cannot be unpacked", base.host());
        Fault::new(FaultKind::Content, sentence).cause(error)
    })?;
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let sitemap = if text.starts_with("http") { listed(text) } else { of_xml(text, base) };
    if sitemap.children.is_empty() && sitemap.entries.is_empty() {
        let sentence = format!("{} sent no sitemap", base.host());
        return Err(Fault::new(FaultKind::Content, sentence).cause(base));
    }
    Ok(sitemap)
}

/// The sitemaps that a `robots.txt` names (<https://www.sitemaps.org/protocol.html#submit_robots>).
pub fn of_robots(bytes: &[u8], base: &Address) -> Vec<Address> {
    const MOST: usize = 50;
    let text = String::from_utf8_lossy(bytes);
    let named = text.lines().filter_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case("sitemap").then(|| base.join(value.trim()).ok())?
    });
    named.take(MOST).collect()
}

/// One address a line.
fn listed(text: &str) -> Sitemap {
    let addresses = text.lines().filter_map(|line| Address::parse(line.trim()).ok());
    let entries = addresses.take(MAX_ENTRIES).map(Draft::page).collect();
    Sitemap { children: Vec::new(), entries }
}

/// What a `<url>` or `<sitemap>` has told so far.
#[derive(Default)]
struct Draft {
    loc: String,
    title: String,
    published: String,
    changed: String,
    lang: String,
    image: String,
}

impl Draft {
    fn page(address: Address) -> Entry {
        Entry { address, title: Text::default(), published: None, changed: None, lang: None, image: None }
    }

    fn entry(&self, base: &Address) -> Option<Entry> {
        Some(Entry {
            address: base.join(self.loc.trim()).ok()?,
            title: Text::line(&plain::text_of(&self.title)).cut(500),
            published: date::parse(&self.published),
            changed: date::parse(&self.changed),
            lang: Text::line(&self.lang).non_empty(),
            image: Some(self.image.trim()).filter(|raw| !raw.is_empty()).and_then(|raw| base.join(raw).ok()),
        })
    }

    fn child(&self, base: &Address) -> Option<Child> {
        Some(Child { address: base.join(self.loc.trim()).ok()?, changed: date::parse(&self.changed) })
    }

    /// Where the text of an element goes, by its name and the one around it.
    fn place(&mut self, name: &str, around: &str) -> Option<&mut String> {
        Some(match (around, name) {
            ("url" | "sitemap", "loc") => &mut self.loc,
            ("url" | "sitemap", "lastmod") => &mut self.changed,
            ("news", "title") => &mut self.title,
            ("news", "publication_date") => &mut self.published,
            ("publication", "language") => &mut self.lang,
            ("image", "loc") => &mut self.image,
            _ => return None,
        })
    }
}

fn of_xml(text: &str, base: &Address) -> Sitemap {
    let mut reader = Reader::from_str(text);
    let settings = reader.config_mut();
    settings.check_end_names = false;
    settings.allow_unmatched_ends = true;
    settings.allow_dangling_amp = true;
    let mut out = Sitemap::default();
    let mut draft = Draft::default();
    // Local names of what is open; hostile depth is cut.
    let mut open: Vec<String> = Vec::new();
    loop {
        let event = match reader.read_event() {
            Ok(Event::Eof) | Err(_) => break,
            Ok(event) => event,
        };
        match event {
            Event::Start(tag) => {
                let name = local(tag.name().as_ref());
                if matches!(name.as_str(), "url" | "sitemap") {
                    draft = Draft::default();
                    open.clear();
                } else if name == "image" {
                    // The first picture stands for the page.
                    open.retain(|name| name != "image");
                }
                if open.len() < 16 {
                    open.push(name);
                }
            }
            Event::End(tag) => {
                let name = local(tag.name().as_ref());
                if name == "url" && out.entries.len() < MAX_ENTRIES {
                    out.entries.extend(draft.entry(base));
                } else if name == "sitemap" && out.children.len() < MAX_ENTRIES {
                    out.children.extend(draft.child(base));
                }
                if let Some(at) = open.iter().rposition(|known| *known == name) {
                    open.truncate(at);
                }
            }
            Event::Text(raw) => push(&mut draft, &open, &String::from_utf8_lossy(&raw)),
            Event::CData(raw) => push(&mut draft, &open, &String::from_utf8_lossy(&raw)),
            Event::GeneralRef(name) => {
                let mut text = String::new();
                if !plain::push_entity(&mut text, &String::from_utf8_lossy(&name)) {
                    text = format!("&{};", String::from_utf8_lossy(&name));
                }
                push(&mut draft, &open, &text);
            }
            _ => {}
        }
    }
    out
}

fn push(draft: &mut Draft, open: &[String], text: &str) {
    let [.., around, name] = open else { return };
    if let Some(place) = draft.place(name, around)
        && place.len() < 4096
    {
        place.push_str(text);
    }
}

/// A name without its prefix, lower case.
fn local(name: &[u8]) -> String {
    let name = name.rsplit(|byte| *byte == b':').next().unwrap_or(name);
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn base() -> Address {
        Address::parse("https://a.org/sitemap.xml").unwrap()
    }

    const NEWS: &str = r#"<?xml version="1.0"?><urlset xmlns:news="n" xmlns:image="i">
        <url><loc> https://a.org/world/1?a=1&amp;b=2 </loc><lastmod>2025-11-13</lastmod>
          <news:news><news:publication><news:name>A</news:name><news:language>en</news:language></news:publication>
          <news:publication_date>2025-11-13T09:12:00+03:00</news:publication_date>
          <news:title><![CDATA[Grain & corridor]]></news:title></news:news>
          <image:image><image:loc>/i/1.jpg</image:loc></image:image></url>
        <url><loc>https://a.org/world/2</loc></url><url><loc>https://a.org/cut"#;

    #[test]
    fn pages_with_news_are_read_and_a_cut_tail_costs_one() {
        let sitemap = read(NEWS.as_bytes(), &base()).unwrap();
        let [first, second] = sitemap.entries.as_slice() else { panic!("{sitemap:?}") };
        assert_eq!(first.address.as_str(), "https://a.org/world/1?a=1&b=2");
        assert_eq!(first.title, "Grain & corridor");
        assert!(matches!(first.published, Some(When::Moment(_))));
        assert!(matches!(first.changed, Some(When::Date(_))));
        assert_eq!(first.lang.as_deref(), Some("en"));
        assert_eq!(first.image.as_ref().unwrap().as_str(), "https://a.org/i/1.jpg");
        assert_eq!(second.address.as_str(), "https://a.org/world/2");
    }

    #[test]
    fn an_index_is_read_also_compressed() {
        let raw = "<sitemapindex><sitemap><loc>https://a.org/sitemap-2025-11.xml</loc>\
            <lastmod>2025-11-13T00:00:00Z</lastmod></sitemap></sitemapindex>";
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(raw.as_bytes()).unwrap();
        for bytes in [raw.as_bytes().to_vec(), packed.finish().unwrap()] {
            let sitemap = read(&bytes, &base()).unwrap();
            assert_eq!(sitemap.children.len(), 1);
            assert_eq!(sitemap.children[0].address.as_str(), "https://a.org/sitemap-2025-11.xml");
        }
    }

    #[test]
    fn what_is_none_is_refused() {
        for raw in ["<html><body>not here</body></html>", "", "\u{1f}\u{8b}", "<urlset></urlset>"] {
            assert!(read(raw.as_bytes(), &base()).is_err(), "{raw}");
        }
        assert_eq!(read(b"https://a.org/1\nhttps://a.org/2\n", &base()).unwrap().entries.len(), 2);
    }
}
