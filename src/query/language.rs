//! The query language: words, phrases, `and or not ( )`, and conditions like `source:wire`.

use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use super::lexer::{Piece, Placed, pieces};
use super::marks::Marker;
use super::node::{Leaf, Node, Phrase, Place};
use super::tokens::phrase;
use super::{QueryError, value};
use crate::locale::Locale;
use crate::news::Day;

/// How deep brackets may stand in one another.
const DEEPEST: usize = 50;
/// Letters from which a word that is being typed is the beginning of one.
const OPEN_FROM: usize = 4;

/// A query that was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    text: String,
    root: Option<Node>,
}

impl Query {
    /// Reads a query. Words side by side must all be there; `or` binds weaker than that, `not` and `-`
    /// stronger. `today` and `locale` are for dates in words. While it is `typed`, a last word of four letters
    /// or more is the beginning of one, unless it is denied: its beginnings would hide what was not meant.
    /// Otherwise only a word with `*` behind it is.
    pub fn parse(text: &str, today: Day, locale: Locale, typed: bool) -> Result<Self, QueryError> {
        let all = pieces(text)?;
        let end = text.chars().count();
        let open_end = typed && text.chars().next_back().is_some_and(|c| !c.is_whitespace());
        let last = all.len().checked_sub(1).filter(|_| open_end);
        let left = all.into_iter().enumerate().peekable();
        let mut parser = Parser { left, last, denied: false, end, today, locale };
        if parser.left.peek().is_none() {
            return Ok(Self { text: text.to_owned(), root: None });
        }
        let root = parser.either(0)?;
        match parser.left.next() {
            None => Ok(Self { text: text.to_owned(), root: Some(root) }),
            Some((_, extra)) => Err(QueryError::new(extra.at, "nothing is open that could be closed here")),
        }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it asks for; `None` for an empty query.
    pub fn root(&self) -> Option<&Node> {
        self.root.as_ref()
    }

    /// What marks its words in a text.
    pub fn marker(&self) -> Marker {
        Marker::of(self.root.as_ref())
    }
}

struct Parser {
    left: Peekable<std::iter::Enumerate<IntoIter<Placed>>>,
    /// The piece that is being typed.
    last: Option<usize>,
    /// Whether what is read stands behind a `not`.
    denied: bool,
    end: usize,
    today: Day,
    locale: Locale,
}

impl Parser {
    /// `a or b`.
    fn either(&mut self, depth: usize) -> Result<Node, QueryError> {
        let mut parts = vec![self.together(depth)?];
        while self.left.next_if(|(_, next)| next.piece == Piece::Or).is_some() {
            parts.push(self.together(depth)?);
        }
        Ok(one_or(parts, Node::Or))
    }

    /// `a b`, `a and b`.
    fn together(&mut self, depth: usize) -> Result<Node, QueryError> {
        let mut parts = vec![self.one(depth)?];
        loop {
            match self.left.peek().map(|(_, next)| &next.piece) {
                None | Some(Piece::Or | Piece::Close) => break,
                Some(Piece::And) => {
                    self.left.next();
                    parts.push(self.one(depth)?);
                }
                Some(_) => parts.push(self.one(depth)?),
            }
        }
        Ok(one_or(parts, Node::And))
    }

    fn one(&mut self, depth: usize) -> Result<Node, QueryError> {
        let Some((number, Placed { piece, at })) = self.left.next() else {
            return Err(QueryError::new(self.end..self.end, "something has to follow here"));
        };
        match piece {
            Piece::Not => {
                let outer = std::mem::replace(&mut self.denied, true);
                let denied = self.one(depth);
                self.denied = outer;
                Ok(Node::Not(Box::new(denied?)))
            }
            Piece::Open if depth >= DEEPEST => {
                Err(QueryError::new(at, "the brackets stand too deep in one another"))
            }
            Piece::Open => {
                let inner = self.either(depth + 1)?;
                match self.left.next() {
                    Some((_, Placed { piece: Piece::Close, .. })) => Ok(inner),
                    _ => Err(QueryError::new(at, "the bracket is not closed")),
                }
            }
            Piece::Close => Err(QueryError::new(at, "something has to stand before the bracket")),
            Piece::And | Piece::Or => Err(QueryError::new(at, "a word has to stand on both sides")),
            Piece::Words(words, quoted) => {
                self.words(&words, quoted, number, at, Place::Anywhere).map(Node::Leaf)
            }
            Piece::Field(name) => self.field(&name, at),
        }
    }

    fn words(
        &self,
        words: &str,
        quoted: bool,
        number: usize,
        at: Range<usize>,
        place: Place,
    ) -> Result<Leaf, QueryError> {
        let starred = !quoted && words.ends_with('*');
        let (tokens, begins) = phrase(words);
        let Some(last) = tokens.last() else {
            return Err(QueryError::new(at, "there is no letter and no digit in this"));
        };
        // Where vowels are not written three letters say as much, and the article is left off already.
        let vowelless = last.chars().next().is_some_and(|c| matches!(c, '\u{590}'..='\u{6ff}'));
        let open_from = OPEN_FROM - usize::from(vowelless);
        let typed = !quoted && !self.denied && self.last == Some(number);
        let typing = typed && last.chars().count() >= open_from;
        Ok(Leaf::Words(Phrase { open: begins || starred || typing, tokens, place }))
    }

    fn field(&mut self, name: &str, at: Range<usize>) -> Result<Node, QueryError> {
        if !value::FIELDS.contains(&name) {
            let known = value::FIELDS.join(": ");
            return Err(QueryError::new(at, format!("`{name}:` is unknown; there are {known}:")));
        }
        let follows = self.left.next_if(|(_, next)| {
            next.at.start == at.end
                && (matches!(next.piece, Piece::Words(..)) || matches!(next.piece, Piece::Not))
        });
        let Some((number, Placed { piece: Piece::Words(words, quoted), at: place })) = follows else {
            let example = value::example(name);
            return Err(QueryError::new(at, format!("a value has to follow: {example}")));
        };
        let told = value::Told { words: &words, today: self.today, locale: self.locale };
        let leaf = match name {
            "title" => return self.words(&words, quoted, number, place, Place::Title).map(Node::Leaf),
            "author" => return self.words(&words, quoted, number, place, Place::Author).map(Node::Leaf),
            "section" => return self.words(&words, quoted, number, place, Place::Section).map(Node::Leaf),
            _ => told.leaf(name),
        };
        leaf.map_err(|sentence| QueryError::new(place, sentence))
    }
}

/// Parts joined; one alone is itself.
pub fn one_or<T>(mut parts: Vec<T>, join: fn(Vec<T>) -> T) -> T {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            join(parts)
        }
        None => join(parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::DayRange;
    use proptest::prelude::*;

    fn today() -> Day {
        "2026-11-13".parse().unwrap()
    }

    fn parse(text: &str) -> Result<Query, QueryError> {
        Query::parse(text, today(), Locale::default(), false)
    }

    /// The tree in brackets: `(and a (or b c))`.
    fn shape(node: &Node) -> String {
        let list = |name: &str, parts: &[Node]| {
            format!("({name} {})", parts.iter().map(shape).collect::<Vec<_>>().join(" "))
        };
        match node {
            Node::And(parts) => list("and", parts),
            Node::Or(parts) => list("or", parts),
            Node::Not(part) => format!("-{}", shape(part)),
            Node::Leaf(Leaf::Words(phrase)) => {
                let star = if phrase.open { "*" } else { "" };
                let place = match phrase.place {
                    Place::Anywhere => "",
                    Place::Title => "title:",
                    Place::Author => "author:",
                    Place::Section => "section:",
                };
                format!("{place}{}{star}", phrase.tokens.join("+"))
            }
            Node::Leaf(Leaf::Days(DayRange { first, last })) => format!("{first}..{last}"),
            Node::Leaf(leaf) => format!("{leaf:?}"),
        }
    }

    fn read(text: &str) -> String {
        parse(text).unwrap().root().map_or_else(String::new, shape)
    }

    #[test]
    fn words_join_and_bind() {
        for (text, tree) in [
            ("", ""),
            ("grain corridor", "(and grain corridor)"),
            ("\"grain corridor\" -talks", "(and grain+corridor -talks)"),
            ("a or b and c", "(or a (and b c))"),
            ("(a OR b) c", "(and (or a b) c)"),
            ("not (a b)", "-(and a b)"),
            ("a | b", "(or a b)"),
            ("Élysée don't", "(and elysee don+t)"),
            ("grai*", "grai*"),
            ("中", "中*"),
            ("«зерновой коридор»", "зерновой+коридор"),
            ("co-operate", "co+operate"),
            ("https://a.example/x", "https+a+example+x"),
            ("12:30", "12+30"),
            ("title:\"a b\" author:kairat section:world", "(and title:a+b author:kairat section:world)"),
            ("is:unread", "Unread"),
            ("is:read", "-Unread"),
            ("words:>800", "Length(801, 4294967295)"),
            ("words:<=300", "Length(0, 300)"),
            ("words:200..300", "Length(200, 300)"),
            ("date:2026-11", "2026-11-01..2026-11-30"),
            ("date:2025", "2025-01-01..2025-12-31"),
            ("date:2026-11-03..2026-11-09", "2026-11-03..2026-11-09"),
            ("date:2026-10..", "2026-10-01..9998-12-31"),
            ("before:2026-11", "0001-01-01..2026-10-31"),
            ("after:2026-11-03", "2026-11-04..9998-12-31"),
            ("newer:3d", "2026-11-10..9998-12-31"),
            ("older:1w", "0001-01-01..2026-11-05"),
            ("date:yesterday", "2026-11-12..2026-11-12"),
        ] {
            assert_eq!(read(text), tree, "{text}");
        }
    }

    #[test]
    fn an_error_has_a_place_and_a_sentence() {
        for (text, at, sentence) in [
            ("grain (corr", 6..7, "the bracket is not closed"),
            ("a \"b c", 2..6, "the quote is not closed"),
            ("a or", 4..4, "something has to follow here"),
            ("a )", 2..3, "nothing is open that could be closed here"),
            ("or a", 0..2, "a word has to stand on both sides"),
            ("a source:", 2..9, "a value has to follow: source:wire"),
            ("is:green", 3..8, "there are is:unread, is:read and is:bookmarked"),
            ("date:someday", 5..12, "`someday` is no date: try 2026-11, 2026-11-03..2026-11-09 or fri"),
            ("newer:3q", 6..8, "`3q` is no time ago: try 3d, 2w or 2026-11-03"),
            ("…", 0..1, "there is no letter and no digit in this"),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!((error.at, error.sentence.as_str()), (at, sentence), "{text}");
        }
        assert!(parse("colour:red").unwrap_err().sentence.starts_with("`colour:` is unknown"));
        assert!(parse(&"(".repeat(900)).is_err());
    }

    #[test]
    fn the_word_that_is_typed_is_the_beginning_of_one() {
        let typed = |text: &str| Query::parse(text, today(), Locale::default(), true).unwrap();
        let shape_of = |text: &str| typed(text).root().map_or_else(String::new, shape);
        assert_eq!(shape_of("grain corr"), "(and grain corr*)");
        assert_eq!(shape_of("grain cor"), "(and grain cor)");
        assert_eq!(shape_of("grain corr "), "(and grain corr)");
        assert_eq!(shape_of("الحبو"), "حبو*");
        assert_eq!(shape_of("\"grain corr\""), "grain+corr");
        assert_eq!(shape_of("story -coun"), "(and story -coun)");
        assert_eq!(shape_of("story not title:coun"), "(and story -title:coun)");
        assert_eq!(shape_of("story -coun tall"), "(and story -coun tall*)");
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in any::<String>(), typed: bool) {
            if let Err(error) = Query::parse(&text, today(), Locale::default(), typed) {
                prop_assert!(error.at.start <= error.at.end);
                prop_assert!(error.at.end <= text.chars().count().max(1));
                prop_assert!(!error.sentence.is_empty());
            }
        }

        #[test]
        fn no_query_breaks_it(
            parts in prop::collection::vec(prop_oneof![
                Just("("), Just(")"), Just("or"), Just("and"), Just("not"), Just("-"), Just("\""), Just("grain"),
                Just("source:"), Just("date:"), Just("2026-11"), Just(".."), Just("words:>"), Just("中国"), Just(" "), Just("*"),
            ], 0..24), typed: bool,
        ) {
            let text = parts.concat();
            if let Ok(query) = Query::parse(&text, today(), Locale::default(), typed) {
                // What is kept of it is read again, no longer as something that is being typed.
                let kept = Query::parse(query.text().trim(), today(), Locale::default(), false).unwrap();
                let written = Query::parse(&text, today(), Locale::default(), false).unwrap();
                prop_assert_eq!(kept.root().map(shape), written.root().map(shape));
            }
        }
    }
}
