//! One entry of `sources.toml` read: each key with its own check, each slip said at its place.

use std::collections::HashSet;
use std::ops::Range;

use jiff::tz::TimeZone;

use crate::config::fields::{self, Fields, Found, a_kind};
use crate::config::given::Given;
use crate::config::routes;
use crate::config::setting::Value;
use crate::config::table::refresh;
use crate::extract;
use crate::news::{Address, Fault, Slug, Source, Text, TextRules};
use crate::query::nearest;

/// Rules a source may have for what is no text.
const MOST_RULES: usize = 100;

/// All entries of the file, in its order.
pub(super) fn read(given: Given<'_>) -> Result<Vec<Source>, Fault> {
    let said = fields::parse(given)?;
    let all = Fields::all(given, &said);
    all.only("the sources file", &["source"])?;
    let Some(found) = all.get("source") else { return Ok(Vec::new()) };
    let Some(entries) = Fields::under_heads(given, found) else {
        let fault = all.fault(found.span(), format!("`source` is {}", a_kind(found.get_ref())));
        return Err(fault.hint("begin each source with a line [[source]]"));
    };
    let mut sources: Vec<Source> = Vec::new();
    let mut used = HashSet::new();
    for entry in &entries {
        let source = read_source(entry)?;
        if !used.insert(source.slug.clone()) {
            let span = entry.get("id").map_or(entry.span.clone(), Found::span);
            let fault = entry.fault(span, format!("the id `{}` is used twice", source.slug));
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

fn read_source(entry: &Fields<'_>) -> Result<Source, Fault> {
    entry.only("a source", &SOURCE_KEYS)?;
    let Some((id, id_span)) = entry.text("id")? else {
        return Err(entry
            .fault(entry.span.clone(), "the source has no `id`")
            .hint("add a line id = \"a-short-name\""));
    };
    let slug = Slug::parse(id).ok_or_else(|| {
        entry
            .fault(id_span, format!("`{id}` cannot be an id"))
            .hint(format!("use a-z, 0-9 and hyphens, 40 at most: `{}`", Slug::from_text(id)))
    })?;
    let words = |key: &str| Ok(entry.text(key)?.and_then(|(text, _)| Text::line(text).non_empty()));
    let home = match entry.text("home")? {
        Some((raw, span)) => Some(address(entry, "home", raw, span)?),
        None => None,
    };
    let title = words("title")?.or_else(|| home.as_ref().map(|home| Text::line(home.host())));
    Ok(Source {
        title: title.unwrap_or_else(|| Text::line(slug.as_str())),
        slug,
        home,
        lang: read_lang(entry)?,
        zone: read_zone(entry)?,
        section: words("section")?,
        headers: read_headers(entry)?,
        refresh: match entry.get("refresh") {
            None => None,
            Some(found) => {
                Some(fields::value(found.get_ref()).and_then(|value| refresh(&value)).ok_or_else(|| {
                    entry.fault(found.span(), "`refresh` is \"never\", \"start\" or minutes from 1 to 10080")
                })?)
            }
        },
        opml: read_opml(entry)?,
        rules: read_rules(entry)?,
        routes: routes::read(entry)?,
    })
}

fn read_rules(entry: &Fields<'_>) -> Result<TextRules, Fault> {
    let mut rules = TextRules::default();
    let checked = |rule: &str, span: Range<usize>| match extract::rules::check(rule) {
        Ok(()) => Ok(rule.to_owned()),
        Err(wrong) => Err(entry
            .fault(span, format!("the rule `{rule}` {wrong}"))
            .hint("write a tag with a class, such as \"aside.fact-box\"")),
    };
    if let Some(found) = entry.get("drop") {
        let Some(Value::List(all)) = fields::value(found.get_ref()) else {
            let fault = entry.fault(found.span(), format!("`drop` is {}", a_kind(found.get_ref())));
            return Err(fault.hint("write it as drop = [\"aside.fact-box\"]"));
        };
        if all.len() > MOST_RULES {
            return Err(entry.fault(found.span(), format!("`drop` has more than {MOST_RULES} rules")));
        }
        rules.drop = all.into_iter().map(|rule| checked(rule, found.span())).collect::<Result<_, _>>()?;
    }
    if let Some((rule, span)) = entry.text("start")? {
        rules.start = Some(checked(rule, span)?);
    }
    Ok(rules)
}

fn read_opml(entry: &Fields<'_>) -> Result<Vec<(String, String)>, Fault> {
    let Some(found) = entry.get("opml") else { return Ok(Vec::new()) };
    let Some(table) = Fields::of(entry.given, found) else {
        let fault = entry.fault(found.span(), format!("`opml` is {}", a_kind(found.get_ref())));
        return Err(fault.hint("write it as opml = { attribute = \"value\" }"));
    };
    let text = |(name, _, found): (&str, Range<usize>, &Found<'_>)| match found.get_ref().as_str() {
        Some(value) => Ok((name.to_owned(), Text::line(value).to_string())),
        None => Err(entry.fault(found.span(), format!("the attribute `{name}` needs a text in quotes"))),
    };
    table.pairs().into_iter().map(text).collect()
}

/// An address under a key, or a fault at its place.
pub(in crate::config) fn address(
    fields: &Fields<'_>,
    key: &str,
    raw: &str,
    span: Range<usize>,
) -> Result<Address, Fault> {
    Address::parse(raw).map_err(|error| {
        fields.fault(span, format!("`{key}` cannot be read: {error}")).hint("write it as https://…")
    })
}

fn read_lang(entry: &Fields<'_>) -> Result<Option<Text>, Fault> {
    let Some((lang, span)) = entry.text("lang")? else { return Ok(None) };
    let fits = !lang.is_empty()
        && lang.len() <= 35
        && lang
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !fits {
        let fault = entry.fault(span, format!("`{lang}` is not a language"));
        return Err(fault.hint("use a tag such as \"en\", \"ru\" or \"pt-BR\""));
    }
    Ok(Some(Text::line(lang)))
}

fn read_zone(entry: &Fields<'_>) -> Result<Option<Text>, Fault> {
    let Some((zone, span)) = entry.text("zone")? else { return Ok(None) };
    if TimeZone::get(zone).is_err() {
        let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let fault = entry.fault(span, format!("`{zone}` is not a time zone"));
        return Err(match nearest(zone, &known) {
            Some(near) => fault.hint(format!("did you mean \"{near}\"")),
            None => fault.hint("use a name such as \"Europe/Moscow\""),
        });
    }
    Ok(Some(Text::line(zone)))
}

fn read_headers(entry: &Fields<'_>) -> Result<Vec<(String, String)>, Fault> {
    let Some(found) = entry.get("headers") else { return Ok(Vec::new()) };
    let Some(table) = Fields::of(entry.given, found) else {
        let fault = entry.fault(found.span(), format!("`headers` is {}", a_kind(found.get_ref())));
        return Err(fault.hint("write them as headers = { \"X-Name\" = \"value\" }"));
    };
    let mut headers = Vec::new();
    for (name, span, found) in table.pairs() {
        // RFC 9110, 5.1 and 5.5: a name is a token, a value has no control characters.
        let is_token = !name.is_empty()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
        if !is_token {
            return Err(entry.fault(span, "this cannot be the name of a header"));
        }
        match found.get_ref().as_str().filter(|value| !value.chars().any(char::is_control)) {
            Some(value) => headers.push((name.to_owned(), value.to_owned())),
            None => return Err(entry.fault(span, format!("the header `{name}` needs one line of text"))),
        }
    }
    Ok(headers)
}
