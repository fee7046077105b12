//! Other routes in the place of a source's old ones, with the comments that stand beside them.
//!
//! A route that stays keeps the lines above it and the words behind it, wherever it goes; one that was edited
//! is edited in its place. Both ways of writing them are kept: a list, and `[[source.routes]]`.

use toml_edit::{Array, ArrayOfTables, Item, RawString, Table, TableLike, Value};

use crate::news::Route;

/// Which old route each new one is, by index; none for one that was added.
pub(super) fn origins(before: &[Route], after: &[Route]) -> Vec<Option<usize>> {
    let mut free: Vec<usize> = (0..before.len()).collect();
    let mut take = |wanted: &dyn Fn(usize) -> bool| {
        let at = free.iter().position(|at| wanted(*at))?;
        Some(free.remove(at))
    };
    let mut origins: Vec<Option<usize>> =
        after.iter().map(|route| take(&|at| before.get(at) == Some(route))).collect();
    // As many as before: what is new stands for what is gone.
    if before.len() == after.len() {
        for origin in &mut origins {
            *origin = origin.or_else(|| take(&|_| true));
        }
    }
    origins
}

/// The list with these routes; `fresh` are all of them as they are written anew.
pub(super) fn in_list(old: &Array, fresh: &Array, origins: &[Option<usize>]) -> Array {
    let set = Set::of(old);
    let mut out = Array::new();
    let mut before = set.opening.clone();
    for (origin, fresh) in origins.iter().zip(fresh.iter()) {
        let kept = origin.and_then(|at| old.get(at));
        let mut value = kept.unwrap_or(fresh).clone();
        if let Some((table, fresh)) = value.as_inline_table_mut().zip(fresh.as_inline_table()) {
            rewrite(table, fresh);
        }
        let lead = origin.and_then(|at| set.leads.get(at).cloned()).unwrap_or_else(|| set.indent());
        let lead = if before.contains('#') && !lead.starts_with('\n') { set.indent() } else { lead };
        *value.decor_mut() = toml_edit::Decor::new(before + &lead, "");
        before = origin.and_then(|at| set.tails.get(at).cloned()).unwrap_or_default();
        out.push_formatted(value);
    }
    let end = if set.end.is_empty() && before.contains('#') { "\n" } else { &set.end };
    out.set_trailing_comma(old.trailing_comma());
    out.set_trailing(before + end);
    *out.decor_mut() = old.decor().clone();
    out
}

/// The tables with these routes.
pub(super) fn in_tables(old: &ArrayOfTables, fresh: &Array, origins: &[Option<usize>]) -> ArrayOfTables {
    let mut places: Vec<Option<isize>> = old.iter().map(Table::position).collect();
    places.sort_unstable();
    let mut places = places.into_iter();
    let mut out = ArrayOfTables::new();
    for (origin, fresh) in origins.iter().zip(fresh.iter().filter_map(Value::as_inline_table)) {
        let mut table = origin.and_then(|at| old.get(at)).cloned().unwrap_or_default();
        rewrite(&mut table, fresh);
        // The file has its tables in the order of these numbers.
        table.set_position(places.next().flatten());
        out.push(table);
    }
    out
}

/// Makes a route say what another says; what both say stays as it is written.
fn rewrite(route: &mut dyn TableLike, wanted: &dyn TableLike) {
    for key in ["kind", "url", "template", "from", "to"] {
        let value = wanted.get(key).and_then(Item::as_value);
        match (value, route.get_mut(key).and_then(Item::as_value_mut)) {
            (None, _) => drop(route.remove(key)),
            (Some(new), Some(old)) => {
                let same = match (old.as_str(), new.as_str()) {
                    (Some(old), Some(new)) => old == new,
                    _ => old.to_string().trim().trim_matches('"') == new.to_string().trim(),
                };
                if !same {
                    let decor = old.decor().clone();
                    *old = new.clone();
                    *old.decor_mut() = decor;
                }
            }
            (Some(new), None) => {
                let mut new = new.clone();
                *new.decor_mut() = toml_edit::Decor::new(" ", "");
                route.insert(key, Item::Value(new));
            }
        }
    }
}

/// What stands between the routes of a list: of each the lines above it and the words behind it.
struct Set {
    opening: String,
    leads: Vec<String>,
    tails: Vec<String>,
    end: String,
}

impl Set {
    fn of(list: &Array) -> Self {
        let text = |raw: Option<&RawString>| raw.and_then(RawString::as_str).unwrap_or_default().to_owned();
        let mut set =
            Self { opening: String::new(), leads: Vec::new(), tails: Vec::new(), end: String::new() };
        let mut suffix = String::new();
        for (at, value) in list.iter().enumerate() {
            let (tail, lead) = parted(&(suffix + &text(value.decor().prefix())));
            if at == 0 {
                set.opening = tail;
            } else {
                set.tails.push(tail);
            }
            set.leads.push(lead);
            suffix = text(value.decor().suffix());
        }
        let (tail, end) = parted(&(suffix + &text(Some(list.trailing()))));
        set.tails.push(tail);
        set.end = end;
        set
    }

    /// The start of a line for one more.
    fn indent(&self) -> String {
        let lead = self.leads.iter().find_map(|lead| lead.rsplit_once('\n'));
        format!("\n{}", lead.map_or("    ", |(_, indent)| indent))
    }
}

/// The rest of a line, and the lines behind it.
fn parted(between: &str) -> (String, String) {
    match between.find('\n') {
        Some(end) => {
            let (tail, lines) = between.split_at(end);
            (tail.trim_end().to_owned(), lines.to_owned())
        }
        None => (String::new(), between.to_owned()),
    }
}
