//! Who wrote it by the lines of the text: one near the headline that begins with `By` or a label, a name beside the date,
//! a label on a line of facts, a name at the end.

use dom_query::{Document, NodeRef};

use super::super::super::date;
use super::super::super::tokens::{all_named, is_hidden, name};
use super::super::MAX_NAME;
use super::super::around::is_elsewhere;
use super::super::names::{announced, leading_person, names};
use crate::news::Text;
/// Texts of a page that are looked at for a label.
const MOST_TEXTS: usize = 5_000;

/// Texts after the headline in which a line beginning with `By` may stand, and before it.
const NEAR: usize = 40;

/// Words that announce a name only where a colon follows.
const UNSURE: &[&str] = &[
    "text",
    "текст",
    "tekst",
    "about",
    "more about",
    "interview",
    "文",
    "di",
    "av",
    "af",
    "od",
    "door",
    "του",
    "της",
];

/// The line near the headline that begins with `By` or with a label, and the name after it.
pub(in super::super) fn in_words(dom: &Document) -> Vec<Text> {
    beginning_with_by(dom).unwrap_or_default()
}

/// The first headline that is shown.
pub(super) fn headline(dom: &Document) -> Option<NodeRef<'_>> {
    all_named(dom, "h1").find(|node| !is_hidden(node))
}

/// The lines of text around the headline: some before it, more behind it.
pub(super) fn near_the_headline(dom: &Document) -> Option<Vec<(Text, NodeRef<'_>)>> {
    let body = dom.body()?;
    let headline = headline(dom).map(|node| node.id);
    let (mut lines, mut at_headline, mut seen) = (Vec::new(), None, 0);
    let mut pending = vec![body];
    while let Some(node) = pending.pop() {
        if node.is_text() {
            let text = Text::line(&node.text());
            if !text.is_empty() {
                seen += 1;
                lines.push((text, node));
            }
            if at_headline.is_some_and(|at| seen > at + NEAR) || seen > 1_500 {
                break;
            }
            continue;
        }
        let tag = name(&node);
        let tag = tag.as_deref().unwrap_or_default();
        if matches!(tag, "script" | "style" | "noscript" | "template" | "select" | "svg" | "nav" | "aside")
            || tag == "footer" && !node.ancestors_it(None).any(|outer| outer.has_name("article"))
            || is_hidden(&node)
        {
            continue;
        }
        if headline == Some(node.id) {
            at_headline = Some(seen);
        }
        pending.extend(node.children_it(true).collect::<Vec<NodeRef>>());
    }
    let from = at_headline.unwrap_or_default().saturating_sub(NEAR / 4);
    let mut near = lines.split_off(from.min(lines.len()));
    near.truncate(NEAR * 5 / 4);
    Some(near)
}

/// A name with a line of its own, and behind it a date that stands beside it: `Ann Berg | 5 April 2025`.
pub(super) fn beside_the_date(dom: &Document) -> Vec<Text> {
    let near = near_the_headline(dom).unwrap_or_default();
    let outer = |node: &NodeRef| node.ancestors_it(Some(2)).nth(1).map(|outer| outer.id);
    let found = near.windows(2).find_map(|pair| {
        let [(name, name_at), (date, date_at)] = pair else { return None };
        let bare = name.trim_end_matches(|c: char| !c.is_alphanumeric());
        let parted = bare.len() < name.len();
        let whole = parted && leading_person(bare).is_some_and(|person| person.len() == bare.len());
        let dated = || {
            let first = date.split(" - ").next().unwrap_or_default();
            first.len() <= 40 && date::parse(first).is_some()
        };
        (whole && bare.contains(' ') && outer(name_at) == outer(date_at) && dated() && !is_elsewhere(name_at))
            .then(|| names(bare))
    });
    found.unwrap_or_else(|| in_a_line_with_the_date(dom, &near))
}

/// Letters of a line that tells who and when, and of a text that is no such line any more.
const WHO_AND_WHEN: usize = 100;
pub(super) const PROSE: usize = 120;

/// Words of a name that is a section's or a place's, lower case.
const SECTIONS: &[&str] = &[
    "news",
    "nachrichten",
    "noticias",
    "notícias",
    "actualités",
    "notizie",
    "новости",
    "новини",
    "haber",
    "haberleri",
    "sport",
    "sports",
    "politics",
    "politik",
    "politique",
    "política",
    "business",
    "wirtschaft",
    "economy",
    "économie",
    "economía",
    "world",
    "welt",
    "culture",
    "kultur",
    "opinion",
    "meinung",
    "local",
    "regional",
    "health",
    "science",
    "technology",
    "tech",
    "life",
    "style",
    "release",
    "releases",
    "press",
    "blog",
    "guide",
    "guides",
    "review",
    "reviews",
    "staff",
    "team",
    "home",
    "city",
    "county",
    "updates",
    "desk",
    "magazine",
    "media",
    "group",
    "institute",
    "university",
    "office",
    "department",
];

/// Whether a name has a word of those that sections and places have.
pub(super) fn is_a_section(name: &str) -> bool {
    name.split_whitespace().any(|word| SECTIONS.contains(&word.to_lowercase().as_str()))
}

/// A name in one line with the day right below the headline: `Ann Berg · 3 Nov 2026 · 4 min read`.
/// A section or a place that stands there has its own way in the page's menu, or a word of such.
fn in_a_line_with_the_date(dom: &Document, near: &[(Text, NodeRef)]) -> Vec<Text> {
    let Some(headline) = headline(dom) else {
        return Vec::new();
    };
    let is_inside = |node: &NodeRef| node.ancestors_it(None).any(|outer| outer.id == headline.id);
    let behind = near.iter().skip_while(|(_, node)| !is_inside(node)).skip_while(|(_, node)| is_inside(node));
    let behind: Vec<&(Text, NodeRef)> =
        behind.take_while(|(text, _)| text.chars().count() < PROSE).take(FIRST).collect();
    let person = |part: &&&str| {
        part.contains(' ')
            && part.contains(char::is_lowercase)
            && leading_person(part).is_some_and(|person| person.len() == part.len())
            && !is_a_section(part)
    };
    let dated =
        |part: &&&str| part.chars().any(char::is_numeric) && part.len() <= 60 && date::parse(part).is_some();
    let in_one = behind.iter().find_map(|(text, node)| {
        let parts: Vec<&str> =
            text.split(['·', '|', '•']).map(str::trim).filter(|part| !part.is_empty()).collect();
        let fits = text.chars().count() <= WHO_AND_WHEN
            && (2..=4).contains(&parts.len())
            && parts.iter().filter(dated).count() == 1
            && parts.iter().any(|part| tells_minutes(part))
            && !is_elsewhere(node);
        let found: Vec<&&str> = parts.iter().take(3).filter(person).collect();
        match found.as_slice() {
            [name] if fits => Some((**name).to_owned()),
            _ => None,
        }
    });
    let name = in_one.filter(|name| !is_in_the_menu(dom, name));
    name.map(|name| names(&name)).unwrap_or_default()
}

/// Whether a part tells how long a text takes, which only those tell who name its author: `4 min read`.
pub(super) fn tells_minutes(part: &str) -> bool {
    let lower = part.to_lowercase();
    lower.starts_with(|c: char| c.is_numeric())
        && ["min", "мин", "хв", "dk"].iter().any(|word| lower.contains(word))
}

/// Lines behind the headline in which both stand.
const FIRST: usize = 4;

/// Links of a page that are looked at for the names of its sections.
const LINKS: usize = 400;

pub(super) fn is_in_the_menu(dom: &Document, name: &str) -> bool {
    // What stands at the head of an article is no menu.
    let is_own = |link: &NodeRef| link.ancestors_it(None).any(|outer| outer.has_name("article"));
    let links = dom.select("nav a, header a, footer a");
    let mut named = links.nodes().iter().take(LINKS).filter(|link| Text::line(&link.text()).as_str() == name);
    named.any(|link| !is_own(link))
}

fn beginning_with_by(dom: &Document) -> Option<Vec<Text>> {
    let near = near_the_headline(dom)?;
    near.iter().enumerate().find_map(|(at, (text, node))| {
        let rest = announced(text)?;
        let label = text.get(..text.len() - rest.len())?;
        let colon = label.contains([':', '：', '/', '／']);
        let plain = label.trim().to_lowercase();
        if is_elsewhere(node) || (!colon && UNSURE.contains(&plain.as_str())) {
            return None;
        }
        let (rest, labelled) = if rest.is_empty() {
            (near.get(at + 1)?.0.as_str().to_owned(), true)
        } else {
            let colon = text
                .get(..text.len() - rest.len())
                .is_some_and(|label| label.contains([':', '：', '/', '／']));
            (rest.to_owned(), colon)
        };
        let rest = rest.trim_start_matches([':', '：', ' ']);
        if rest.chars().count() > MAX_NAME * 2 {
            return None;
        }
        let person = leading_person(rest);
        let person = person.or_else(|| {
            let short = labelled && rest.chars().count() <= 30 && !rest.contains(['.', '?', '!']);
            short.then_some(rest)
        });
        let mut found = names(person?);
        if !found.is_empty() {
            let after = if text.ends_with(rest) { at + 1 } else { at + 2 };
            found.extend(further(near.get(after..).unwrap_or_default()));
        }
        (!found.is_empty()).then_some(found)
    })
}

/// Whether a text joins two names.
pub(super) fn joins(text: &str) -> bool {
    matches!(text, "," | "&" | "and" | "und" | "et" | "y" | "e" | "og" | "och" | "и" | "та")
}

/// Those who are named behind the first, each parted from the one before by a comma or an "and" of its own.
fn further(lines: &[(Text, NodeRef)]) -> Vec<Text> {
    let mut found = Vec::new();
    for pair in lines.chunks_exact(2).take(8) {
        let [(between, _), (name, _)] = pair else { break };
        if !joins(between) || leading_person(name).is_none_or(|person| person.len() != name.trim_end().len())
        {
            break;
        }
        found.extend(names(name));
    }
    found
}

/// Labels that stand alone on a line of facts about the article, wherever that is.
const LABELS: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autorin",
    "autorin/autor",
    "autoren",
    "auteur",
    "auteurs",
    "autore",
    "autori",
    "autora",
    "автор",
    "авторы",
    "автори",
    "yazar",
    "作者",
    "written by",
];

/// The name behind such a label.
pub(super) fn behind_a_label(dom: &Document) -> Vec<Text> {
    let Some(body) = dom.body() else { return Vec::new() };
    let mut labelled = false;
    for node in body.descendants_it().filter(NodeRef::is_text).take(MOST_TEXTS) {
        let raw = node.text();
        if raw.trim().is_empty() {
            continue;
        }
        if raw.trim().len() > MAX_NAME {
            labelled = false;
            continue;
        }
        let text = Text::line(&raw);
        let whole = || leading_person(&text).is_some_and(|person| person.len() == text.len());
        if labelled && whole() && !is_elsewhere(&node) {
            return names(&text);
        }
        let bare = text.trim_end_matches([':', '：', ' ']).to_lowercase();
        labelled = LABELS.contains(&bare.as_str());
    }
    Vec::new()
}

/// Two to five characters of Han or Hangul: as long as names there are, written without a space.
pub(super) fn is_east_asian_name(text: &str) -> bool {
    let letter = |c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}');
    (2..=5).contains(&text.chars().count()) && text.chars().all(letter)
}

/// A name alone on a line at the right, as many papers sign an article at its end.
pub(super) fn at_the_end(dom: &Document) -> Vec<Text> {
    let is_aligned = |node: &NodeRef| {
        node.element_ref().is_some_and(|element| {
            element.attrs.iter().any(|attribute| match &*attribute.name.local {
                "align" => attribute.value.eq_ignore_ascii_case("right"),
                "style" => ["text-align:right", "text-align: right"]
                    .iter()
                    .any(|said| attribute.value.contains(said)),
                _ => false,
            })
        })
    };
    let aligned: Vec<NodeRef> = dom.root().descendants_it().filter(is_aligned).collect();
    let last = aligned.iter().rev().take(5).find_map(|node| {
        let text = Text::line(&node.text());
        let whole =
            leading_person(&text).is_some_and(|person| person.len() == text.trim_end_matches('.').len());
        ((whole || is_east_asian_name(&text)) && !is_elsewhere(node)).then(|| names(&text))
    });
    last.unwrap_or_default()
}
