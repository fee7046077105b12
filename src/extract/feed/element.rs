//! An element of a feed, and what its name says about what belongs in it.

use std::ops::Range;
use std::rc::Rc;

use super::vocabulary::Vocabulary;
use crate::news::Address;

/// An element of a feed.
#[derive(Debug)]
pub(super) struct Element {
    pub vocabulary: Vocabulary,
    /// Its name without prefix, lower case.
    pub name: String,
    /// Its name as written, to find its end.
    pub(super) raw_name: String,
    /// Attributes by local name in lower case, references resolved.
    pub attributes: Vec<(String, String)>,
    /// Its own text, references resolved once.
    pub text: String,
    /// Where its inside stands in the source.
    pub inner: Range<usize>,
    /// Where its own tag begins there.
    pub(super) begins: usize,
    pub children: Vec<Element>,
    /// What relative addresses inside are relative to.
    pub base: Rc<Address>,
    /// Whether the feed says so itself (`xml:base`).
    pub based: bool,
    pub(super) default: Vocabulary,
}

impl Element {
    /// The value of an attribute that says something.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name)?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }

    /// Whether it is this element of this vocabulary.
    pub fn is(&self, vocabulary: Vocabulary, name: &str) -> bool {
        self.vocabulary == vocabulary && self.name == name
    }

    /// Its children of a vocabulary and name.
    pub fn all(&self, vocabulary: Vocabulary, name: &str) -> impl Iterator<Item = &Element> {
        self.children.iter().filter(move |child| child.is(vocabulary, name))
    }

    /// Its prefix as written.
    pub fn prefix(&self) -> Option<&str> {
        self.raw_name.split_once(':').map(|(prefix, _)| prefix)
    }

    /// The feed that an entry which is a document of its own does not have.
    pub(super) fn around_entry(document: &Rc<Address>) -> Self {
        Self {
            vocabulary: Vocabulary::Atom,
            name: "feed".to_owned(),
            raw_name: "feed".to_owned(),
            attributes: Vec::new(),
            text: String::new(),
            inner: 0..0,
            begins: 0,
            children: Vec::new(),
            base: Rc::clone(document),
            based: false,
            default: Vocabulary::Atom,
        }
    }

    /// Takes out what was read as a part of it only because its own end is missing: the fields of an entry
    /// from the first one on. Its text ends before them.
    pub(super) fn without_fields(&mut self) -> Vec<Element> {
        let holds_text = holds_markup(self) || is_leaf(self) || self.name == "author";
        let first = self.children.iter().position(is_field).filter(|_| holds_text);
        let Some(first) = first else { return Vec::new() };
        let fields = self.children.split_off(first);
        if let Some(next) = fields.first() {
            self.inner.end = next.begins.max(self.inner.start);
        }
        fields
    }

    pub(super) fn is_entry(&self) -> bool {
        matches!(self.vocabulary, Vocabulary::Rss | Vocabulary::Atom)
            && matches!(self.name.as_str(), "item" | "entry")
    }
}

/// Elements that hold foreign markup, where names mean nothing to a feed.
pub(super) fn holds_markup(element: &Element) -> bool {
    element.vocabulary == Vocabulary::Xhtml
        || matches!(element.name.as_str(), "content" | "description" | "summary" | "encoded" | "body")
}

/// Elements that may hold whole feeds, as examples or as text.
pub(super) fn holds_documents(element: &Element) -> bool {
    holds_markup(element)
        && (element.vocabulary != Vocabulary::Rss
            || element.attribute("type").is_some_and(|kind| kind.contains("xml")))
}

/// The names of what holds a short text.
const LEAVES: [&str; 10] =
    ["title", "link", "guid", "id", "pubdate", "updated", "published", "date", "category", "creator"];

/// Elements of an entry that hold a short text and nothing else.
pub(super) fn is_leaf(element: &Element) -> bool {
    let own = matches!(element.vocabulary, Vocabulary::Rss | Vocabulary::Atom | Vocabulary::Dc);
    let plain = element.attribute("type").is_none_or(|kind| !kind.contains("xml"));
    own && plain && LEAVES.contains(&element.name.as_str())
}

/// Elements an entry consists of.
pub(super) fn is_field(element: &Element) -> bool {
    let own = matches!(
        element.vocabulary,
        Vocabulary::Rss | Vocabulary::Atom | Vocabulary::Dc | Vocabulary::Content
    );
    let name = element.name.as_str();
    let holds = || {
        matches!(
            name,
            "item" | "entry" | "description" | "summary" | "content" | "encoded" | "author" | "enclosure"
        )
    };
    own && (LEAVES.contains(&name) || holds())
}
