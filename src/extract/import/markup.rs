//! Tags and texts of a file, whether it is XML or HTML, closed or not.
//!
//! Lists of feeds and bookmarks are written by hand and by programs of thirty years. What matters in them
//! is the order of tags; a bare `&`, an attribute without quotes or a missing end costs nothing here.

use std::borrow::Cow;

use crate::extract::feed::plain::unescape;

/// A piece of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::extract) enum Token<'a> {
    /// A tag that begins something.
    Open(Tag<'a>),
    /// A tag that ends something, by its name in lower case.
    Close(String),
    /// Text between tags, references replaced.
    Text(Cow<'a, str>),
}

/// A tag and its attributes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::extract) struct Tag<'a> {
    /// In lower case.
    pub name: String,
    /// Names as written, values with their references replaced.
    pub attributes: Vec<(&'a str, Cow<'a, str>)>,
    /// Whether it ends itself.
    pub empty: bool,
    /// Whether the file ends in it.
    pub cut: bool,
}

/// Why a value is left out in which the file ends.
pub(super) const CUT: &str = "the file breaks off in it";

impl Tag<'_> {
    /// The value of an attribute, whatever the case of its name.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(found.1.trim())
    }

    /// Whether the file ends in this value of the tag, which may be the half of one.
    pub fn breaks_off_in(&self, value: &str) -> bool {
        self.cut && self.attributes.last().is_some_and(|(_, last)| last.trim() == value)
    }
}

/// Takes a text to pieces.
pub(in crate::extract) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { rest: text }
}

/// The pieces of a text, one after the other.
pub(in crate::extract) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if let Some(inside) = self.rest.strip_prefix("<!--") {
                self.rest = inside.split_once("-->").map_or("", |(_, rest)| rest);
            } else if let Some(inside) = self.rest.strip_prefix("<![CDATA[") {
                let (text, rest) = inside.split_once("]]>").unwrap_or((inside, ""));
                self.rest = rest;
                return Some(Token::Text(Cow::Borrowed(text)));
            } else if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
                self.rest = self.rest.split_once('>').map_or("", |(_, rest)| rest);
            } else if let Some(inside) = self.rest.strip_prefix("</") {
                let (name, rest) = inside.split_once('>').unwrap_or((inside, ""));
                self.rest = rest;
                return Some(Token::Close(name.trim().to_ascii_lowercase()));
            } else if self.rest.starts_with('<')
                && self.rest[1..].starts_with(|c: char| c.is_ascii_alphabetic())
            {
                return Some(Token::Open(self.tag()));
            } else {
                let sign = usize::from(self.rest.starts_with('<'));
                let end = self.rest[sign..].find('<').map_or(self.rest.len(), |at| at + sign);
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                return Some(Token::Text(unescape(text)));
            }
        }
    }
}

impl<'a> Tokens<'a> {
    /// What has not been taken to pieces yet.
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    fn tag(&mut self) -> Tag<'a> {
        let ends_name = |c: char| c.is_whitespace() || matches!(c, '>' | '/' | '=');
        let inside = &self.rest[1..];
        let end = inside.find(ends_name).unwrap_or(inside.len());
        let mut tag = Tag { name: inside[..end].to_ascii_lowercase(), ..Tag::default() };
        let mut rest = &inside[end..];
        loop {
            rest = rest.trim_start();
            if let Some(behind) = rest.strip_prefix('>') {
                rest = behind;
                break;
            }
            if let Some(behind) = rest.strip_prefix('/') {
                tag.empty = behind.trim_start().starts_with('>');
                rest = behind;
                continue;
            }
            if rest.is_empty() || rest.starts_with('<') {
                tag.cut = rest.is_empty();
                break;
            }
            let end = rest.find(ends_name).unwrap_or(rest.len()).max(1);
            // A sign that can begin no name is stepped over whole.
            let end = (end..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            let (name, behind) = rest.split_at(end);
            let behind = behind.trim_start();
            let Some(value) = behind.strip_prefix('=').map(str::trim_start) else {
                tag.attributes.push((name, Cow::Borrowed("")));
                rest = behind;
                continue;
            };
            let (value, behind) = if let Some(quote @ ('"' | '\'')) = value.chars().next() {
                value[1..].split_once(quote).unwrap_or((&value[1..], ""))
            } else {
                let end = value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len());
                value.split_at(end)
            };
            tag.attributes.push((name, unescape(value)));
            rest = behind;
        }
        self.rest = rest;
        tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_markup_still_gives_its_tags() {
        let text = "<?xml version='1.0'?><!-- <a> --><A HREF=\"http://a.org/?a=1&b=2&amp;c=3\" b=bare C>R&D < x</a\n><br/>";
        let pieces: Vec<_> = tokens(text).collect();
        let Token::Open(tag) = &pieces[0] else { panic!("a tag") };
        assert_eq!((tag.name.as_str(), tag.get("href")), ("a", Some("http://a.org/?a=1&b=2&c=3")));
        assert_eq!((tag.get("B"), tag.get("c"), tag.get("d")), (Some("bare"), Some(""), None));
        assert_eq!(pieces[1], Token::Text("R&D ".into()));
        assert_eq!(pieces[2], Token::Text("< x".into()));
        assert_eq!(pieces[3], Token::Close("a".to_owned()));
        assert!(matches!(&pieces[4], Token::Open(tag) if tag.empty && tag.name == "br"));
        assert_eq!(tokens("<a href=\"x").count(), 1);
        let is_cut = |text| matches!(tokens(text).next(), Some(Token::Open(Tag { cut: true, .. })));
        assert!(is_cut("<a href=\"x") && is_cut("<a href=x") && is_cut("<a "));
        assert!(!is_cut("<a href=x>") && !is_cut("<a href=\"x\" <b>"));
        assert_eq!(tokens("<a é=\"x\" ß").count(), 1);
        assert_eq!(tokens("< <").count(), 2);
    }
}
