//! Edits of one source in a sources file that stays as it is otherwise.

use toml_edit::{DocumentMut, Item, TableLike, Value};

use super::{fragment, kept_routes};
use crate::news::{Address, Route, Text, TextRules};

/// The file's text with the second address where a feed of the source has the first; unchanged where it
/// cannot be read.
pub(super) fn readdressed(raw: &str, slug: &str, (from, to): (&Address, &Address)) -> String {
    let Ok(mut document) = raw.parse::<DocumentMut>() else { return raw.to_owned() };
    let sources = document.get_mut("source").and_then(Item::as_array_of_tables_mut);
    for source in sources.into_iter().flat_map(|sources| sources.iter_mut()) {
        if source.get("id").and_then(Item::as_str) != Some(slug) {
            continue;
        }
        let Some(routes) = source.get_mut("routes") else { continue };
        if let Some(inline) = routes.as_array_mut() {
            inline.iter_mut().filter_map(Value::as_inline_table_mut).for_each(|route| put(route, from, to));
        } else if let Some(tables) = routes.as_array_of_tables_mut() {
            tables.iter_mut().for_each(|route| put(route, from, to));
        }
    }
    document.to_string()
}

/// The file's text with other routes of the source at an index in the place of those it had; unchanged where it
/// cannot be read.
pub(super) fn with_routes(raw: &str, index: usize, (before, routes): (&[Route], &[Route])) -> String {
    let parsed = (raw.parse::<DocumentMut>(), fragment::routes(routes).parse::<DocumentMut>());
    let (Ok(mut document), Ok(mut written)) = parsed else { return raw.to_owned() };
    let sources = document.get_mut("source").and_then(Item::as_array_of_tables_mut);
    let source = sources.and_then(|sources| sources.get_mut(index));
    if let (Some(source), Some(mut value)) = (source, written.remove("routes")) {
        let origins = kept_routes::origins(before, routes);
        match (source.get_mut("routes"), value.as_array()) {
            (Some(Item::ArrayOfTables(old)), Some(new)) if old.len() == before.len() => {
                *old = kept_routes::in_tables(old, new, &origins);
            }
            (Some(Item::Value(Value::Array(old))), Some(new))
                // A # may also stand in an address; then no comment is lost either.
                if old.len() == before.len() && old.to_string().contains('#') =>
            {
                *old = kept_routes::in_list(old, new, &origins);
            }
            (old, _) => {
                // In the place of the old ones.
                if let Some((old, new)) = old.and_then(|old| old.as_value()).zip(value.as_value_mut()) {
                    *new.decor_mut() = old.decor().clone();
                }
                source.insert("routes", value);
            }
        }
    }
    document.to_string()
}

/// The file's text with other names of the sources at these indexes; unchanged where it cannot be read.
pub(super) fn with_titles(raw: &str, named: &[(usize, &Text)]) -> String {
    let Ok(mut document) = raw.parse::<DocumentMut>() else { return raw.to_owned() };
    let Some(sources) = document.get_mut("source").and_then(Item::as_array_of_tables_mut) else {
        return raw.to_owned();
    };
    for (index, title) in named {
        let Some(source) = sources.get_mut(*index) else { continue };
        let mut value = Value::from(title.as_str());
        if let Some(old) = source.get("title").and_then(Item::as_value) {
            *value.decor_mut() = old.decor().clone();
        }
        source.insert("title", Item::Value(value));
    }
    document.to_string()
}

/// The file's text with other rules for the text of the source at an index; unchanged where it cannot be read.
pub(super) fn with_rules(raw: &str, index: usize, rules: &TextRules) -> String {
    let Ok(mut document) = raw.parse::<DocumentMut>() else { return raw.to_owned() };
    let sources = document.get_mut("source").and_then(Item::as_array_of_tables_mut);
    if let Some(source) = sources.and_then(|sources| sources.get_mut(index)) {
        let dropped =
            (!rules.drop.is_empty()).then(|| Value::from(rules.drop.iter().collect::<toml_edit::Array>()));
        for (key, value) in [("drop", dropped), ("start", rules.start.as_deref().map(Value::from))] {
            let old = source.get(key).and_then(Item::as_value).map(|value| value.decor().clone());
            match value {
                None => drop(source.remove(key)),
                Some(mut value) => {
                    if let Some(old) = old {
                        *value.decor_mut() = old;
                    }
                    source.insert(key, Item::Value(value));
                }
            }
        }
    }
    document.to_string()
}

fn put(route: &mut dyn TableLike, from: &Address, to: &Address) {
    let is_feed = route.get("kind").and_then(Item::as_str) == Some("feed");
    let Some(value) = route.get_mut("url").filter(|_| is_feed).and_then(Item::as_value_mut) else { return };
    // The address may be written in another way than we would.
    if value.as_str().and_then(|written| Address::parse(written).ok()).as_ref() != Some(from) {
        return;
    }
    let decor = value.decor().clone();
    *value = Value::from(to.as_str());
    *value.decor_mut() = decor;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_address_changes() {
        let raw = "# mine\n[[source]] # the wire\nid   = \"wire\"\nroutes = [\n  # the feed\n  { kind = \"feed\", \
                   url =  \"HTTP://Wire.example/rss\" }, # live\n  { kind = \"page\", url = \"http://wire.example/rss\" },\n]\n\n\
                   [[source]]\nid = \"other\"\n[[source.routes]]\nkind = \"feed\"\nurl = \"http://wire.example/rss\"\n";
        let from = Address::parse("http://wire.example/rss").unwrap();
        let to = Address::parse("https://wire.example/feed?a=1").unwrap();
        let edited = |slug| super::readdressed(raw, slug, (&from, &to));
        assert_eq!(
            edited("wire"),
            raw.replace("\"HTTP://Wire.example/rss\"", "\"https://wire.example/feed?a=1\"")
        );
        let other = edited("other");
        assert!(other.ends_with("kind = \"feed\"\nurl = \"https://wire.example/feed?a=1\"\n"), "{other}");
        assert_eq!(edited("nobody"), raw);
    }
}
