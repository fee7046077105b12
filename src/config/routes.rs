//! The routes of a source in the sources file.

use super::fields::{Fields, a_kind};
use super::sources::address;
use crate::news::{Day, Fault, ROUTE_KINDS, Route, Template};
use crate::query::nearest;

/// Reads the `routes` of a source.
pub(super) fn read(source: &Fields<'_>) -> Result<Vec<Route>, Fault> {
    let Some(found) = source.get("routes") else {
        let fault = source.fault(source.span.clone(), "the source has no `routes`");
        return Err(fault.hint("add a line routes = [{ kind = \"feed\", url = \"https://…\" }]"));
    };
    let Some(all) = found.get_ref().as_array() else {
        let sentence = format!("`routes` is a list, not {}", a_kind(found.get_ref()));
        return Err(source.fault(found.span(), sentence));
    };
    if all.is_empty() {
        return Err(source
            .fault(found.span(), "the source has no route")
            .hint("name at least one in `routes`"));
    }
    let tables = all.iter().map(|one| {
        let sentence = "a route is written as { kind = \"feed\", url = \"https://…\" }";
        Fields::of(source.given, one).ok_or_else(|| source.fault(one.span(), sentence))
    });
    let tables: Vec<Fields<'_>> = tables.collect::<Result<_, _>>()?;
    tables.iter().map(read_route).collect()
}

fn read_route(fields: &Fields<'_>) -> Result<Route, Fault> {
    let kinds = ROUTE_KINDS.map(|(kind, _)| kind);
    let Some((kind, kind_span)) = fields.text("kind")? else {
        let fault = fields.fault(fields.span.clone(), "the route has no `kind`");
        return Err(fault.hint(format!("there are {}", kinds.join(", "))));
    };
    let Some((_, by_template)) = ROUTE_KINDS.iter().find(|(known, _)| *known == kind) else {
        let fault = fields.fault(kind_span, format!("there is no kind of route \"{kind}\""));
        return Err(match nearest(kind, &kinds) {
            Some(near) => fault.hint(format!("did you mean \"{near}\"")),
            None => fault.hint(format!("there are {}", kinds.join(", "))),
        });
    };
    let place = if *by_template { "template" } else { "url" };
    let what = format!("a route of kind \"{kind}\"");
    let is_live = matches!(kind, "feed" | "page" | "news-sitemap" | "section");
    let keys: &[&str] = if is_live { &["kind", place] } else { &["kind", place, "from", "to"] };
    fields.only(&what, keys)?;
    let Some((raw, span)) = fields.text(place)? else {
        let fault = fields.fault(fields.span.clone(), format!("{what} needs a `{place}`"));
        let hint = match kind {
            "month-page" => "such as \"https://example.org/{YYYY}/{MM}/\"",
            "day-feed" => "such as \"https://example.org/{YYYY}/{MM}/{DD}/feed/\"",
            "day-page" => "such as \"https://example.org/{YYYY}-{MM}-{DD}/\"",
            _ => return Err(fault),
        };
        return Err(fault.hint(hint));
    };
    let (from, to) = (read_day(fields, "from")?, read_day(fields, "to")?);
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        let span = fields.get("to").map_or(fields.span.clone(), toml::Spanned::span);
        return Err(fields.fault(span, "`to` is before `from`"));
    }
    let route = if *by_template {
        let template = if kind == "month-page" { Template::of_month(raw) } else { raw.parse() };
        let template = template.map_err(|error| fields.fault(span, format!("`template`: {error}")))?;
        Route::by(kind, template, from, to)
    } else {
        Route::at(kind, address(fields, "url", raw, span)?, from, to)
    };
    route.ok_or_else(|| fields.fault(kind_span, format!("{what} cannot be used")))
}

/// A day written as a text or as a TOML date.
fn read_day(fields: &Fields<'_>, key: &str) -> Result<Option<Day>, Fault> {
    let Some(found) = fields.get(key) else { return Ok(None) };
    let written = match found.get_ref().as_datetime() {
        Some(date) => date.to_string(),
        None => found.get_ref().as_str().unwrap_or_default().to_owned(),
    };
    let day = written.parse().map_err(|()| {
        fields.fault(found.span(), format!("`{key}` is not a day")).hint("write it as 2025-11-13")
    })?;
    Ok(Some(day))
}
