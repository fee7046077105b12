//! One entry of `sources.toml` read: each key with its own check, each slip said at its place.

use std::collections::HashSet;

use jiff::tz::TimeZone;
use toml_edit::{Item, Table};

use crate::config::given::{Given, a_kind, nearest};
use crate::config::routes;
use crate::config::setting::Value;
use crate::config::table::refresh;
use crate::extract;
use crate::news::{Address, Fault, Slug, Source, Text, TextRules};

/// Rules a source may have for what is no text.
const MOST_RULES: usize = 100;

/// All entries of the file, in its order.
pub(super) fn read(given: Given<'_>) -> Result<Vec<Source>, Fault> {
    let document = given.document()?;
    given.only(document.as_table(), "the sources file", &["source"])?;
    let Some(item) = document.get("source") else { return Ok(Vec::new()) };
    let Some(tables) = item.as_array_of_tables() else {
        let fault = given.fault(item.span(), format!("`source` is {}", a_kind(item)));
        return Err(fault.hint("begin each source with a line [[source]]"));
    };
    let mut sources: Vec<Source> = Vec::new();
    let mut used = HashSet::new();
    for table in tables {
        let source = read_source(given, table)?;
        if !used.insert(source.slug.clone()) {
            let span = table.get("id").and_then(Item::span);
            let fault = given.fault(span, format!("the id `{}` is used twice", source.slug));
            return Err(fault.hint("give each source its own id"));
        }
        sources.push(source);
    }
    Ok(sources)
}

/// What an entry may hold.
const SOURCE_KEYS: [&str; 12] = [
    "id", "title", "home", "lang", "zone", "section", "refresh", "headers", "opml", "drop", "start", "routes",
];

fn read_source(given: Given<'_>, table: &Table) -> Result<Source, Fault> {
    given.only(table, "a source", &SOURCE_KEYS)?;
    let Some((id, id_item)) = given.text(table, "id")? else {
        return Err(given
            .fault(table.span(), "the source has no `id`")
            .hint("add a line id = \"a-short-name\""));
    };
    let slug = Slug::parse(id).ok_or_else(|| {
        given
            .fault(id_item.span(), format!("`{id}` cannot be an id"))
            .hint(format!("use a-z, 0-9 and hyphens, 40 at most: `{}`", Slug::from_text(id)))
    })?;
    let words = |key: &str| Ok(given.text(table, key)?.and_then(|(text, _)| Text::line(text).non_empty()));
    let home = match given.text(table, "home")? {
        Some((raw, item)) => Some(address(given, "home", raw, item)?),
        None => None,
    };
    let title = words("title")?.or_else(|| home.as_ref().map(|home| Text::line(home.host())));
    Ok(Source {
        title: title.unwrap_or_else(|| Text::line(slug.as_str())),
        slug,
        home,
        lang: read_lang(given, table)?,
        zone: read_zone(given, table)?,
        section: words("section")?,
        headers: read_headers(given, table)?,
        refresh: match table.get("refresh") {
            None => None,
            Some(item) => Some(Value::of(item).and_then(|value| refresh(&value)).ok_or_else(|| {
                given.fault(item.span(), "`refresh` is \"never\", \"start\" or minutes from 1 to 10080")
            })?),
        },
        opml: read_opml(given, table)?,
        rules: read_rules(given, table)?,
        routes: routes::read(given, table)?,
    })
}

fn read_rules(given: Given<'_>, table: &Table) -> Result<TextRules, Fault> {
    let mut rules = TextRules::default();
    let checked = |rule: &str, item: &Item| match extract::rules::check(rule) {
        Ok(()) => Ok(rule.to_owned()),
        Err(wrong) => Err(given
            .fault(item.span(), format!("the rule `{rule}` {wrong}"))
            .hint("write a tag with a class, such as \"aside.fact-box\"")),
    };
    if let Some(item) = table.get("drop") {
        let Some(Value::List(all)) = Value::of(item) else {
            let fault = given.fault(item.span(), format!("`drop` is {}", a_kind(item)));
            return Err(fault.hint("write it as drop = [\"aside.fact-box\"]"));
        };
        if all.len() > MOST_RULES {
            return Err(given.fault(item.span(), format!("`drop` has more than {MOST_RULES} rules")));
        }
        rules.drop = all.into_iter().map(|rule| checked(rule, item)).collect::<Result<_, _>>()?;
    }
    if let Some((rule, item)) = given.text(table, "start")? {
        rules.start = Some(checked(rule, item)?);
    }
    Ok(rules)
}

fn read_opml(given: Given<'_>, table: &Table) -> Result<Vec<(String, String)>, Fault> {
    let Some(item) = table.get("opml") else { return Ok(Vec::new()) };
    let Some(pairs) = item.as_table_like() else {
        let fault = given.fault(item.span(), format!("`opml` is {}", a_kind(item)));
        return Err(fault.hint("write it as opml = { attribute = \"value\" }"));
    };
    let text = |(name, item): (&str, &Item)| match item.as_str() {
        Some(value) => Ok((name.to_owned(), Text::line(value).to_string())),
        None => Err(given.fault(item.span(), format!("the attribute `{name}` needs a text in quotes"))),
    };
    pairs.iter().map(text).collect()
}

/// An address under a key, or a fault at its place.
pub(in crate::config) fn address(
    given: Given<'_>,
    key: &str,
    raw: &str,
    item: &Item,
) -> Result<Address, Fault> {
    Address::parse(raw).map_err(|error| {
        given.fault(item.span(), format!("`{key}` cannot be read: {error}")).hint("write it as https://…")
    })
}

fn read_lang(given: Given<'_>, table: &Table) -> Result<Option<Text>, Fault> {
    let Some((lang, item)) = given.text(table, "lang")? else { return Ok(None) };
    let fits = !lang.is_empty()
        && lang.len() <= 35
        && lang
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !fits {
        let fault = given.fault(item.span(), format!("`{lang}` is not a language"));
        return Err(fault.hint("use a tag such as \"en\", \"ru\" or \"pt-BR\""));
    }
    Ok(Some(Text::line(lang)))
}

fn read_zone(given: Given<'_>, table: &Table) -> Result<Option<Text>, Fault> {
    let Some((zone, item)) = given.text(table, "zone")? else { return Ok(None) };
    if TimeZone::get(zone).is_err() {
        let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let fault = given.fault(item.span(), format!("`{zone}` is not a time zone"));
        return Err(match nearest(zone, &known) {
            Some(near) => fault.hint(format!("did you mean \"{near}\"")),
            None => fault.hint("use a name such as \"Europe/Moscow\""),
        });
    }
    Ok(Some(Text::line(zone)))
}

fn read_headers(given: Given<'_>, table: &Table) -> Result<Vec<(String, String)>, Fault> {
    let Some(item) = table.get("headers") else { return Ok(Vec::new()) };
    let Some(pairs) = item.as_table_like() else {
        let fault = given.fault(item.span(), format!("`headers` is {}", a_kind(item)));
        return Err(fault.hint("write them as headers = { \"X-Name\" = \"value\" }"));
    };
    let mut headers = Vec::new();
    for (name, item) in pairs.iter() {
        let span = pairs.key(name).and_then(toml_edit::Key::span).or_else(|| item.span());
        // RFC 9110, 5.1 and 5.5: a name is a token, a value has no control characters.
        let is_token = !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
        if !is_token {
            return Err(given.fault(span, "this cannot be the name of a header"));
        }
        match item.as_str().filter(|value| !value.chars().any(char::is_control)) {
            Some(value) => headers.push((name.to_owned(), value.to_owned())),
            None => return Err(given.fault(span, format!("the header `{name}` needs one line of text"))),
        }
    }
    Ok(headers)
}
