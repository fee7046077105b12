//! Pieces of the sources file: the lines of one source with the comments that belong to it.
//!
//! Edits are made on the text, not on a parsed tree, so that every byte that is not touched stays.

use toml_edit::Value;

use crate::news::{Refresh, Route, Source};

/// A text as TOML writes it, quoted and escaped.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A new source as lines of the file.
pub(super) fn of(source: &Source) -> String {
    let mut lines = String::from("[[source]]\n");
    let mut line = |key: &str, value: String| lines.push_str(&format!("{key} = {value}\n"));
    line("id", quoted(source.slug.as_str()));
    line("title", quoted(&source.title));
    if let Some(home) = &source.home {
        line("home", quoted(home.as_str()));
    }
    let words = [("lang", &source.lang), ("zone", &source.zone), ("section", &source.section)];
    for (key, text) in words {
        if let Some(text) = text {
            line(key, quoted(text));
        }
    }
    match source.refresh {
        None => {}
        Some(Refresh::Never) => line("refresh", quoted("never")),
        Some(Refresh::Start) => line("refresh", quoted("start")),
        Some(Refresh::Minutes(minutes)) => line("refresh", minutes.to_string()),
    }
    if !source.headers.is_empty() {
        let pairs: Vec<String> = source
            .headers
            .iter()
            .map(|(name, value)| format!("{} = {}", quoted(name), quoted(value)))
            .collect();
        line("headers", format!("{{ {} }}", pairs.join(", ")));
    }
    if !source.opml.is_empty() {
        let pairs = source.opml.iter().map(|(name, value)| format!("{} = {}", quoted(name), quoted(value)));
        line("opml", format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", ")));
    }
    if !source.rules.drop.is_empty() {
        let rules: Vec<String> = source.rules.drop.iter().map(|rule| quoted(rule)).collect();
        line("drop", format!("[{}]", rules.join(", ")));
    }
    if let Some(start) = &source.rules.start {
        line("start", quoted(start));
    }
    lines.push_str(&routes(&source.routes));
    lines
}

/// The line, or lines, of a source's routes.
pub(super) fn routes(routes: &[Route]) -> String {
    let routes: Vec<String> = routes.iter().map(route).collect();
    match routes.as_slice() {
        [one] => format!("routes = [{one}]\n"),
        many => format!("routes = [\n    {},\n]\n", many.join(",\n    ")),
    }
}

fn route(route: &Route) -> String {
    let place = if route.template().is_some() { "template" } else { "url" };
    let mut pairs = format!("kind = {}, {place} = {}", quoted(route.kind()), quoted(route.place()));
    let (from, to) = route.range();
    for (key, day) in [("from", from), ("to", to)] {
        if let Some(day) = day {
            pairs.push_str(&format!(", {key} = {day}"));
        }
    }
    format!("{{ {pairs} }}")
}

/// The file with lines appended, an empty line between, in the file's own line ends.
pub(super) fn append(raw: &str, lines: &str) -> String {
    append_all(raw, &[lines])
}

/// The same for the lines of several sources, in one go.
pub(super) fn append_all(raw: &str, sources: &[&str]) -> String {
    let end = if raw.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = raw.to_owned();
    for lines in sources {
        if !out.is_empty() && !out.ends_with('\n') {
            out.push_str(end);
        }
        let blank = out.lines().next_back().is_none_or(|last| last.trim().is_empty());
        if !blank {
            out.push_str(end);
        }
        for line in lines.trim_matches(['\r', '\n']).lines() {
            out.push_str(line);
            out.push_str(end);
        }
    }
    out
}

/// The comments set apart between a source and what follows it.
pub(super) fn below<'r>(raw: &'r str, starts: &[usize], index: usize) -> &'r str {
    let (_, end) = bounds(raw, starts, index);
    let limit = starts.get(index + 1).map_or(raw.len(), |next| lead(raw, *next));
    raw.get(end..limit).unwrap_or_default().trim()
}

/// The file with lines put in before a source, or at the end where there is none of that index; above the comments
/// that stood below them, where those are still there.
pub(super) fn inserted(raw: &str, starts: &[usize], index: usize, (lines, below): (&str, &str)) -> String {
    let line_end = if raw.contains("\r\n") { "\r\n" } else { "\n" };
    let at = starts.get(index).map_or(raw.len(), |header| lead(raw, *header));
    let above = raw.get(..at).unwrap_or_default();
    let free = stands_last(above, below);
    if free.is_none() && at == raw.len() {
        return append(raw, lines);
    }
    let at = free.unwrap_or(at);
    let mut out = raw.get(..at).unwrap_or_default().to_owned();
    let stands_apart = out.is_empty() || out.ends_with("\n\n") || out.ends_with("\n\r\n");
    for line in lines.trim_matches(['\r', '\n']).lines() {
        out.push_str(line);
        out.push_str(line_end);
    }
    if stands_apart || free.is_some() {
        out.push_str(line_end);
    }
    out.push_str(raw.get(at..).unwrap_or_default());
    out
}

/// Where comments begin that stand at the end of a text, set apart from what is above them, as lines of their own.
fn stands_last(above: &str, comments: &str) -> Option<usize> {
    if comments.is_empty() {
        return None;
    }
    // The lines may end in another way than they did.
    let mut start = above.len();
    for wanted in comments.lines().rev().map(str::trim) {
        let rest = above.get(..start)?;
        let rest = if start == above.len() { rest.trim_end() } else { rest.strip_suffix('\n')? };
        start = rest.rfind('\n').map_or(0, |newline| newline + 1);
        if rest.get(start..)?.trim() != wanted {
            return None;
        }
    }
    let before = above.get(..start)?;
    let last = before.lines().next_back().unwrap_or_default();
    last.trim().is_empty().then_some(start)
}

/// Cuts one source out: what remains, and its lines. To it belong the comment lines right above its
/// header and those right below its last line; comments set apart by an empty line stay in the file.
pub(super) fn cut(raw: &str, starts: &[usize], index: usize) -> (String, String) {
    (without(raw, starts, &[index]), lines(raw, starts, index).to_owned())
}

/// The lines of one source, with the comments that belong to it.
pub(super) fn lines<'r>(raw: &'r str, starts: &[usize], index: usize) -> &'r str {
    let (start, end) = bounds(raw, starts, index);
    raw.get(start..end).unwrap_or_default()
}

/// What remains without some sources, which are given in the order of the file.
pub(super) fn without(raw: &str, starts: &[usize], indices: &[usize]) -> String {
    let mut rest = String::with_capacity(raw.len());
    let mut from = 0;
    let ends = indices.iter().map(|index| bounds(raw, starts, *index));
    for (number, (start, end)) in ends.chain([(raw.len(), raw.len())]).enumerate() {
        let between = raw.get(from..start).unwrap_or_default();
        // One gap is enough where there were two.
        let has_gap = rest.is_empty() || rest.ends_with("\n\n") || rest.ends_with("\n\r\n");
        let closes_up = has_gap && number > 0;
        rest.push_str(if closes_up { between.trim_start_matches(['\r', '\n']) } else { between });
        from = end;
    }
    rest
}

/// The file with other lines in the place of one source's.
pub(super) fn replaced(raw: &str, starts: &[usize], index: usize, lines: &str) -> String {
    let (start, end) = bounds(raw, starts, index);
    let line_end = if raw.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = raw.get(..start).unwrap_or_default().to_owned();
    for line in lines.trim_matches(['\r', '\n']).lines() {
        out.push_str(line);
        out.push_str(line_end);
    }
    out.push_str(raw.get(end..).unwrap_or_default());
    out
}

/// Where the lines of a source begin and end.
fn bounds(raw: &str, starts: &[usize], index: usize) -> (usize, usize) {
    let start = lead(raw, starts.get(index).copied().unwrap_or(raw.len()));
    let limit = starts.get(index + 1).map_or(raw.len(), |next| lead(raw, *next));
    let body = raw.get(start..limit).unwrap_or_default();
    let mut end = 0;
    let mut at = 0;
    let mut attached = true;
    for line in body.split_inclusive('\n') {
        at += line.len();
        let line = line.trim();
        let says = !line.is_empty() && !line.starts_with('#');
        attached = says || (attached && !line.is_empty());
        if attached {
            end = at;
        }
    }
    (start, start + end)
}

/// Where the comment lines right above a header begin.
fn lead(raw: &str, header: usize) -> usize {
    let before = raw.get(..header).unwrap_or(raw);
    let mut start = before.rfind('\n').map_or(0, |newline| newline + 1);
    while let Some(above) = raw.get(..start).and_then(|above| above.strip_suffix('\n')) {
        let line_start = above.rfind('\n').map_or(0, |newline| newline + 1);
        if !above.get(line_start..).unwrap_or_default().trim_start().starts_with('#') {
            break;
        }
        start = line_start;
    }
    start
}
