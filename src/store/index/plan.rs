//! A query as it is answered: one FTS5 expression as far as that goes, sets of docs for the rest.

use rusqlite::Connection;

use super::entry::FACT;
use crate::query::{Leaf, Node, Phrase, Place, one_or, tokens};

/// How a query is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// An FTS5 expression (<https://www.sqlite.org/fts5.html>, section 3).
    Words(String),
    /// All docs from one to another.
    Docs(i64, i64),
    /// What the store itself knows.
    Known(Known),
    /// Texts with so many words.
    Length(u32, u32),
    /// All of these.
    All(Vec<Self>),
    /// One of these.
    Any(Vec<Self>),
    /// Everything but this.
    Not(Box<Self>),
}

/// What the store itself knows of stories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Unread,
    Bookmarked,
    Note,
    /// Bookmarks with one of these tags.
    Tagged(Vec<String>),
}

/// Every doc.
pub(super) fn everything() -> String {
    format!("\"{FACT}d\"")
}

/// Plans a query; stories of retired sources are left out, except what is bookmarked.
pub(super) fn plan(conn: &Connection, root: &Node) -> rusqlite::Result<Plan> {
    let wanted = of(conn, root)?;
    let retired = sources(conn, "retired_at IS NOT NULL AND stories > 0", |_| true)?;
    if retired.is_empty() {
        return Ok(wanted);
    }
    // What was kept of them is found as long as it is kept.
    let gone = all(vec![Plan::Words(retired), not(Plan::Known(Known::Bookmarked))]);
    Ok(all(vec![wanted, not(gone)]))
}

/// The expression by which hits are put in order: all words that are wanted. `None` without any.
pub(super) fn ranked(root: &Node) -> Option<String> {
    let mut parts = Vec::new();
    root.wanted(&mut |leaf| {
        if let Leaf::Words(phrase) = leaf
            && matches!(phrase.place, Place::Anywhere | Place::Title)
        {
            parts.push(words(phrase));
        }
    });
    (!parts.is_empty()).then(|| parts.join(" OR "))
}

/// Plans a part of a query.
pub(super) fn of(conn: &Connection, node: &Node) -> rusqlite::Result<Plan> {
    Ok(match node {
        Node::And(parts) => all(parts.iter().map(|part| of(conn, part)).collect::<Result<_, _>>()?),
        Node::Or(parts) => any(parts.iter().map(|part| of(conn, part)).collect::<Result<_, _>>()?),
        Node::Not(part) => not(of(conn, part)?),
        Node::Leaf(leaf) => of_leaf(conn, leaf)?,
    })
}

fn of_leaf(conn: &Connection, leaf: &Leaf) -> rusqlite::Result<Plan> {
    Ok(match leaf {
        // The story's own section, or one that its source has in the file: that is asked for each time, so that no doc
        // has to be written anew when the file changes.
        Leaf::Words(phrase) if phrase.place == Place::Section => {
            let filed = filed(conn, phrase)?;
            any([words(phrase), filed].into_iter().filter(|part| !part.is_empty()).map(Plan::Words).collect())
        }
        Leaf::Words(phrase) => Plan::Words(words(phrase)),
        Leaf::Source(wanted) => {
            let named = sources(conn, "retired_at IS NULL", |name| begins_in(name, wanted))?;
            if named.is_empty() { nothing() } else { Plan::Words(named) }
        }
        Leaf::Lang(wanted) => Plan::Words(format!("\"{FACT}l{}\"", wanted.replace(' ', ""))),
        Leaf::Text => Plan::Words(format!("\"{FACT}t\"")),
        Leaf::Days(days) => {
            Plan::Docs(i64::from(days.first.number()) << 20, i64::from(days.last.number()) << 20 | 0xf_ffff)
        }
        Leaf::Unread => Plan::Known(Known::Unread),
        Leaf::Bookmarked => Plan::Known(Known::Bookmarked),
        Leaf::Note => Plan::Known(Known::Note),
        Leaf::Length(from, to) => Plan::Length(*from, *to),
        Leaf::Tag(wanted) => {
            let mut query = conn.prepare_cached("SELECT DISTINCT name FROM tag")?;
            let names = query.query_map([], |row| row.get::<_, String>(0))?;
            let mut tags = Vec::new();
            for name in names {
                let name = name?;
                if spoken(&name) == *wanted {
                    tags.push(name);
                }
            }
            Plan::Known(Known::Tagged(tags))
        }
    })
}

/// The tokens of a name with spaces between them.
fn spoken(name: &str) -> String {
    let cut = tokens(name);
    let words = cut.iter().filter(|token| !token.tail || cut.len() == 1).map(|token| token.text.as_str());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether the words stand in a name, from the beginning of one of its own.
fn begins_in(name: &str, wanted: &str) -> bool {
    format!(" {}", spoken(name)).contains(&format!(" {wanted}"))
}

/// The sources of a kind whose slug or title is wanted, as an expression.
fn sources(conn: &Connection, kind: &str, wanted: impl Fn(&str) -> bool) -> rusqlite::Result<String> {
    let mut query = conn.prepare_cached(&format!("SELECT id, slug, title FROM source WHERE {kind}"))?;
    let rows = query.query_map([], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
    })?;
    let mut named = Vec::new();
    for row in rows {
        let (id, slug, title) = row?;
        if wanted(&slug) || wanted(&title) {
            named.push(format!("\"{FACT}s{id}\""));
        }
    }
    Ok(named.join(" OR "))
}

/// The sources that have a section in the file with these words in its name, as an expression.
fn filed(conn: &Connection, phrase: &Phrase) -> rusqlite::Result<String> {
    let mut query = conn.prepare_cached("SELECT id, sections FROM source WHERE sections <> ''")?;
    let mut rows = query.query([])?;
    let mut named = Vec::new();
    while let Some(row) = rows.next()? {
        if row.get_ref(1)?.as_str()?.lines().any(|section| phrase.stands_in(section)) {
            named.push(format!("\"{FACT}s{}\"", row.get::<_, i64>(0)?));
        }
    }
    Ok(named.join(" OR "))
}

/// A phrase as an expression. Tokens are letters and digits only, so nothing in them needs care.
fn words(phrase: &Phrase) -> String {
    let kind = match phrase.place {
        Place::Author => Some('a'),
        Place::Section => Some('c'),
        Place::Anywhere | Place::Title => None,
    };
    let token = |token: &String| match kind {
        Some(kind) => format!("{FACT}{kind}{token}"),
        None => token.clone(),
    };
    let tokens: Vec<String> = phrase.tokens.iter().map(token).collect();
    let open = if phrase.open { " *" } else { "" };
    let title = if phrase.place == Place::Title { "title : " } else { "" };
    format!("{title}\"{}\"{open}", tokens.join(" "))
}

fn nothing() -> Plan {
    Plan::Any(Vec::new())
}

fn all(parts: Vec<Plan>) -> Plan {
    let (mut wanted, mut unwanted, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    let (mut from, mut to) = (i64::MIN, i64::MAX);
    for part in parts {
        match part {
            Plan::Words(words) => wanted.push(format!("({words})")),
            Plan::Docs(first, last) => (from, to) = (from.max(first), to.min(last)),
            Plan::Not(inner) => match *inner {
                Plan::Words(words) => unwanted.push(format!("({words})")),
                inner => rest.push(not(inner)),
            },
            Plan::All(parts) => {
                for part in parts {
                    match part {
                        Plan::Words(words) => wanted.push(format!("({words})")),
                        Plan::Docs(first, last) => (from, to) = (from.max(first), to.min(last)),
                        part => rest.push(part),
                    }
                }
            }
            part => rest.push(part),
        }
    }
    if wanted.is_empty() && !unwanted.is_empty() {
        wanted.push(everything());
    }
    let mut out = Vec::new();
    if !wanted.is_empty() {
        let mut words = wanted.join(" AND ");
        if !unwanted.is_empty() {
            words = format!("({words}) NOT ({})", unwanted.join(" OR "));
        }
        out.push(Plan::Words(words));
    }
    if (from, to) != (i64::MIN, i64::MAX) {
        out.push(Plan::Docs(from, to));
    }
    out.extend(rest);
    one_or(out, Plan::All)
}

fn any(parts: Vec<Plan>) -> Plan {
    let mut words = Vec::new();
    let mut rest = Vec::new();
    for part in parts {
        match part {
            Plan::Words(part) => words.push(format!("({part})")),
            Plan::Any(parts) => rest.extend(parts),
            part => rest.push(part),
        }
    }
    if !words.is_empty() {
        rest.insert(0, Plan::Words(words.join(" OR ")));
    }
    one_or(rest, Plan::Any)
}

fn not(part: Plan) -> Plan {
    match part {
        Plan::Not(inner) => *inner,
        part => Plan::Not(Box::new(part)),
    }
}
