//! What was changed of a source, in words, by its entry in the sources file before and after: for the list of changes.
//! Only lines are looked at, since the file's own reader stands higher; what they do not tell is called by its key.

/// The words, such as `route added https://…`; none where the entries say the same.
pub(super) fn in_words(before: &str, after: &str) -> Option<String> {
    let (old, new) = (Entry::of(before), Entry::of(after));
    if let (Some(was), Some(is)) = (&old.title, &new.title)
        && was != is
    {
        return Some(format!("{was} is now called {is}"));
    }
    let added: Vec<_> = new.places.iter().filter(|place| !old.places.contains(place)).collect();
    let gone: Vec<_> = old.places.iter().filter(|place| !new.places.contains(place)).collect();
    match (gone.as_slice(), added.as_slice()) {
        ([was], [is]) => return Some(format!("route {was} is now {is}")),
        ([], [is]) => return Some(format!("route added {is}")),
        ([was], []) => return Some(format!("route taken out {was}")),
        ([], []) if old.places != new.places => return Some("its routes in another order".to_owned()),
        ([], []) => {}
        (gone, added) => return Some(format!("{} routes added, {} taken out", added.len(), gone.len())),
    }
    let other = new.others.iter().find(|line| !old.others.contains(line));
    let other = other.or_else(|| old.others.iter().find(|line| !new.others.contains(line)))?;
    other.split_once('=').map(|(key, _)| key.trim().to_owned())
}

/// Whether the source is called otherwise since.
pub(super) fn renames(before: &str, after: &str) -> bool {
    let titles = Entry::of(before).title.zip(Entry::of(after).title);
    titles.is_some_and(|(was, is)| was != is)
}

/// What a source is called by its entry; by its key in the file where the entry has no name for it.
pub(super) fn called(lines: &str, key: &str) -> String {
    Entry::of(lines).title.filter(|title| !title.is_empty()).unwrap_or_else(|| key.to_owned())
}

/// What the lines of an entry tell.
#[derive(Default)]
struct Entry {
    /// Its name.
    title: Option<String>,
    /// Where its routes lead, in order.
    places: Vec<String>,
    /// Lines that are neither.
    others: Vec<String>,
}

impl Entry {
    fn of(lines: &str) -> Self {
        let mut entry = Self::default();
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let places = places(line);
            if let Some(title) = value_of(line, "title") {
                entry.title = Some(title);
            } else if places.is_empty() && !line.starts_with('[') {
                entry.others.push(line.to_owned());
            }
            entry.places.extend(places);
        }
        entry
    }
}

/// Where the routes of a line lead: one of its own, or several in braces.
fn places(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut begins = true;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, ' ' | '\t') => continue,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            _ => {}
        }
        if begins {
            let rest = &line[at..];
            found.extend(value_of(rest, "url").or_else(|| value_of(rest, "template")));
        }
        // Braces and commas of an address stand between quotes.
        begins = quote.is_none() && matches!(c, ',' | '{');
    }
    found
}

/// The value where a piece of a line begins with that key.
fn value_of(piece: &str, key: &str) -> Option<String> {
    let value = piece.strip_prefix(key)?.trim_start().strip_prefix('=')?;
    Some(quoted(value))
}

/// The words between quotes; all of them where there are none.
fn quoted(value: &str) -> String {
    let value = value.trim();
    let inside = ['"', '\''].into_iter().find_map(|quote| {
        let inside = value.strip_prefix(quote)?;
        Some(inside.split(quote).next().unwrap_or(inside))
    });
    inside.unwrap_or(value).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &str, routes: &[&str], more: &str) -> String {
        let routes =
            routes.iter().map(|url| format!("[[source.routes]]\nkind = \"feed\"\nurl = \"{url}\" # live\n"));
        format!("[[source]]\nid = \"wire\"\ntitle = \"{title}\"\n{more}\n{}", routes.collect::<String>())
    }

    #[test]
    fn it_is_said_what_was_changed() {
        let one = entry("The Wire", &["https://a.example/1", "https://a.example/2"], "");
        let said = |after: &str| in_words(&one, after);
        let routes = |routes: &[&str]| entry("The Wire", routes, "");
        for (after, words) in [
            (
                entry("Wire", &["https://a.example/1", "https://a.example/2"], ""),
                "The Wire is now called Wire",
            ),
            (routes(&["https://a.example/1"]), "route taken out https://a.example/2"),
            (
                routes(&["https://a.example/1", "https://a.example/2", "https://a.example/3"]),
                "route added https://a.example/3",
            ),
            (
                routes(&["https://a.example/1", "https://a.example/5"]),
                "route https://a.example/2 is now https://a.example/5",
            ),
            (routes(&["https://a.example/2", "https://a.example/1"]), "its routes in another order"),
            (routes(&["https://a.example/7", "https://a.example/8"]), "2 routes added, 2 taken out"),
            (entry("The Wire", &["https://a.example/1", "https://a.example/2"], "text = \"feed\""), "text"),
        ] {
            assert_eq!(said(&after).as_deref(), Some(words), "{after}");
        }
        assert_eq!(said(&one), None);
        let dated = |days: &str| format!("[[source.routes]]\ntemplate = \"https://a.example/{days}/\"\n");
        let words = in_words(&dated("{YYYY},{MM}"), &dated("{YYYY}"));
        let told = "route https://a.example/{YYYY},{MM}/ is now https://a.example/{YYYY}/";
        assert_eq!(words.as_deref(), Some(told));
        let inline = |urls: &[&str]| {
            let routes: Vec<_> =
                urls.iter().map(|url| format!("{{ kind = \"feed\", url = \"{url}\" }}")).collect();
            format!("[[source]]\nid = \"wire\"\nroutes = [{}]", routes.join(", "))
        };
        let words = in_words(
            &inline(&["https://a.example/1"]),
            &inline(&["https://a.example/1", "https://a.example/2"]),
        );
        assert_eq!(words.as_deref(), Some("route added https://a.example/2"));
    }
}
