//! Which of the feeds that a page names is the one of the site, or of the section that was typed.

use std::collections::HashSet;

use super::Found;
use super::reading::Looked;
use super::sections::is_under;
use crate::extract::links::FeedLink;
use crate::news::Address;

/// Feeds that are named beside the one that is taken.
const MOST_NAMED: usize = 4;

/// Words of a title that only say what it is.
const OF_KIND: [&str; 12] =
    ["rss", "rss2", "atom", "feed", "feeds", "xml", "json", "1", "2", "0", "subscribe", "via"];

/// What sites call the feed that has all.
const ALL: [&str; 40] = [
    "all",
    "all news",
    "all posts",
    "all articles",
    "all stories",
    "main",
    "home",
    "homepage",
    "home page",
    "front page",
    "frontpage",
    "latest",
    "latest news",
    "latest posts",
    "news",
    "posts",
    "blog",
    "top stories",
    "alle",
    "alle artikel",
    "alle nachrichten",
    "alle beiträge",
    "startseite",
    "tous les articles",
    "à la une",
    "accueil",
    "portada",
    "todas las noticias",
    "últimas noticias",
    "tutte le notizie",
    "alle nieuws",
    "все новости",
    "все материалы",
    "главная",
    "усі новини",
    "всі новини",
    "wszystkie",
    "tüm haberler",
    "全部",
    "전체기사",
];

/// The feeds that a page names, those to be tried first first: what stands below the typed page, what is titled like
/// the site or as all of it, the others as the page has them; comments are no news.
pub(super) fn in_order(looked: &Looked, page: &Address) -> Vec<FeedLink> {
    let announced = &looked.links.feeds;
    let links = if announced.is_empty() { &looked.links.maybe_feeds } else { announced };
    let mut links = links.clone();
    // The order among equals is the page's.
    links
        .sort_by_key(|link| (is_of_comments(link), !is_under(&link.address, page), !is_of_all(looked, link)));
    links
}

/// Says which other feeds there are.
pub(super) fn note_others(looked: &Looked, taken: &FeedLink, found: &mut Found) {
    let own = words_of(&taken.title);
    let mut told = HashSet::new();
    let others = looked.links.feeds.iter().filter(|link| {
        let words = words_of(&link.title);
        // The same in another format says nothing else of itself.
        let is_other = link.address != taken.address && words != own && !words.is_empty();
        is_other && !is_of_comments(link) && told.insert(words)
    });
    let others: Vec<String> = others.map(|link| format!("{} {}", link.title, link.address)).collect();
    if others.is_empty() {
        return;
    }
    let named = others.get(..MOST_NAMED).unwrap_or(&others).join(", ");
    let rest = others.len().saturating_sub(MOST_NAMED);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    let feeds = if others.len() == 1 { "another feed" } else { "other feeds" };
    found.note(format!("it names {feeds}, each added by its address: {named}{more}"));
}

fn is_of_comments(link: &FeedLink) -> bool {
    let about = format!("{} {}", link.address, link.title).to_lowercase();
    about.contains("comment") || about.contains("коммент")
}

/// Whether a title is the site's, or says that all is there.
fn is_of_all(looked: &Looked, link: &FeedLink) -> bool {
    let words = words_of(&link.title);
    let names = [looked.links.site_name.as_deref().unwrap_or_default(), looked.links.title.as_str()];
    let mut names = names.iter().map(|name| words_of(name)).filter(|name| !name.is_empty());
    names.any(|name| {
        let rest = words.strip_prefix(&name).or_else(|| words.strip_suffix(&name)).map(str::trim);
        rest.is_some_and(|rest| rest.is_empty() || ALL.contains(&rest))
    }) || ALL.contains(&words.as_str())
}

/// What a title says besides its kind.
fn words_of(title: &str) -> String {
    let title = title.to_lowercase();
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !OF_KIND.contains(word)).collect::<Vec<_>>().join(" ")
}
