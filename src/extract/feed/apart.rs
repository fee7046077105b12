//! What tells the entries of one answer apart where several have the same page: the feed's own names for them, else the
//! places on the page that their links lead to, else their words.

use std::collections::{HashMap, HashSet};

use url::form_urlencoded;

use crate::news::{Address, Item, is_tracking};

/// The place on its page that a link as it is written leads to, as an address with its fragment.
pub(super) fn place(address: &Address, written: &str) -> String {
    let fragment = written.split_once('#').map(|(_, fragment)| fragment.trim());
    let fragment = fragment.filter(|fragment| !fragment.is_empty() && !only_counts(fragment));
    fragment.map(|fragment| format!("{address}#{fragment}")).unwrap_or_default()
}

/// Whether a fragment consists of names that count where a reader comes from.
fn only_counts(fragment: &str) -> bool {
    form_urlencoded::parse(fragment.as_bytes())
        .all(|(name, _)| is_tracking(&name) || ["xtor", "Echobox"].contains(&&*name))
}

/// Gives each entry what tells it from the others at its page, where that is needed. Before, [`Item::apart`] is the
/// [`place`] that its link leads to.
pub(super) fn tell(items: &mut [Item]) {
    let keys: Vec<_> = items.iter().map(|item| item.address.as_ref().map(Address::key)).collect();
    let mut shared: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, key) in keys.iter().enumerate() {
        if let Some(key) = key {
            shared.entry(key).or_default().push(at);
        }
    }
    for item in items.iter_mut() {
        if !is_copy(item) {
            item.apart.clear();
        }
    }
    for group in shared.values().filter(|group| group.len() > 1) {
        let told: Vec<Told> = group.iter().filter_map(|at| items.get(*at)).map(Told::of).collect();
        let mut titles: HashMap<&str, HashSet<&str>> = HashMap::new();
        for one in &told {
            titles.entry(&one.title).or_default().insert(&one.date);
        }
        let are_several = titles.len() > 1 || titles.values().any(|dates| dates.len() > 1);
        let words = told.iter().map(|one| {
            let by_date = titles.get(one.title.as_str()).is_some_and(|dates| dates.len() > 1);
            let date = if by_date { one.date.as_str() } else { "" };
            format!("words:{date}:{}", one.title)
        });
        let words: Vec<String> = words.collect();
        for (at, words) in group.iter().zip(words) {
            if let Some(item) = items.get_mut(*at)
                && are_several
                && item.apart.is_empty()
                && is_copy(item)
            {
                item.apart = words;
            }
        }
    }
}

/// An entry by its words.
struct Told {
    title: String,
    date: String,
}

impl Told {
    fn of(item: &Item) -> Self {
        let title = if item.title.is_empty() { &item.deck } else { &item.title };
        Self { title: title.to_string(), date: serde_json::to_string(&item.published).unwrap_or_default() }
    }
}

/// Whether an entry's name says no more than its address does, or it has none.
fn is_copy(item: &Item) -> bool {
    item.guid.is_empty() || item.names_its_page()
}

#[cfg(test)]
mod tests {
    use crate::extract::feed::read;
    use crate::news::Address;

    /// What entries are told apart by, each as title, link, guid and date.
    fn apart(entries: &[(&str, &str, &str, &str)]) -> Vec<String> {
        let entry = |(title, link, guid, date): &(&str, &str, &str, &str)| {
            format!(
                "<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>{guid}</guid>\
                 <pubDate>{date}</pubDate></item>"
            )
        };
        let items: String = entries.iter().map(entry).collect();
        let feed = format!("<rss><channel><title>W</title>{items}</channel></rss>");
        let feed = read(feed.as_bytes(), &Address::parse("https://a.test/feed").unwrap(), None).unwrap();
        feed.items.into_iter().map(|item| item.apart).collect()
    }

    #[test]
    fn entries_with_one_page_are_told_apart_by_the_first_thing_that_differs() {
        let none = ["", ""];
        // Names of their own are enough, and so are pages of their own.
        assert_eq!(apart(&[("A", "/p", "1", ""), ("B", "/p", "2", "")]), none);
        assert_eq!(apart(&[("A", "/p", "", ""), ("B", "/q", "", "")]), none);
        assert_eq!(
            apart(&[("A", "/p", "https://a.test/p#1", ""), ("A", "/p", "https://a.test/p#2", "")]),
            none
        );
        let places =
            apart(&[("A", "/app/#/post/1", "", ""), ("B", "/app/#/post/2", "https://a.test/app", "")]);
        assert_eq!(places, ["https://a.test/app/#/post/1", "https://a.test/app/#/post/2"]);
        assert_eq!(apart(&[("A", "/p", "", ""), ("B", "/p?utm_source=x", "", "")]), ["words::A", "words::B"]);
        let copies = [("A", "/p", "https://a.test/p", ""), ("B", "/p", "http://www.a.test/p/", "")];
        assert_eq!(apart(&copies), ["words::A", "words::B"]);
        let days = [("A", "/p", "", "1 Nov 2025"), ("A", "/p", "", "2 Nov 2025"), ("B", "/p", "", "")];
        let days = apart(&days);
        assert!(days[0].contains("2025-11-01") && days[1].contains("2025-11-02") && days[2] == "words::B");
        // The same twice is the same, and what only counts readers is no place.
        assert_eq!(apart(&[("A", "/p", "", "1 Nov 2025"), ("A", "/p", "", "1 Nov 2025")]), none);
        assert_eq!(
            apart(&[
                ("A", "/p#utm_source=rss", "", ""),
                ("B", "/q#xtor=RSS-1", "", ""),
                ("C", "/r#Echobox=17", "", "")
            ]),
            ["", "", ""]
        );
    }
}
