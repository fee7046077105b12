//! The text of an element, as it is meant: markup or plain, wrapped, escaped or packed as feeds do it.

use std::rc::Rc;

use super::element::Element;
use super::vocabulary::Vocabulary::{Atom, Xhtml};
use super::{plain, signed};
use crate::news::{Address, RawHtml, Text};

/// Characters a deck may have.
const DECK: usize = 300;
/// Bytes of text that are enough to make a deck of.
const ENOUGH: usize = 4 * DECK;

/// Letters that a text has at most which only leads on ("Read more").
const LEADS_ON: usize = 60;

/// The text of an element as its type says it is meant.
pub(super) enum Value {
    /// Markup, and what its links are relative to where the feed says so.
    Html(String, Option<Rc<Address>>),
    Plain(String),
}

impl Value {
    /// One run of plain text.
    pub fn text(&self) -> String {
        match self {
            Self::Html(html, _) => plain::text_of(&plain::once_escaped(html)),
            Self::Plain(text) => plain::unescape(text).into_owned(),
        }
    }

    /// The same of a title, which may be about tags.
    pub fn title(&self) -> String {
        match self {
            Self::Html(html, _) => plain::title_of(&plain::once_escaped(html)),
            Self::Plain(_) => self.text(),
        }
    }

    /// The same without the lines under it that a program has put there.
    pub fn unsigned(self, page: Option<&Address>, title: &str) -> Self {
        match self {
            Self::Html(html, base) => {
                let unsigned = signed::without(&plain::once_escaped(&html), page, title);
                Self::Html(unsigned.unwrap_or(html), base)
            }
            plain @ Self::Plain(_) => plain,
        }
    }

    /// Whether it says so little beside another text that it only leads on to the page.
    pub fn only_leads_on(&self, other: &Self) -> bool {
        let letters =
            |value: &Self| value.text().chars().filter(|c| !c.is_whitespace()).take(LEADS_ON * 2).count();
        let Self::Html(html, _) = self else { return false };
        let shows = ["<img", "<video", "<audio", "<iframe", "<object", "<embed"];
        let own = letters(self);
        own < LEADS_ON && letters(other) >= LEADS_ON * 2 && !shows.iter().any(|tag| html.contains(tag))
    }

    /// The beginning as a deck.
    pub fn deck(&self) -> Text {
        let text = match self {
            Self::Html(html, _) => plain::text_upto(&plain::once_escaped(html), ENOUGH),
            Self::Plain(text) => text.clone(),
        };
        Text::line(&plain::shorten(&Text::line(&text), DECK))
    }

    /// As markup, with what its links are relative to.
    pub fn html(self) -> RawHtml {
        match self {
            Self::Html(html, base) => {
                RawHtml::new(plain::once_escaped(&html)).with_base(base.map(|base| Address::clone(&base)))
            }
            Self::Plain(text) => RawHtml::new(plain::escape(&text)),
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Html(text, _) | Self::Plain(text) => text.trim().is_empty(),
        }
    }
}

/// What an element says. Atom names the type of its texts; everywhere else they are HTML.
pub(super) fn value(element: &Element, source: &str) -> Value {
    let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
    let mode = element.attribute("mode").unwrap_or_default();
    let html = |html| Value::Html(html, element.based.then(|| Rc::clone(&element.base)));
    if mode == "base64" || kind == "application/octet-stream" {
        return html(base64(&element.text));
    }
    if !element.children.is_empty() {
        let inner = source.get(element.inner.clone()).unwrap_or_default();
        return html(unprefixed(&unwrapped(inner), element));
    }
    let literal = match kind.as_str() {
        "text" | "text/plain" | "plain" => true,
        "" => element.vocabulary == Atom,
        _ => false,
    };
    let text = unsectioned(&element.text);
    if literal && !(kind.is_empty() && plain::is_plainly_html(text)) {
        return Value::Plain(text.to_owned());
    }
    html(text.to_owned())
}

/// A text without the CDATA section that a program has written as text.
fn unsectioned(text: &str) -> &str {
    let inside = text.trim().strip_prefix("<![CDATA[").and_then(|rest| rest.strip_suffix("]]>"));
    inside.unwrap_or(text)
}

/// Markup with its CDATA sections as the text they are.
fn unwrapped(inner: &str) -> String {
    let mut out = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((before, after)) = rest.split_once("<![CDATA[") {
        out.push_str(before);
        let (text, tail) = after.split_once("]]>").unwrap_or((after, ""));
        out.push_str(text);
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// `<xhtml:p>` as `<p>`.
fn unprefixed(html: &str, element: &Element) -> String {
    let first = element.children.first();
    let prefix = first.filter(|child| child.vocabulary == Xhtml).and_then(|child| child.prefix());
    match prefix {
        Some(prefix) => html.replace(&format!("<{prefix}:"), "<").replace(&format!("</{prefix}:"), "</"),
        None => html.to_owned(),
    }
}

/// RFC 4648, section 4; signs that do not belong are skipped.
fn base64(text: &str) -> String {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = (bits << 6 | u32::from(value)) & 0xff_ffff;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
