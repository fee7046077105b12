//! A feed's XML as small trees, one for each entry, however broken it is.
//!
//! quick-xml finds the tags; what is open and what closes what is decided here, since feeds forget
//! to close, close what is not open, and end in the middle.

use std::collections::HashMap;
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::element::{Element, holds_documents, holds_markup, is_field, is_leaf};
use super::named::Named;
use super::plain;
use super::vocabulary::Vocabulary;
use crate::extract::recognise::{Recognised, recognise};
use crate::news::Address;

/// Elements deeper than this are taken for text of the one they stand in.
const MAX_DEPTH: usize = 100;
/// Elements that are read; a feed of ten thousand entries has a third of that. What comes after is left out.
const MAX_ELEMENTS: usize = 500_000;
/// Entries that are held, those that say nothing among them.
const MAX_ENTRIES: usize = super::MAX_ITEMS + 5_000;
/// Places where the markup is beyond reading that are stepped over.
const MAX_BREAKS: usize = 200;

/// A feed's XML, read.
pub(super) struct Feed {
    /// What stood around the entries.
    pub root: Element,
    /// The entries.
    pub entries: Vec<Element>,
    /// Whether the text ends within the last of them.
    pub is_cut: bool,
}

/// Builds trees from the text of a feed.
pub(super) struct Builder<'a> {
    source: &'a str,
    /// Open elements, outermost first.
    open: Vec<Element>,
    entries: Vec<Element>,
    prefixes: HashMap<String, Vocabulary>,
    document: Rc<Address>,
    /// Elements that have been read.
    elements: usize,
    /// Open elements beyond [`MAX_DEPTH`].
    too_deep: usize,
    root: Option<Element>,
    /// A server's complaints, in tags of their own, stand before the feed.
    begins_with_junk: bool,
    /// What the feed's own doctype gives a name.
    named: Named,
}

impl<'a> Builder<'a> {
    /// Reads all of a text; `Err` with the name of the first element when it is no feed's.
    pub fn read(source: &'a str, document: &Address) -> Result<Feed, String> {
        let mut builder = Self {
            source,
            open: Vec::new(),
            entries: Vec::new(),
            prefixes: HashMap::new(),
            document: Rc::new(document.clone()),
            elements: 0,
            too_deep: 0,
            root: None,
            begins_with_junk: recognise(source.as_bytes()) == Recognised::Feed,
            named: Named::default(),
        };
        builder.run()?;
        let end = source.len();
        let is_cut = builder.open.iter().any(Element::is_entry);
        // Half of an address is none, and half of a date; half of a headline is better than nothing.
        if is_cut && builder.open.last().is_some_and(|open| is_leaf(open) && open.name != "title") {
            builder.open.pop();
        }
        while !builder.open.is_empty() {
            builder.close_one(end, false);
        }
        let root = builder.root.ok_or_else(String::new)?;
        Ok(Feed { root, entries: builder.entries, is_cut })
    }

    fn run(&mut self) -> Result<(), String> {
        let mut offset = 0;
        let mut breaks = 0;
        loop {
            let mut reader = Reader::from_str(self.source.get(offset..).unwrap_or_default());
            let config = reader.config_mut();
            config.allow_dangling_amp = true;
            config.allow_unmatched_ends = true;
            config.check_end_names = false;
            loop {
                let before = offset + reader.buffer_position() as usize;
                match reader.read_event() {
                    Ok(Event::Eof) => return Ok(()),
                    Ok(_) if self.elements >= MAX_ELEMENTS => return Ok(()),
                    Ok(event) => {
                        self.take(event, before, offset + reader.buffer_position() as usize)?;
                    }
                    Err(quick_xml::Error::IllFormed(_)) => {}
                    Err(_) => {
                        offset += reader.error_position() as usize;
                        break;
                    }
                }
            }
            // The sign that could not be read is text, and reading goes on behind it.
            let rest = self.source.get(offset..).unwrap_or_default();
            if let Some(cut) = rest.strip_prefix("<![CDATA[") {
                self.text(cut);
                return Ok(());
            }
            if is_cut_tag(rest) {
                return Ok(());
            }
            breaks += 1;
            let Some(sign) = rest.chars().next().filter(|_| breaks <= MAX_BREAKS) else { return Ok(()) };
            offset += sign.len_utf8();
        }
    }

    fn take(&mut self, event: Event<'_>, before: usize, after: usize) -> Result<(), String> {
        match event {
            Event::Start(start) => self.start(&start, before, after)?,
            Event::Empty(start) => {
                self.start(&start, before, after)?;
                self.end(start.name().as_ref(), after);
            }
            Event::End(end) => self.end(end.name().as_ref(), before),
            Event::Text(text) => self.text(&String::from_utf8_lossy(&text)),
            Event::CData(_) => {
                let inside = before + "<![CDATA[".len()..after.saturating_sub("]]>".len());
                self.text(self.source.get(inside).unwrap_or_default());
            }
            Event::GeneralRef(reference) => {
                let name = String::from_utf8_lossy(&reference);
                if let Some(open) = self.open.last_mut()
                    && !self.named.push(&mut open.text, &name)
                    && !plain::push_entity(&mut open.text, &name)
                {
                    open.text.push_str(&format!("&{name};"));
                }
            }
            Event::DocType(doctype) => self.named = Named::read(&String::from_utf8_lossy(&doctype)),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, before: usize, after: usize) -> Result<(), String> {
        if self.open.len() >= MAX_DEPTH {
            self.too_deep += 1;
            return Ok(());
        }
        let raw_name = String::from_utf8_lossy(start.name().as_ref()).into_owned();
        let mut default = self.open.last().map_or(Vocabulary::Rss, |open| open.default);
        let mut attributes = Vec::new();
        for attribute in start.html_attributes().with_checks(false).flatten() {
            let key = String::from_utf8_lossy(attribute.key.as_ref()).to_ascii_lowercase();
            let raw = String::from_utf8_lossy(&attribute.value);
            let value = plain::unescape(&self.named.resolve(&raw)).into_owned();
            if key == "xmlns" {
                default = match Vocabulary::named_by(&value) {
                    // RSS has been given many default namespaces, Atom's among them.
                    Vocabulary::Other => Vocabulary::Rss,
                    Vocabulary::Atom if is_rss(&raw_name) => Vocabulary::Rss,
                    known => known,
                };
            } else if let Some(prefix) = key.strip_prefix("xmlns:") {
                self.prefixes.insert(prefix.to_owned(), Vocabulary::named_by(&value));
            } else {
                let local = key.strip_prefix("xml:").map_or(key.as_str(), |_| key.as_str());
                let local = if local.starts_with("xml:") { local } else { after_prefix(local) };
                attributes.push((local.to_owned(), value));
            }
        }
        let lower = raw_name.to_ascii_lowercase();
        if let Some((prefix, name)) = lower.split_once(':')
            && self.open.is_empty()
            && self.root.is_none()
            && self.prefixed(prefix) == Vocabulary::Other
        {
            // What is built as a feed is one, whatever its author calls the vocabulary.
            let meant = if name == "feed" { Vocabulary::Atom } else { Vocabulary::Rss };
            if is_feed_root(name) {
                self.prefixes.insert(prefix.to_owned(), meant);
            }
        }
        let (vocabulary, name) = match lower.split_once(':') {
            Some((prefix, name)) => (self.prefixed(prefix), name.to_owned()),
            None => (default, lower),
        };
        if self.open.is_empty() && self.root.is_none() && vocabulary == Vocabulary::Atom && name == "entry" {
            self.open.push(Element::around_entry(&self.document));
        }
        if self.open.is_empty() && !is_feed_root(&name) {
            let complains = self.begins_with_junk && name != "html" && name != "body";
            return if self.root.is_some() || complains { Ok(()) } else { Err(name) };
        }
        self.elements += 1;
        let base = self.base(&attributes);
        let element = Element {
            vocabulary,
            name,
            raw_name,
            attributes,
            text: String::new(),
            inner: after..after,
            begins: before,
            children: Vec::new(),
            based: !Rc::ptr_eq(&base, &self.document),
            base,
            default,
        };
        self.close_forgotten(&element);
        self.open.push(element);
        Ok(())
    }

    fn prefixed(&self, prefix: &str) -> Vocabulary {
        match self.prefixes.get(prefix) {
            Some(known) => *known,
            None => Vocabulary::usual(prefix),
        }
    }

    fn base(&self, attributes: &[(String, String)]) -> Rc<Address> {
        let outer = self.open.last().map_or(&self.document, |open| &open.base);
        let given = attributes.iter().find(|(name, _)| name == "xml:base");
        match given.and_then(|(_, base)| outer.join(base).ok()) {
            Some(base) => Rc::new(base),
            None => Rc::clone(outer),
        }
    }

    /// Closes what cannot be meant to be open any more: an entry when the next one begins, a title or
    /// link when the next field begins.
    fn close_forgotten(&mut self, next: &Element) {
        if next.is_entry()
            && let Some(position) = self.open.iter().rposition(Element::is_entry)
            && self.open.get(position..).is_some_and(|open| !open.iter().any(holds_documents))
        {
            while self.open.len() > position {
                self.close_one(next.begins, false);
            }
        }
        while self.open.last().is_some_and(|open| is_leaf(open) && is_field(next)) {
            self.close_one(next.begins, false);
        }
    }

    fn end(&mut self, raw_name: &[u8], before: usize) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
            let outer = |open: &&Element| open.raw_name.as_bytes().eq_ignore_ascii_case(raw_name);
            let outer = self.open.iter().find(outer);
            // What a feed consists of does not stand that deep: it is the end of what has been forgotten inside.
            if !outer.is_some_and(|open| open.is_entry() || holds_markup(open)) {
                return;
            }
            self.too_deep = 0;
        }
        let matches = |open: &Element| open.raw_name.as_bytes().eq_ignore_ascii_case(raw_name);
        let Some(position) = self.open.iter().rposition(matches) else { return };
        while self.open.len() > position {
            self.close_one(before, self.open.len() == position + 1);
        }
    }

    /// Closes the innermost element, at its own end or where it must have ended.
    fn close_one(&mut self, at: usize, ends_itself: bool) {
        let Some(mut element) = self.open.pop() else { return };
        element.inner.end = at.max(element.inner.start);
        let fields = if ends_itself { Vec::new() } else { element.without_fields() };
        let inside_entry = self.open.iter().any(Element::is_entry);
        match self.open.last_mut() {
            Some(_) if element.is_entry() && !inside_entry && self.entries.len() == MAX_ENTRIES => {}
            Some(_) if element.is_entry() && !inside_entry => self.entries.push(element),
            Some(parent) => {
                parent.children.push(element);
                parent.children.extend(fields);
            }
            None => {
                self.root.get_or_insert(element);
            }
        }
    }
}

/// Whether a text ends within the tag it begins with.
fn is_cut_tag(rest: &str) -> bool {
    let name = rest.strip_prefix("</").or_else(|| rest.strip_prefix('<')).unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(['<', '>'])
}

fn after_prefix(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// Whether an element, as its name is written, is one of RSS around its entries.
fn is_rss(raw_name: &str) -> bool {
    ["rss", "channel", "item"].iter().any(|name| raw_name.eq_ignore_ascii_case(name))
}

fn is_feed_root(name: &str) -> bool {
    matches!(name, "rss" | "rdf" | "feed" | "channel")
}
