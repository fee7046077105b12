//! The headline: what the page's head, its data and its headings agree on.

use super::super::json_ld::Described;
use super::super::page::Page;
use super::super::tokens::is_hidden;
use super::{Metas, folded, line};
use crate::news::Text;

/// Characters of a title.
const MAX_TITLE: usize = 300;

/// Headings of the first level that are looked at.
const MAX_HEADINGS: usize = 20;

/// Chooses the title that most of the page's places say, each place with its weight: the only first
/// heading and JSON-LD weigh most, then `og:title`; a heading that `<title>` begins with is known there.
pub(super) fn choose(page: &Page, metas: &Metas, described: &Described, site: Option<&Text>) -> Text {
    let host = page.facts().address.host().to_owned();
    let short = |text: &Text| text.chars().count() <= MAX_TITLE;
    let headings: Vec<Text> = page
        .dom()
        .select("h1")
        .nodes()
        .iter()
        .take(MAX_HEADINGS)
        .filter(|node| !is_hidden(node))
        .filter_map(|node| Text::line(&node.text()).non_empty())
        .filter(short)
        .collect();
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
    let lone = if headings.len() == 1 { 15 } else { 6 };
    for (place, heading) in headings.iter().enumerate().take(4) {
        // A heading that nothing else on the page knows may be another's.
        let weight = if ballot.knows(heading, &head) { lone } else { lone / 4 };
        ballot.vote(heading, weight >> place.min(3));
    }
    ballot.begins(&folded(&head));
    let title = ballot.best().or_else(|| headings.first().cloned()).unwrap_or_default();
    match title.char_indices().nth(MAX_TITLE) {
        Some((end, _)) => Text::line(title.get(..end).unwrap_or_default()),
        None => title,
    }
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

    fn knows(&self, title: &Text, head: &Text) -> bool {
        let said = folded(title);
        self.0.iter().any(|(known, ..)| *known == said)
            || said.chars().count() >= 4 && folded(head).starts_with(&said)
    }

    /// What a longer title begins with is known to it: the rest is the site's.
    fn begins(&mut self, longer: &str) {
        for (said, _, votes) in &mut self.0 {
            if said.chars().count() >= 4 && said != longer && longer.starts_with(said.as_str()) {
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

/// A title without the name of its site before or after it: `Talks resume | The Wire`.
fn without_site(title: &Text, site: Option<&Text>, host: &str) -> Text {
    const SIGNS: &[&str] = &[
        " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " ‹ ", " « ", "｜", "|", "_", " ― ",
        "－",
    ];
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
