//! Lists of nothing but links between two paragraphs: a box that leads to other stories, or a part of the text. Whole or not
//! at all, for of the single items the model knows too little.

use dom_query::NodeRef;

use super::units::Unit;
use crate::extract::polish::leads_to_others;
use crate::extract::tokens::{attr, beginning, name};
use crate::extract::words::is_unspaced;

/// Links of a box, and letters and words of a headline; in scripts without spaces so many letters are one.
const LINKS: std::ops::RangeInclusive<usize> = 1..=6;
const HEADLINE: u32 = 15;
const WORDS: usize = 4;
const UNSPACED: u32 = 8;

/// Characters of a paragraph beside a box, of one beside a list that is none, and of one that announces a list.
const PROSE: u32 = 50;
const LONG: u32 = 66;
const ANNOUNCES: u32 = 30;

/// Characters of a label.
const LABEL: u32 = 50;

/// Elements around a list in which nothing else stands, that are looked at.
const BOXES: usize = 4;

/// Signs that end a sentence.
const ENDS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '।', '۔', '”', '"', '»', '’', '」'];

/// Decides about the lists of links: one that a sentence with a colon announces stays as the scorers keep it; headlines of one
/// host between two paragraphs that do not go in a box of their own, or beside long paragraphs.
pub(super) fn decide(units: &[Unit], texts: &mut [bool]) {
    let lists: Vec<Option<NodeRef>> = units.iter().map(|unit| list_around(&unit.node)).collect();
    let mut at = 0;
    while at < units.len() {
        let list = lists.get(at).copied().flatten();
        let same = |other: &&Option<NodeRef>| other.map(|other| other.id) == list.map(|list| list.id);
        let count = lists.get(at..).unwrap_or_default().iter().take_while(same).count();
        if let Some(list) = list {
            decide_one(&list, at, count, units, texts);
        }
        at += count.max(1);
    }
}

fn decide_one(list: &NodeRef, at: usize, count: usize, units: &[Unit], texts: &mut [bool]) {
    let items = units.get(at..at + count).unwrap_or_default();
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(|at| units.get(at)), units.get(at + count))
    else {
        return;
    };
    let is_text = |at: usize| texts.get(at).is_some_and(|text| *text);
    let bare = items.iter().all(|unit| unit.linked * 10 >= unit.chars * 9);
    let said = before.text.trim_end();
    // The label of a box may have gone already.
    let labelled = before.chars <= LABEL && leads_to_others(said);
    if !LINKS.contains(&count) || !bare || before.node.has_name("li") || !is_text(at - 1) && !labelled {
        return;
    }
    let kept = items.iter().all(|unit| unit.kept * 2 >= unit.chars && !unit.is_aside());
    let keep = if labelled {
        Some(false)
    } else if said.ends_with([':', '：']) {
        let announced = before.chars >= ANNOUNCES && !leads_to_others(said) && is_beside(list, before);
        (announced && kept).then_some(true)
    } else if before.chars >= PROSE && after.chars >= PROSE && is_text(at + count) && said.ends_with(ENDS) {
        let leads_on = || items.iter().all(is_headline) && leads_to_one_host(list);
        let long = count > 1 && before.chars >= LONG && after.chars >= LONG;
        (is_box(list, before, after) || long).then(leads_on).filter(|leads_on| *leads_on).map(|_| false)
    } else {
        None
    };
    if let Some(keep) = keep {
        texts.iter_mut().skip(at).take(count).for_each(|text| *text = keep);
    }
}

/// The list that a unit is an item of, or stands in one.
fn list_around<'a>(node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let mut around = std::iter::once(*node).chain(node.ancestors_it(Some(2)));
    let item = around.find(|outer| outer.has_name("li"))?;
    item.parent().filter(|outer| outer.has_name("ul"))
}

fn is_headline(unit: &Unit) -> bool {
    let unspaced = unit.text.chars().filter(|c| is_unspaced(*c)).count() as u32;
    unspaced >= UNSPACED || unit.chars >= HEADLINE && unit.text.split_whitespace().count() >= WORDS
}

fn is_beside(list: &NodeRef, before: &Unit) -> bool {
    list.prev_element_sibling().is_some_and(|above| above.id == before.node.id)
}

/// Whether a list stands between two paragraphs in a box of its own, of another make than theirs, or shows pictures.
fn is_box(list: &NodeRef, before: &Unit, after: &Unit) -> bool {
    if is_beside(list, before) {
        return list.descendants_it().any(|inner| inner.has_name("img"));
    }
    let chars = |node: &NodeRef| node.text().chars().filter(|c| !c.is_whitespace()).count();
    let all = chars(list);
    let mut top = *list;
    for _ in 0..BOXES {
        match top.parent() {
            Some(outer)
                if !outer.has_name("body") && beginning(&outer, all * 3 + 40).1 && chars(&outer) == all =>
            {
                top = outer;
            }
            _ => break,
        }
    }
    let make = |node: &NodeRef| {
        (name(node).map(|tag| tag.to_string()), attr(node, "class"), attr(node, "data-component"))
    };
    let alike = |sibling: Option<NodeRef>| sibling.is_some_and(|sibling| make(&sibling) == make(&top));
    let holds = |sibling: Option<NodeRef>, unit: &Unit| {
        sibling.is_some_and(|sibling| {
            sibling.id == unit.node.id
                || unit.node.ancestors_it(Some(BOXES + 2)).any(|outer| outer.id == sibling.id)
        })
    };
    top.id != list.id
        && holds(top.prev_element_sibling(), before)
        && holds(top.next_element_sibling(), after)
        && !alike(top.prev_element_sibling())
        && !alike(top.next_element_sibling())
}

/// Whether the links of a list lead to pages of one host, and to no files.
fn leads_to_one_host(list: &NodeRef) -> bool {
    let links = list.descendants_it().filter(|inner| inner.has_name("a"));
    let mut hosts = links.filter_map(|link| attr(&link, "href")).map(|href| {
        let path = href.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let file =
            [".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".csv"].iter().any(|end| path.ends_with(end));
        let host =
            href.split_once("//").map(|(_, rest)| rest.split('/').next().unwrap_or_default().to_owned());
        (!file && !href.starts_with('#')).then(|| host.unwrap_or_default())
    });
    let first = hosts.next().flatten();
    first.is_some_and(|first| hosts.all(|host| host.as_ref() == Some(&first)))
}

#[cfg(test)]
mod tests {
    use crate::extract::page::Page;
    use crate::extract::{Limits, PageFacts};
    use crate::news::Address;

    fn text(body: &str) -> String {
        let address = Address::parse("https://paper.example/news/river").unwrap();
        let facts = PageFacts { address, content_type: None };
        let html = format!("<title>The river rises</title><main><h1>The river rises</h1>{body}</main>");
        let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
        page.article().unwrap().document.texts().collect::<Vec<_>>().join(" ")
    }

    fn prose(from: usize) -> String {
        (from..from + 3).fold(String::new(), |html, n| {
            html + &format!(
                "<p>The river rose by {n} centimetres, and people in the town below moved their cars to a field above \
                 the church, where it is dry. “Nobody expected that,” the mayor said on Tuesday.</p>"
            )
        })
    }

    const STORIES: [&str; 3] = [
        "Storm closes the coastal road for two days",
        "Council votes to buy three electric buses",
        "Swimming pool to open again in the summer",
    ];

    fn list(host: &str, image: &str) -> String {
        let items = STORIES.iter().enumerate();
        let items = items.map(|(n, story)| format!("<li><a href={host}/{n}>{image}{story}</a></li>"));
        format!("<ul>{}</ul>", items.collect::<String>())
    }

    #[test]
    fn a_box_of_headlines_goes_whole() {
        for inserted in [
            format!("<div class=links>{}</div>", list("", "")),
            list("", "<img src=/a.jpg>"),
            list("https://paper.example", ""),
            format!("<div><h2>Read also:</h2>{}</div>", list("", "")),
        ] {
            let text = text(&format!("{}{inserted}{}", prose(0), prose(3)));
            assert_eq!(text.matches("river rose").count(), 6, "{inserted}");
            assert!(STORIES.iter().all(|story| !text.contains(story)), "{inserted}: {text}");
        }
    }

    #[test]
    fn a_list_that_is_announced_and_one_of_files_stay_whole() {
        let announced = "<p>The council has published these three documents on the matter:</p>";
        let files = list("/files", "").replace(">Storm", ".pdf>Storm");
        for (said, list) in [(announced, list("", "")), ("", files)] {
            let text = text(&format!("{}{said}{list}{}", prose(0), prose(3)));
            assert!(STORIES.iter().all(|story| text.contains(story)), "{list}: {text}");
        }
    }
}
