//! Addresses that may be fetched or opened.

mod words;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;
use url::Url;

/// An absolute `http` or `https` URL with a host, without a user name or password, without a
/// fragment, at most 4,096 bytes long (WHATWG URL; servers take that much).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Url);

/// Why a text is not an [`Address`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AddressError {
    /// Not a URL at all.
    #[error("it is not a web address")]
    NotAnAddress,
    /// A scheme other than `http` and `https`.
    #[error("only http and https addresses are read")]
    Scheme,
    /// Longer than 4,096 bytes.
    #[error("the address is longer than 4,096 characters")]
    TooLong,
}

/// Bytes an address may have.
const MAX_LEN: usize = 4096;

impl Address {
    /// Reads an absolute address.
    pub fn parse(raw: &str) -> Result<Self, AddressError> {
        Self::from_url(Url::parse(raw.trim()).map_err(|_| AddressError::NotAnAddress)?)
    }

    /// Reads what a person typed: `example.org/news` is taken for `https://example.org/news`, `nas:8080/feed` for that
    /// host and port, and what this machine serves itself (`localhost:8000`) is taken for `http`.
    pub fn typed(raw: &str) -> Result<Self, AddressError> {
        let raw = meant(raw);
        if raw.contains("://") {
            return Self::parse(raw);
        }
        let authority = authority(raw);
        let (host, port) = host_and_port(authority).ok_or(AddressError::NotAnAddress)?;
        let named = host.contains('.') || host.starts_with('[') || host == "localhost" || port.is_some();
        if !named || authority.contains(char::is_whitespace) {
            return Err(AddressError::NotAnAddress);
        }
        Self::parse(&Self::ways(raw)[0])
    }

    /// What a person typed without a scheme, with the likelier one before it and with the other; also of a template.
    pub fn ways(raw: &str) -> Vec<String> {
        let raw = meant(raw);
        if raw.contains("://") {
            return vec![raw.to_owned()];
        }
        let (https, http) = (format!("https://{raw}"), format!("http://{raw}"));
        if is_own(authority(raw)) { vec![http, https] } else { vec![https, http] }
    }

    /// The address by the less likely scheme, where a person typed none.
    pub fn other_way(raw: &str) -> Option<Self> {
        Self::ways(raw).get(1).and_then(|way| Self::parse(way).ok())
    }

    /// Resolves a link found on the page at this address.
    pub fn join(&self, link: &str) -> Result<Self, AddressError> {
        let link = link.trim();
        let joined = match for_readers(link) {
            // `feed://host/` tells no scheme of its own: that of the page.
            Some(rest) if !rest.contains("://") => self.0.join(&format!("//{rest}")),
            Some(rest) => self.0.join(rest),
            None => self.0.join(link),
        };
        Self::from_url(joined.map_err(|_| AddressError::NotAnAddress)?)
    }

    fn from_url(mut url: Url) -> Result<Self, AddressError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(AddressError::Scheme);
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(AddressError::NotAnAddress);
        }
        // These cannot fail for a URL that has a host; an address never carries credentials.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.set_fragment(None);
        if url.as_str().len() > MAX_LEN {
            return Err(AddressError::TooLong);
        }
        Ok(Self(url))
    }

    /// The address as the URL standard writes it: ASCII, the host in punycode.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The URL.
    pub fn url(&self) -> &Url {
        &self.0
    }

    /// The host, lower case.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The host as people say it: without `www.`.
    pub fn bare_host(&self) -> &str {
        without_www(self.host())
    }

    /// The address as people say it: without its scheme and `www.`.
    pub fn as_said(&self) -> &str {
        without_www(self.as_str().split_once("://").map_or("", |(_, rest)| rest))
    }

    /// Host and port, the lane that politeness and trust are kept by.
    pub fn authority(&self) -> (String, u16) {
        (self.host().to_owned(), self.0.port_or_known_default().unwrap_or(0))
    }

    /// The front page of its site.
    #[must_use]
    pub fn root(&self) -> Self {
        let mut url = self.0.clone();
        url.set_path("/");
        url.set_query(None);
        Self(url)
    }

    /// The address that identifies a story: `http` as `https`, no `www.`, no tracking parameters, no
    /// trailing slash. Two addresses with equal keys are taken for one story; never fetched.
    pub fn key(&self) -> String {
        let mut key = self.bare_host().to_owned();
        if let Some(port) = self.0.port() {
            key.push_str(&format!(":{port}"));
        }
        key.push_str(self.0.path().trim_end_matches('/'));
        let mut separator = '?';
        for (name, value) in self.0.query_pairs() {
            if is_tracking(&name) {
                continue;
            }
            key.push(separator);
            key.push_str(&name);
            key.push('=');
            key.push_str(&value);
            separator = '&';
        }
        key
    }
}

/// Schemes that stand before the address of a feed, so that a reader opens it.
const FOR_READERS: [&str; 6] = ["feed:", "rss:", "pcast:", "podcast:", "itpc:", "feeds:"];

/// What is behind such a scheme: `feed:https://a.org/rss` or, without the scheme it has on the web, `feed://a.org/rss`.
fn for_readers(raw: &str) -> Option<&str> {
    let scheme = FOR_READERS
        .iter()
        .find(|scheme| raw.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme)))?;
    let rest = raw.get(scheme.len()..)?;
    let is_whole = ["http://", "https://"]
        .iter()
        .any(|web| rest.get(..web.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(web)));
    if is_whole { Some(rest) } else { rest.strip_prefix("//") }
}

/// The address that was meant: without the angle brackets of mail and Markdown, and without a reader's scheme.
fn meant(raw: &str) -> &str {
    let raw = raw.trim();
    let bare = raw.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(raw).trim();
    for_readers(bare).unwrap_or(bare)
}

/// Host and port of what is typed without a scheme.
fn authority(raw: &str) -> &str {
    raw.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Host and port, told apart; nothing where what stands behind the colon is no port, as in `mailto:a`.
fn host_and_port(authority: &str) -> Option<(&str, Option<&str>)> {
    let from = authority.rfind(']').unwrap_or(0);
    match authority.get(from..).and_then(|rest| rest.split_once(':')) {
        None => Some((authority, None)),
        Some((host, port)) if !port.is_empty() && port.chars().all(|c| c.is_ascii_digit()) => {
            authority.get(..from + host.len()).map(|host| (host, Some(port)))
        }
        Some(_) => None,
    }
}

/// Whether it is this machine itself: what it serves, it rarely serves by https.
fn is_own(authority: &str) -> bool {
    let host = host_and_port(authority).map_or(authority, |(host, _)| host).trim_matches(['[', ']']);
    let is_loopback = host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    is_loopback || host == "localhost" || host.ends_with(".localhost")
}

/// Whether a parameter counts where a reader comes from, and says nothing of the page.
pub fn is_tracking(name: &str) -> bool {
    name.starts_with("utm_")
        || matches!(
            name,
            "fbclid" | "gclid" | "yclid" | "mc_cid" | "mc_eid" | "igshid" | "at_medium" | "at_campaign"
        )
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0.as_str())
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({})", self.0.as_str())
    }
}

impl Serialize for Address {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Address {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw).map_err(serde::de::Error::custom)
    }
}

/// A host, or what begins with one, without the label that people leave out.
pub(super) fn without_www(host: &str) -> &str {
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_pass() {
        assert_eq!(Address::parse("javascript:alert(1)"), Err(AddressError::Scheme));
        assert_eq!(Address::parse("file:///etc/passwd"), Err(AddressError::Scheme));
        assert_eq!(Address::parse("news"), Err(AddressError::NotAnAddress));
        assert_eq!(Address::typed("hello world"), Err(AddressError::NotAnAddress));
        assert_eq!(Address::typed("ru24.pro/world").unwrap().as_str(), "https://ru24.pro/world");
        for (typed, meant) in [
            ("nas:8080/feed", "https://nas:8080/feed"),
            ("example.org:8443/a?b", "https://example.org:8443/a?b"),
            ("localhost:8000/feed", "http://localhost:8000/feed"),
            ("127.0.0.1:8000", "http://127.0.0.1:8000/"),
            ("[::1]:8000/x", "http://[::1]:8000/x"),
            ("[2001:db8::1]/x", "https://[2001:db8::1]/x"),
            ("http://localhost/x", "http://localhost/x"),
        ] {
            assert_eq!(Address::typed(typed).unwrap().as_str(), meant);
        }
        for none in
            ["mailto:someone@example.org", "nas/x", "javascript:alert(1)", "tel:", "example.org:port/x"]
        {
            assert_eq!(Address::typed(none), Err(AddressError::NotAnAddress), "{none}");
        }
        for (typed, meant) in [
            ("feed:http://a.org/rss", "http://a.org/rss"),
            ("feed://a.org/rss", "https://a.org/rss"),
            ("FEED:HTTPS://a.org/rss", "https://a.org/rss"),
            ("feed://127.0.0.1:8790/rss", "http://127.0.0.1:8790/rss"),
            ("rss://a.org/rss", "https://a.org/rss"),
            ("pcast://a.org/rss", "https://a.org/rss"),
            ("podcast:https://a.org/rss", "https://a.org/rss"),
            ("<http://a.org/x>", "http://a.org/x"),
            (" <a.org/x> ", "https://a.org/x"),
            ("feed:8080/x", "https://feed:8080/x"),
        ] {
            assert_eq!(Address::typed(typed).unwrap().as_str(), meant, "{typed}");
        }
        assert_eq!(Address::ways("feed://a.org/"), ["https://a.org/", "http://a.org/"]);
        let page = Address::parse("http://a.org/x/").unwrap();
        assert_eq!(page.join("feed://a.org/rss").unwrap().as_str(), "http://a.org/rss");
        assert_eq!(page.join("feed:https://b.org/rss").unwrap().as_str(), "https://b.org/rss");
        assert_eq!(page.join("feed:javascript:alert(1)"), Err(AddressError::Scheme));
        let with_password = Address::parse("https://u:p@a.org/x#y").unwrap();
        assert_eq!(with_password.as_str(), "https://a.org/x");
    }

    #[test]
    fn one_story_has_one_key() {
        let a = Address::parse("http://www.a.org/s/1/?utm_source=x&id=2#c").unwrap();
        let b = Address::parse("https://a.org/s/1?id=2").unwrap();
        assert_eq!(a.key(), b.key());
        // What was kept stands in the store under its key: one that is made in another way would not find it again.
        let visit = a.join("/s/1;jsessionid=7F3A?id=2&PHPSESSID=a8c").unwrap();
        assert_eq!(visit.key(), "a.org/s/1;jsessionid=7F3A?id=2&PHPSESSID=a8c");
    }
}
