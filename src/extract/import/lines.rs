//! Lists with one source a line: newsboat's `urls`, newsraft's `feeds`, and plain lists of addresses.

use super::source_list::{Collector, Listed, SourceList};
use crate::news::Text;

/// Why a line is left that holds no address.
pub(super) const NO_ADDRESS: &str = "it is no web address";

/// What a list is called that holds nothing but addresses.
pub(super) const ADDRESSES: &str = "a list of addresses";

/// Reads a list. A section line (`@ Name`) or settings in brackets make it newsraft's, where the quoted
/// word is a title; in newsboat's it is a tag, or with `~` the title.
pub(super) fn read(text: &str, name: &str) -> SourceList {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let newsraft = name == "feeds" || lines.iter().any(|line| line.starts_with('@'));
    let quoted = lines.iter().any(|line| !line.starts_with('#') && line.contains('"'));
    let special = lines.iter().any(|line| kind_of(line).is_some());
    let format = match (newsraft, quoted || special || name == "urls") {
        (true, _) => "newsraft's feeds",
        (false, true) => "newsboat's urls",
        (false, false) => ADDRESSES,
    };
    let mut list = Collector::new(format);
    let mut section: Option<Text> = None;
    for line in lines {
        if line.starts_with('#') || line.starts_with("//") || line.starts_with(';') {
            continue;
        }
        if let Some(name) = line.strip_prefix('@').filter(|_| newsraft) {
            let name = name.split(['{', '<']).next().unwrap_or_default();
            section = Text::line(name.trim().trim_matches('"')).non_empty();
            continue;
        }
        if let Some(why) = kind_of(line) {
            list.leave(line, why);
            continue;
        }
        let words = words(line);
        let Some((address, rest)) = words.split_first() else { continue };
        if !address.quoted && !looks_like_address(&address.text) {
            list.leave(line, NO_ADDRESS);
            continue;
        }
        list.take(if newsraft {
            newsraft_line(&address.text, rest, section.clone())
        } else {
            newsboat_line(&address.text, rest)
        });
    }
    list.done()
}

/// What a line is that no other program can follow.
fn kind_of(line: &str) -> Option<&'static str> {
    let bare = line.trim_start_matches('"');
    if bare.starts_with("query:") {
        Some("it is a saved search of newsboat's")
    } else if bare.starts_with("exec:") || bare.starts_with("filter:") || bare.starts_with("$(") {
        Some("it runs a program")
    } else if bare.starts_with("file:") {
        Some("it is a file of this machine, not a web address")
    } else {
        None
    }
}

fn looks_like_address(word: &str) -> bool {
    if word.contains("://") || word.starts_with("feed:") {
        return true;
    }
    // Without a scheme: a host with a top-level domain, and nothing that stands in no address.
    let host = word.split(['/', '?', '#']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split(':').next().unwrap_or_default().split('.').collect();
    let sound = |label: &&str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-') && !label.starts_with('-')
    };
    let ends = labels.last().is_some_and(|last| last.len() >= 2 && last.chars().all(char::is_alphabetic));
    labels.len() >= 2 && ends && labels.iter().all(sound) && !word.contains(char::is_control)
}

/// The first tag is the section; all of them stay, as OPML's categories.
fn newsboat_line<'a>(address: &'a str, rest: &[Word]) -> Listed<'a> {
    let mut listed = Listed { address, ..Listed::default() };
    let mut tags: Vec<&str> = Vec::new();
    for word in rest {
        // `!` hides a feed from newsboat's list, alone or before a tag; it is no part of it.
        match word.text.strip_prefix('~') {
            Some(title) => listed.title = Text::line(title.trim_start_matches('!')).non_empty(),
            None if word.text == "!" || word.text.is_empty() => {}
            None => tags.push(word.text.trim_start_matches('!')),
        }
    }
    listed.section = tags.first().map(|tag| Text::line(tag));
    if tags.len() > 1 {
        listed.opml.push(("category".to_owned(), Text::line(&tags.join(",")).to_string()));
    }
    listed
}

/// A title in quotes, then settings that only newsraft knows.
fn newsraft_line<'a>(address: &'a str, rest: &[Word], section: Option<Text>) -> Listed<'a> {
    let title = rest.iter().find(|word| word.quoted).map(|word| Text::line(&word.text));
    let settings: Vec<&str> = rest
        .iter()
        .filter(|word| !word.quoted)
        .map(|word| word.text.trim_matches(['<', '>', '{', '}', ';']))
        .filter(|word| !word.is_empty())
        .collect();
    let mut listed = Listed { address, title, section, ..Listed::default() };
    if !settings.is_empty() {
        listed.opml.push(("newsraft".to_owned(), Text::line(&settings.join(" ")).to_string()));
    }
    listed
}

/// A word of a line.
struct Word {
    text: String,
    quoted: bool,
}

/// Words as newsboat reads them: spaces between, quotes around, backslashes before quotes inside.
fn words(line: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut chars = line.chars().peekable();
    loop {
        while chars.next_if(|c| c.is_whitespace()).is_some() {}
        let Some(first) = chars.peek().copied() else { return words };
        let quoted = first == '"';
        let mut text = String::new();
        if quoted {
            chars.next();
            while let Some(c) = chars.next() {
                match c {
                    '"' => break,
                    '\\' => text.extend(chars.next()),
                    c => text.push(c),
                }
            }
        } else {
            while let Some(c) = chars.next_if(|c| !c.is_whitespace()) {
                text.push(c);
            }
        }
        // From an unquoted # on the line is a remark.
        if !quoted && text.starts_with('#') {
            return words;
        }
        words.push(Word { text, quoted });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(list: &SourceList) -> Vec<&str> {
        list.left.iter().map(|left| left.what.as_str()).collect()
    }

    #[test]
    fn newsboat_tags_titles_and_special_lines() {
        let text = "# my feeds\n\
            https://a.example/rss tech \"open source\" \"~A and \\\"co\\\"\"\n\
            https://b.example/feed.xml \"~Bee\" \"!\"\n\
            \"query:Unread:unread = \\\"yes\\\"\"\n\
            exec:~/bin/x.sh \"~Mine\"\n\
            filter:~/bin/f:https://c.example/rss\n\
            file:///home/me/x.xml\n\
            ---\n\
            https://a.example/rss\n";
        let list = read(text, "urls");
        assert_eq!(list.format, "newsboat's urls");
        let [a, b] = list.sources.as_slice() else { panic!("two: {list:?}") };
        assert_eq!((a.title.as_str(), a.section.as_deref()), ("A and \"co\"", Some("tech")));
        assert_eq!(a.opml, [("category".to_owned(), "tech,open source".to_owned())]);
        assert_eq!((b.title.as_str(), b.section.as_deref()), ("Bee", None));
        assert_eq!(list.left.len(), 5, "{:?}", left(&list));
        assert_eq!(list.left[0].why, "it is a saved search of newsboat's");
        assert_eq!(list.doubles, 1);
    }

    #[test]
    fn what_hides_a_feed_is_no_tag_and_a_password_is_said_to_be_left() {
        let text = "https://a.example/rss !quiet\nhttps://me:secret@b.example/rss?at=a@b \"~Bee\"\n\
            https://c.example/rss?at=a@b\n";
        let list = read(text, "urls");
        assert_eq!(list.sources.len(), 3);
        assert_eq!(list.sources[0].section.as_deref(), Some("quiet"));
        assert_eq!(left(&list), ["https://b.example/rss?at=a@b"]);
        assert!(list.left[0].why.starts_with("its name and password"));
        assert!(!format!("{list:?}").contains("secret"));
    }

    #[test]
    fn newsraft_sections_and_titles() {
        let text = "@ Daily {reload-period 60}\nhttps://a.example/rss \"Die Zeitung\" < item-limit 100; >\n\
            @ Rare\nhttps://b.example/rss\n$(cat x.xml) \"Mine\"\n";
        let list = read(text, "feeds");
        let [a, b] = list.sources.as_slice() else { panic!("two: {list:?}") };
        assert_eq!((a.title.as_str(), a.section.as_deref()), ("Die Zeitung", Some("Daily")));
        assert_eq!(a.opml, [("newsraft".to_owned(), "item-limit 100".to_owned())]);
        assert_eq!((b.title.as_str(), b.section.as_deref()), ("b.example", Some("Rare")));
        assert_eq!(left(&list), ["$(cat x.xml) \"Mine\""]);
    }

    #[test]
    fn a_plain_list_takes_addresses_and_day_templates() {
        let list = read("a.example/rss\nhttps://b.example/{YYYY}/{MM}/{DD}/\n\nnot one\n", "list.txt");
        assert_eq!(list.format, "a list of addresses");
        assert_eq!(list.sources.len(), 2);
        assert!(!list.sources[1].routes[0].is_live());
        assert_eq!(left(&list), ["not one"]);
    }
}
