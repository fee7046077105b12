//! Who wrote it: from JSON-LD, from `meta`, from the byline on the page.

use dom_query::{Document, NodeRef};

use super::super::json_ld::Described;
use super::super::page::Page;
use super::super::tokens::{is_hidden, name, tokens};
use super::{MAX_NAME, Metas, folded, line};
use crate::news::Text;

/// Names that are kept.
const MAX_AUTHORS: usize = 12;

/// `meta` elements that name authors, the likeliest first.
const METAS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "article:author_name",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "byl",
    "authors",
    "twitter:data1",
];

/// Words before a name, lower case; a colon or a space follows.
const BEFORE: &[&str] = &[
    "by",
    "von",
    "par",
    "por",
    "di",
    "av",
    "af",
    "od",
    "door",
    "oleh",
    "text",
    "текст",
    "автор",
    "авторы",
    "author",
    "authors",
    "autor",
    "autorin",
    "autoren",
    "auteur",
    "autore",
    "yazar",
    "written by",
    "posted by",
    "story by",
    "published by",
    "eingestellt von",
    "geschrieben von",
    "verfasst von",
    "ein artikel von",
    "ein beitrag von",
    "zeige alle beiträge von",
    "alle beiträge von",
    "view all posts by",
    "posts by",
    "more about",
    "about",
    "écrit par",
    "publié par",
    "escrito por",
    "scritto da",
    "przez",
];

/// Words that are no name where they stand alone.
const NO_NAMES: &[&str] =
    &["admin", "administrator", "author", "the author", "editor", "staff", "redaktion", "null", "undefined"];

/// The authors: persons before organisations, data before the page's own words; the site itself only
/// where the page names it as the author and nobody else.
pub(super) fn find(page: &Page, metas: &Metas, described: &Described, site: Option<&Text>) -> Vec<Text> {
    let house = House::of(page, described, site);
    let (mut people, mut firms) = (Vec::new(), Vec::new());
    let mut sort = |raw: &str, firm: bool| {
        for name in names(raw) {
            let list = if firm || house.is(&name) { &mut firms } else { &mut people };
            let known = list.iter().any(|known: &Text| folded(known) == folded(&name));
            if !known && list.len() < MAX_AUTHORS {
                list.push(name);
            }
        }
    };
    for raw in &described.authors {
        sort(raw, described.organisations.contains(raw));
    }
    if people.is_empty() {
        for key in METAS {
            let before = people.len();
            metas.all(key).for_each(|raw| {
                for name in names(raw) {
                    let list = if house.is(&name) { &mut firms } else { &mut people };
                    if !list.iter().any(|known: &Text| folded(known) == folded(&name)) && list.len() < 12 {
                        list.push(name);
                    }
                }
            });
            if people.len() > before {
                break;
            }
        }
    }
    if people.is_empty() {
        for raw in on_the_page(page.dom()) {
            people.extend(names(&raw).into_iter().filter(|name| !house.is(name)));
        }
        let mut seen: Vec<String> = Vec::new();
        people.retain(|name| {
            let said = folded(name);
            let new = !seen.contains(&said);
            seen.push(said);
            new
        });
        people.truncate(MAX_AUTHORS);
    }
    if people.is_empty() { firms } else { people }
}

/// The names of the site: an author called so is no person.
struct House(Vec<String>);

impl House {
    fn of(page: &Page, described: &Described, site: Option<&Text>) -> Self {
        let host = page.facts().address.host();
        let bare = host.trim_start_matches("www.");
        let mut names = vec![folded(host), folded(bare)];
        names.extend(bare.split('.').filter(|label| label.len() > 3).map(folded));
        names.extend(site.map(|site| folded(site)));
        names.extend(described.publisher.as_deref().map(folded));
        names.retain(|name| !name.is_empty());
        Self(names)
    }

    fn is(&self, name: &str) -> bool {
        let name = folded(name);
        self.0.contains(&name)
            || self.0.first().is_some_and(|host| host.len() > 8 && name.ends_with(host.as_str()))
    }
}

/// Words of names that mark an element as a byline.
const MARKS: &[&str] =
    &["author", "authors", "byline", "autor", "autoren", "auteur", "autore", "writer", "reporter", "yazar"];

/// Texts of the page's bylines: what is marked best.
fn on_the_page(dom: &Document) -> Vec<String> {
    for selector in [
        r#"[itemprop~="author"] [itemprop~="name"]"#,
        r#"[itemprop~="author"]"#,
        r#"a[rel~="author"]"#,
        ".author-name, .author__name, .byline__name, .article-author, .post-author, .entry-author",
        r#"a[href*="/author/"], a[href*="/autor/"], a[href*="/authors/"], a[href*="/auteur/"]"#,
        ".byline, .author",
    ] {
        let found = dom.select(selector);
        let texts = short_texts(found.nodes().iter());
        if !texts.is_empty() {
            return texts;
        }
    }
    let marked: Vec<NodeRef> = dom
        .root()
        .descendants_it()
        .filter(|node| {
            name(node).is_some_and(|tag| matches!(&*tag, "div" | "span" | "p" | "a" | "address" | "li"))
                && tokens(node).iter().any(|token| MARKS.contains(&token.as_str()))
        })
        .take(10)
        .collect();
    let texts = short_texts(marked.iter());
    texts.into_iter().take(1).collect()
}

fn short_texts<'a, 'b: 'a>(nodes: impl Iterator<Item = &'a NodeRef<'b>>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for node in nodes.take(8).filter(|node| !is_hidden(node)) {
        let text = Text::line(&node.text());
        let length = text.chars().count();
        if (2..=MAX_NAME).contains(&length) && !names(&text).is_empty() {
            texts.push(text.as_str().to_owned());
        }
        // Two bylines are one article's; more are a list of articles.
        if texts.len() == 3 {
            break;
        }
    }
    texts
}

/// The names in one author field: `By A. One and B. Two, The Wire`.
fn names(raw: &str) -> Vec<Text> {
    let text = line(raw);
    let mut spaced = text.as_str().to_owned();
    for word in [" and ", " und ", " & ", " и ", " та ", " et ", " y ", " og ", " och ", " ve "] {
        spaced = spaced.replace(word, ",");
    }
    spaced.split([',', ';', '|', '、', '\n', '•', '·']).filter_map(person).collect()
}

/// One name without what stands around it.
fn person(raw: &str) -> Option<Text> {
    let mut rest = raw.trim();
    for _ in 0..2 {
        let lower = rest.to_lowercase();
        let prefix = BEFORE.iter().filter(|word| {
            lower.strip_prefix(**word).is_some_and(|after| after.starts_with([':', ' ', '\u{a0}']))
        });
        let Some(prefix) = prefix.max_by_key(|word| word.len()) else { break };
        rest = rest.get(prefix.len()..).unwrap_or_default().trim_start_matches([':', ' ', '\u{a0}']);
    }
    for end in [" (", " - ", " – ", " — ", "→", "»", " @", " am ", " on "] {
        rest = rest.split(end).next().unwrap_or_default();
    }
    let name = Text::line(rest.trim_matches([' ', ':', '.', '-', '*', '/', '"']).trim());
    let length = name.chars().count();
    let address = name.contains("://") || name.contains('@') || name.starts_with("www.");
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let opened = name.starts_with(['(', '[', '{', '<']);
    let none = NO_NAMES.contains(&name.to_lowercase().as_str());
    let fine = (2..=MAX_NAME).contains(&length)
        && !address
        && !opened
        && !none
        && digits < 4
        && name.chars().any(char::is_alphabetic)
        && name.split_whitespace().count() <= 6;
    fine.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::metadata::read;
    use crate::extract::{Limits, PageFacts};
    use crate::news::Address;

    fn authors(html: &str) -> Vec<String> {
        let address = Address::parse("https://www.thewire.example/1").unwrap();
        let facts = PageFacts { address, content_type: None };
        let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
        read(&page).authors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn names_lose_what_stands_around_them() {
        for (raw, found) in [
            ("By A. One and B. Two", vec!["A. One", "B. Two"]),
            ("Eingestellt von Ann Berg", vec!["Ann Berg"]),
            ("Автор: Айсулу Т.", vec!["Айсулу Т"]),
            ("Ann Berg (Image: Agency)", vec!["Ann Berg"]),
            ("https://a.example/ann", vec![]),
            ("admin", vec![]),
        ] {
            let names: Vec<String> = names(raw).iter().map(ToString::to_string).collect();
            assert_eq!(names, found, "{raw}");
        }
    }

    #[test]
    fn a_person_on_the_page_comes_before_the_site_in_the_data() {
        let data = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"T",
            "author":{"@type":"Organization","name":"The Wire"}}</script>"#;
        assert_eq!(authors(&format!("{data}<p class=byline>By Ann Berg</p>")), ["Ann Berg"]);
        assert_eq!(authors(data), ["The Wire"], "nobody else is named");
    }
}
