//! The routes of a source in the sources file.

use std::ops::Range;

use toml_edit::{Item, Table, TableLike};

use super::given::{Given, a_kind, nearest};
use super::sources::address;
use crate::news::{Day, Fault, ROUTE_KINDS, Route, Template};

/// Reads the `routes` of a source.
pub(super) fn read(given: Given<'_>, table: &Table) -> Result<Vec<Route>, Fault> {
    let Some(item) = table.get("routes") else {
        let fault = given.fault(table.span(), "the source has no `routes`");
        return Err(fault.hint("add a line routes = [{ kind = \"feed\", url = \"https://…\" }]"));
    };
    let tables: Vec<(&dyn TableLike, _)> = if let Some(array) = item.as_array() {
        let inline = array.iter().map(|value| {
            let table = value.as_inline_table().map(|table| table as &dyn TableLike);
            table.map(|table| (table, value.span())).ok_or_else(|| {
                given.fault(value.span(), "a route is written as { kind = \"feed\", url = \"https://…\" }")
            })
        });
        inline.collect::<Result<_, _>>()?
    } else if let Some(array) = item.as_array_of_tables() {
        array.iter().map(|table| (table as &dyn TableLike, table.span())).collect()
    } else {
        return Err(given.fault(item.span(), format!("`routes` is a list, not {}", a_kind(item))));
    };
    if tables.is_empty() {
        return Err(given
            .fault(item.span(), "the source has no route")
            .hint("name at least one in `routes`"));
    }
    tables.into_iter().map(|(table, span)| read_route(given, table, span)).collect()
}

fn read_route(given: Given<'_>, table: &dyn TableLike, span: Option<Range<usize>>) -> Result<Route, Fault> {
    let kinds = ROUTE_KINDS.map(|(kind, _)| kind);
    let Some((kind, kind_item)) = given.text(table, "kind")? else {
        let fault = given.fault(span, "the route has no `kind`");
        return Err(fault.hint(format!("there are {}", kinds.join(", "))));
    };
    let Some((_, by_template)) = ROUTE_KINDS.iter().find(|(known, _)| *known == kind) else {
        let fault = given.fault(kind_item.span(), format!("there is no kind of route \"{kind}\""));
        return Err(match nearest(kind, &kinds) {
            Some(near) => fault.hint(format!("did you mean \"{near}\"")),
            None => fault.hint(format!("there are {}", kinds.join(", "))),
        });
    };
    let place = if *by_template { "template" } else { "url" };
    let what = format!("a route of kind \"{kind}\"");
    let is_live = matches!(kind, "feed" | "page" | "news-sitemap" | "section");
    let keys: &[&str] = if is_live { &["kind", place] } else { &["kind", place, "from", "to"] };
    given.only(table, &what, keys)?;
    let Some((raw, item)) = given.text(table, place)? else {
        let fault = given.fault(span, format!("{what} needs a `{place}`"));
        let hint = match kind {
            "month-page" => "such as \"https://example.org/{YYYY}/{MM}/\"",
            "day-feed" => "such as \"https://example.org/{YYYY}/{MM}/{DD}/feed/\"",
            "day-page" => "such as \"https://example.org/{YYYY}-{MM}-{DD}/\"",
            _ => return Err(fault),
        };
        return Err(fault.hint(hint));
    };
    let (from, to) = (read_day(given, table, "from")?, read_day(given, table, "to")?);
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        let span = table.get("to").and_then(Item::span);
        return Err(given.fault(span, "`to` is before `from`"));
    }
    let route = if *by_template {
        let template = if kind == "month-page" { Template::of_month(raw) } else { raw.parse() };
        let template = template.map_err(|error| given.fault(item.span(), format!("`template`: {error}")))?;
        Route::by(kind, template, from, to)
    } else {
        Route::at(kind, address(given, "url", raw, item)?, from, to)
    };
    route.ok_or_else(|| given.fault(kind_item.span(), format!("{what} cannot be used")))
}

/// A day written as a text or as a TOML date.
fn read_day(given: Given<'_>, table: &dyn TableLike, key: &str) -> Result<Option<Day>, Fault> {
    let Some(item) = table.get(key) else { return Ok(None) };
    let written = match item.as_datetime() {
        Some(date) => date.to_string(),
        None => item.as_str().unwrap_or_default().to_owned(),
    };
    let day = written.parse().map_err(|()| {
        given.fault(item.span(), format!("`{key}` is not a day")).hint("write it as 2025-11-13")
    })?;
    Ok(Some(day))
}
