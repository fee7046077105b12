//! The headline: what the page's head, its data and its headings agree on.

use super::super::blocks::is_permalink;
use super::super::json_ld::Described;
use super::super::page::Page;
use super::super::tokens::{all_named, attr, is_hidden, tokens};
use super::{Metas, folded, line};
use crate::news::{Address, Text};
use dom_query::NodeRef;

/// Characters of a title.
const MAX_TITLE: usize = 300;

/// Headings of the first level that are looked at.
const MAX_HEADINGS: usize = 20;

/// Chooses the title that most of the page's places say, each place with its weight: the only first
/// heading and JSON-LD weigh most, then `og:title`; a heading that `<title>` begins with is known there. What
/// is written for search engines and for sharing often differs from what stands over the text: the only
/// heading of the first level wins over them where it speaks of the same thing.
pub(super) fn choose(page: &Page, metas: &Metas, described: &Described, site: Option<&Text>) -> Text {
    let host = page.facts().address.host().to_owned();
    let short = |text: &Text| text.chars().count() <= MAX_TITLE;
    let head = line(&page.dom().select_single("title").text());
    let mut ballot = Ballot::default();
    let said = |key: &str| metas.get(&[key]).map(|raw| without_site(&line(&raw), site, &host));
    for (key, weight) in [("og:title", 10), ("twitter:title", 2), ("dc.title", 3), ("title", 2)] {
        if let Some(text) = said(key) {
            ballot.vote(&text, weight);
        }
    }
    if let Some(headline) = &described.headline {
        ballot.vote(&without_site(&line(headline), site, &host), 15);
    }
    let cut = without_site(&head, site, &host);
    ballot.vote(&cut, 5);
    let headings: Vec<Text> = all_named(page.dom(), "h1")
        .take(MAX_HEADINGS)
        .filter(|node| !is_hidden(node))
        .filter_map(|node| {
            let whole = Text::line(&without_permalinks(&node)).non_empty()?;
            // A kicker that the page's data says too belongs to the title.
            if ballot.says(&whole) { Some(whole) } else { without_kicker(&node).or(Some(whole)) }
        })
        .filter(short)
        .collect();
    if headings.is_empty()
        && let Some(apart) = set_apart(page, &head)
    {
        ballot.vote(&apart, 7);
    }
    if described.headline.is_none()
        && said("og:title").is_none()
        && let [name] = headings.as_slice()
        && let Some(own) = below_name(page, &head, name)
    {
        ballot.vote(&own, 60);
    }
    let shown = Shown { page, head: &head, og: said("og:title"), described: described.headline.is_some() };
    for (place, heading) in headings.iter().enumerate().take(4) {
        let weight = shown.weight(heading, headings.len() == 1, &ballot);
        ballot.vote(heading, weight >> place.min(3));
    }
    ballot.begins(&folded(&head), |said| shown.is_blog(said));
    let title = ballot.best().or_else(|| headings.first().cloned()).unwrap_or_default();
    match title.char_indices().nth(MAX_TITLE) {
        Some((end, _)) => Text::line(title.get(..end).unwrap_or_default()),
        None => title,
    }
}

/// The words of a heading without the sign that leads to it.
fn without_permalinks(heading: &NodeRef) -> String {
    if !heading.descendants_it().any(|inner| is_permalink(&inner)) {
        return heading.text().to_string();
    }
    let is_said = |text: &NodeRef| text.is_text() && !text.parent().is_some_and(|outer| is_permalink(&outer));
    heading.descendants_it().filter(is_said).map(|text| text.text().to_string()).collect()
}

/// Words in names of the part of a heading that stands over the headline.
const KICKERS: &[&str] = &[
    "kicker",
    "overline",
    "topline",
    "dachzeile",
    "roofline",
    "spitzmarke",
    "supertitle",
    "pretitle",
    "eyebrow",
    "catchline",
    "label",
];

/// Letters that a heading has at least besides its kicker.
const MIN_HEADLINE: usize = 12;

/// Elements of a heading among which its kicker is looked for.
const FIRST: usize = 8;

/// A heading without the kicker that it begins with, if it has one.
fn without_kicker(heading: &NodeRef) -> Option<Text> {
    let kicker = heading
        .descendants_it()
        .filter(NodeRef::is_element)
        .take(FIRST)
        .find(|node| tokens(node).iter().any(|token| KICKERS.contains(&token.as_str())))?;
    let mut rest = String::new();
    let mut pending = vec![*heading];
    while let Some(node) = pending.pop() {
        if node.id == kicker.id {
            if !folded(&rest).is_empty() {
                return None;
            }
        } else if node.is_text() {
            rest.push_str(&node.text());
        } else if !is_hidden(&node) {
            pending.extend(node.children_it(true));
        }
        if rest.len() > MAX_TITLE * 8 {
            return None;
        }
    }
    let rest = Text::line(rest.trim_start_matches(|c: char| c.is_whitespace() || ":-–—|·/".contains(c)));
    (folded(&rest).chars().count() >= MIN_HEADLINE).then_some(rest)
}

/// What decides how much a heading of the page weighs.
struct Shown<'a> {
    page: &'a Page,
    head: &'a Text,
    og: Option<Text>,
    /// JSON-LD has a headline.
    described: bool,
}

impl Shown<'_> {
    fn weight(&self, heading: &Text, lone: bool, ballot: &Ballot) -> u32 {
        let address = spoken(self.page.facts().address.url().path());
        let words = spoken(heading);
        let shared = |others: &[String]| words.iter().filter(|word| others.contains(word)).count();
        if self.is_blog(&folded(heading)) {
            return 0;
        }
        // The words of the address are those of the headline at the time of writing.
        let of_address = words.len() >= 2 && shared(&address) * 5 >= words.len() * 3;
        let addressed = if of_address && !self.described { 2 } else { 0 };
        let full = if lone { 15 } else { 6 };
        if ballot.knows(heading, self.head) {
            return full + addressed;
        }
        let mut others = address.clone();
        others.extend(spoken(self.head));
        others.extend(self.og.iter().flat_map(|title| spoken(title)));
        let more = self.og.as_ref().is_some_and(|title| folded(heading).contains(&folded(title)));
        let same_thing = !more && words.len() >= 3 && shared(&others) * 2 >= words.len();
        // A heading that nothing else on the page knows may be another's.
        addressed
            + match (same_thing, lone) {
                (true, true) if self.described && self.is_rewritten(heading) => 34,
                (true, true) if self.described => 22,
                (true, true) => 30,
                (true, false) => 12,
                (false, true) if !self.described && self.ends(heading) => full,
                (false, _) => full / 4,
            }
    }

    /// Whether `<title>` ends with the heading, behind a colon and the name of the site or the blog.
    fn ends(&self, heading: &Text) -> bool {
        let before = self.head.strip_suffix(heading.as_str()).map(str::trim_end);
        before.and_then(|before| before.strip_suffix(':')).is_some_and(|name| !name.trim().is_empty())
    }

    /// Whether the title for search and sharing, on which data, `og:title` and `<title>` agree, is another sentence than
    /// the heading: it shares less than half of all words with it.
    fn is_rewritten(&self, heading: &Text) -> bool {
        let Some(og) = self.og.as_ref().filter(|og| folded(self.head).starts_with(&folded(og))) else {
            return false;
        };
        let (words, others) = (spoken(heading), spoken(og));
        let shared = words.iter().filter(|word| others.contains(word)).count();
        shared >= 2 && shared * 2 < words.len() + others.len() - shared
    }

    /// Whether a heading is the name of the blog: `<title>` is that and the title, in either order.
    fn is_blog(&self, heading: &str) -> bool {
        let (title, head) = (self.og.as_ref().map(|title| folded(title)), folded(self.head));
        title.is_some_and(|title| {
            let both = head == format!("{heading}{title}") || head == format!("{title}{heading}");
            both && !title.is_empty() && title != heading
        })
    }
}

/// The words of a title or an address, lower case, each once.
fn spoken(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<String> = words.map(str::to_lowercase).collect();
    words.sort();
    words.dedup();
    words
}

/// Titles by what they say, with the weight of those who say it.
#[derive(Default)]
struct Ballot(Vec<(String, Text, u32)>);

impl Ballot {
    fn vote(&mut self, title: &Text, weight: u32) {
        let said = folded(title);
        if said.is_empty() {
            return;
        }
        match self.0.iter_mut().find(|(known, ..)| *known == said) {
            Some((_, _, votes)) => *votes += weight,
            None => self.0.push((said, title.clone(), weight)),
        }
    }

    /// Whether somebody said just this.
    fn says(&self, title: &Text) -> bool {
        let said = folded(title);
        self.0.iter().any(|(known, ..)| *known == said)
    }

    fn knows(&self, title: &Text, head: &Text) -> bool {
        let said = folded(title);
        self.says(title) || said.chars().count() >= 4 && folded(head).starts_with(&said)
    }

    /// What a longer title begins with is known to it: the rest is the site's.
    fn begins(&mut self, longer: &str, is_blog: impl Fn(&str) -> bool) {
        for (said, _, votes) in &mut self.0 {
            let begins = said.chars().count() >= 4 && said != longer && longer.starts_with(said.as_str());
            if begins && !is_blog(said) {
                *votes += 9;
            }
        }
    }

    /// The title with most votes; of two, the one said first.
    fn best(self) -> Option<Text> {
        let mut best: Option<(Text, u32)> = None;
        for (_, title, votes) in self.0 {
            if best.as_ref().is_none_or(|(_, most)| votes > *most) {
                best = Some((title, votes));
            }
        }
        best.map(|(title, _)| title)
    }
}

/// The part of `<title>` that stands in the page by itself, set large or bold or called a title, where pages have no headings. What stands
/// before the site's name goes first; what leads to the site's front page is that name.
fn set_apart(page: &Page, head: &str) -> Option<Text> {
    let before = SIGNS.iter().filter_map(|sign| Some(head.rsplit_once(*sign)?.0));
    let after = SIGNS.iter().chain(&[": "]).filter_map(|sign| Some(head.split_once(*sign)?.1));
    let front = |node: &NodeRef| {
        let leads = |outer: &NodeRef| {
            outer.has_name("a") && attr(outer, "href").is_some_and(|to| is_front(page, &to))
        };
        leads(node) || node.ancestors_it(Some(2)).any(|outer| leads(&outer))
    };
    let nodes = page.dom().select("h2, h3, b, strong, font, .title > a, .titleline > a");
    let texts = nodes.nodes().iter().take(200).filter(|node| !front(node)).map(|node| folded(&node.text()));
    let texts: Vec<String> = texts.filter(|text| text.chars().count() >= 8).collect();
    let stands = |part: &&str| texts.contains(&folded(part));
    let first = |parts: &mut dyn Iterator<Item = &str>| {
        let mut found: Vec<&str> = parts.filter(stands).collect();
        found.sort_by_key(|part| texts.iter().position(|text| *text == folded(part)));
        found.first().map(|part| Text::line(part))
    };
    first(&mut before.into_iter()).or_else(|| first(&mut after.into_iter()))
}

/// Whether a link leads to the front page of the page's own host.
fn is_front(page: &Page, to: &str) -> bool {
    let front =
        |address: Address| address.host() == page.facts().address.host() && address.url().path() == "/";
    page.base().join(to).is_ok_and(front)
}

/// The title of a post on a page whose only first heading is the name of the site: `<title>` is that name and another
/// part, which stands in the page as a heading of its own.
fn below_name(page: &Page, head: &str, name: &str) -> Option<Text> {
    let name = folded(name);
    let parts =
        SIGNS.iter().chain(&[": "]).flat_map(|sign| [head.split_once(*sign), head.rsplit_once(*sign)]);
    let other = |(one, two): (&str, &str)| {
        let (one, two) = (one.trim().to_owned(), two.trim().to_owned());
        if folded(&one) == name { Some(two) } else { (folded(&two) == name).then_some(one) }
    };
    let others: Vec<String> =
        parts.flatten().filter_map(other).filter(|part| !folded(part).is_empty()).collect();
    let headings = page.dom().select("h2, h3");
    let seen: Vec<String> = headings.nodes().iter().take(200).map(|node| folded(&node.text())).collect();
    let own = others.iter().find(|part| seen.contains(&folded(part)))?;
    (folded(own) != name).then(|| Text::line(own))
}

/// What stands between a title and its site's name.
const SIGNS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " ‹ ", " « ", " * ", "｜", "|", "_",
    " ― ", "－",
];

/// A title without the name of its site before or after it: `Talks resume | The Wire`.
fn without_site(title: &Text, site: Option<&Text>, host: &str) -> Text {
    let labels: Vec<&str> =
        host.split('.').filter(|label| label.len() > 3 || host.starts_with(label)).collect();
    let is_site = |part: &str| {
        let part = folded(part);
        let named = site.is_some_and(|site| {
            let site = folded(site);
            !site.is_empty()
                && (part == site
                    || (part.chars().count() < 40 && part.contains(&site))
                    || (part.len() > 3 && site.contains(&part)))
        });
        named
            || part.replace('.', "") == host.trim_start_matches("www.").replace(['.', '-'], "")
            || labels.iter().any(|label| part == label.replace('-', ""))
    };
    let mut rest = title.as_str();
    for _ in 0..3 {
        let last = SIGNS.iter().filter_map(|sign| rest.rfind(sign).map(|at| (at, sign.len()))).max();
        if let Some((at, length)) = last
            && is_site(rest.get(at + length..).unwrap_or_default())
            && at > 0
        {
            rest = rest.get(..at).unwrap_or_default().trim_end();
            continue;
        }
        let first = SIGNS.iter().filter_map(|sign| rest.find(sign).map(|at| (at, sign.len()))).min();
        if let Some((at, length)) = first
            && is_site(rest.get(..at).unwrap_or_default())
            && rest.len() > at + length
        {
            rest = rest.get(at + length..).unwrap_or_default().trim_start();
            continue;
        }
        break;
    }
    Text::line(rest)
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::extract::{Limits, PageFacts};
    use crate::news::Address;

    fn title(html: &str) -> String {
        let address = Address::parse("https://www.thewire.example/news/rivers-rise-in-the-north").unwrap();
        let facts = PageFacts { address, content_type: None };
        let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
        read(&page).title.to_string()
    }

    #[test]
    fn of_a_title_in_two_parts_the_headline_is_told_from_the_site() {
        for (html, found) in [
            (
                "<title>Storm hits coast - Weather and climate news</title><h2>Storm hits coast</h2><p>x
                 <h3>Weather and climate news</h3>",
                "Storm hits coast",
            ),
            (
                "<title>Storm hits coast | The Daily Harbour Observer Weekly</title>
                 <b>The Daily Harbour Observer Weekly</b><p><b>Storm hits coast</b>",
                "Storm hits coast",
            ),
            (
                "<title>The Harbour Letter - Storm hits coast</title><a href='/'><b>The Harbour Letter</b></a>
                 <p><font size=5>Storm hits coast</font>",
                "Storm hits coast",
            ),
        ] {
            assert_eq!(title(html), found, "{html}");
        }
    }

    #[test]
    fn the_headline_that_is_shown_comes_before_the_titles_for_machines() {
        let machines = "<title>Flood warning 2025: rivers rise | The Wire</title>
            <meta property=og:title content='Flood warning 2025: rivers rise'>";
        for (html, found) in [
            (format!("{machines}<h1>Rivers rise in the north</h1>"), "Rivers rise in the north"),
            (format!("{machines}<h1>Weather</h1>"), "Flood warning 2025: rivers rise"),
            (
                format!("{machines}<h1>7 Nov Flood warning 2025: rivers rise</h1>"),
                "Flood warning 2025: rivers rise",
            ),
            (
                "<title>Ann's Blog: Small rivers</title><meta property=og:title content='Small rivers'>
                 <h1>Ann's Blog</h1>"
                    .to_owned(),
                "Small rivers",
            ),
            ("<title>Ann's Blog: Small rivers</title><h1>Small rivers</h1>".to_owned(), "Small rivers"),
            ("<title>Ann's Blog - Small rivers</title><p><font size=5>Small rivers</font><p>x".to_owned(), "Small rivers"),
            ("<title>Talks resume * The Wire</title><p>x".to_owned(), "Talks resume"),
            (
                "<title>Rivers rise again in the north</title><h1><span class='head__kicker'>Weather</span>
                 <span aria-hidden=true> - </span><span>Rivers rise in the north</span></h1>"
                    .to_owned(),
                "Rivers rise in the north",
            ),
            // Here the data says the kicker too.
            (
                "<title>Weather: Rivers rise in the north</title><h1><span class=kicker>Weather</span>:
                 Rivers rise in the north</h1>"
                    .to_owned(),
                "Weather: Rivers rise in the north",
            ),
            (
                "<h1><span class=sub>Weather:</span> <span class=topline>Rivers rise in the north</span></h1>"
                    .to_owned(),
                "Weather: Rivers rise in the north",
            ),
        ] {
            assert_eq!(title(&html), found, "{html}");
        }
    }
}
