//! A file of entries read for what it says alone: its tables and values with their places, without the comments and blanks
//! that an edit keeps. Of a file with many entries that takes a fraction of the time.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::given::Given;
use super::setting::Value;
use crate::news::Fault;
use crate::query::nearest;

/// A value, and where it stands.
pub(super) type Found<'t> = Spanned<DeValue<'t>>;

/// What a file says.
pub(super) fn parse(given: Given<'_>) -> Result<Spanned<DeTable<'_>>, Fault> {
    DeTable::parse(given.raw).map_err(|error| match given.document() {
        // There it is said in words.
        Err(fault) => fault,
        Ok(_) => given.fault(error.span(), error.message()),
    })
}

/// A table in a file; makes faults that say where.
#[derive(Clone)]
pub(super) struct Fields<'t> {
    /// The file.
    pub given: Given<'t>,
    table: &'t DeTable<'t>,
    /// Where the table begins and ends.
    pub span: Range<usize>,
}

impl<'t> Fields<'t> {
    /// The whole file.
    pub fn all(given: Given<'t>, said: &'t Spanned<DeTable<'t>>) -> Self {
        Self { given, table: said.get_ref(), span: said.span() }
    }

    /// The table that a value is.
    pub fn of(given: Given<'t>, found: &'t Found<'t>) -> Option<Self> {
        let table = found.get_ref().as_table()?;
        Some(Self { given, table, span: found.span() })
    }

    /// The tables that stand under heads in double brackets; `None` where the value is anything else.
    pub fn under_heads(given: Given<'t>, found: &'t Found<'t>) -> Option<Vec<Self>> {
        let entries = found.get_ref().as_array()?;
        given.raw.get(found.span())?.starts_with("[[").then_some(())?;
        entries.iter().map(|entry| Self::of(given, entry)).collect()
    }

    /// The value at a key.
    pub fn get(&self, key: &str) -> Option<&'t Found<'t>> {
        self.table.get(key)
    }

    /// Keys with their places and values, in the order of the file.
    pub fn pairs(&self) -> Vec<(&'t str, Range<usize>, &'t Found<'t>)> {
        let pairs = self.table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value));
        let mut pairs: Vec<_> = pairs.collect();
        pairs.sort_by_key(|(_, span, _)| span.start);
        pairs
    }

    /// A fault at a place: `PATH:LINE:COLUMN: sentence`.
    pub fn fault(&self, span: Range<usize>, sentence: impl AsRef<str>) -> Fault {
        self.given.fault(Some(span), sentence)
    }

    /// Refuses keys that are not among the known ones.
    pub fn only(&self, what: &str, known: &[&str]) -> Result<(), Fault> {
        if self.table.keys().all(|key| known.contains(&key.get_ref().as_ref())) {
            return Ok(());
        }
        for (key, span, _) in self.pairs() {
            if !known.contains(&key) {
                let fault = self.fault(span, format!("{what} has no `{key}`"));
                return Err(match nearest(key, known) {
                    Some(near) => fault.hint(format!("did you mean `{near}`")),
                    None => fault.hint(format!("there are {}", known.join(", "))),
                });
            }
        }
        Ok(())
    }

    /// The text at a key, if there is one, with its place; anything but a text is refused.
    pub fn text(&self, key: &str) -> Result<Option<(&'t str, Range<usize>)>, Fault> {
        let Some(found) = self.get(key) else { return Ok(None) };
        match found.get_ref().as_str() {
            Some(text) => Ok(Some((text, found.span()))),
            None => Err(self.fault(
                found.span(),
                format!("`{key}` is a text in quotes, not {}", a_kind(found.get_ref())),
            )),
        }
    }
}

/// What a value is as a setting; `None` for tables, dates and lists of other things than texts.
pub(super) fn value<'t>(found: &'t DeValue<'t>) -> Option<Value<'t>> {
    Some(match found {
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Integer(value) => Value::Int(i64::from_str_radix(value.as_str(), value.radix()).ok()?),
        DeValue::Float(value) => Value::Float(value.as_str().parse().ok()?),
        DeValue::String(text) => Value::Text(text),
        DeValue::Array(all) => {
            Value::List(all.iter().map(|one| one.get_ref().as_str()).collect::<Option<_>>()?)
        }
        DeValue::Datetime(_) | DeValue::Table(_) => return None,
    })
}

/// What kind of value it is, with its article.
pub(super) fn a_kind(found: &DeValue<'_>) -> &'static str {
    match found {
        DeValue::Integer(_) => "an integer",
        DeValue::Array(_) => "a list",
        DeValue::Boolean(_) => "true or false",
        DeValue::Float(_) => "a number",
        DeValue::String(_) => "a text",
        DeValue::Datetime(_) => "a date",
        DeValue::Table(_) => "a table",
    }
}
