//! The short name of a source.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// A source's name in files and commands: `a–z 0–9 -`, 1–40 characters, no hyphen at the ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Slug(String);

impl Slug {
    /// Accepts a slug as it must be written.
    pub fn parse(raw: &str) -> Option<Self> {
        let fits = (1..=40).contains(&raw.len())
            && raw.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !raw.starts_with('-')
            && !raw.ends_with('-');
        fits.then(|| Self(raw.to_owned()))
    }

    /// Makes a slug of any text: `The Wire (UK)` becomes `the-wire-uk`; `source` when nothing is left.
    pub fn from_text(text: &str) -> Self {
        let mut slug = String::new();
        for c in text.to_lowercase().chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
            if slug.len() >= 40 {
                break;
            }
        }
        let slug = slug.trim_matches('-');
        Self(if slug.is_empty() { "source".to_owned() } else { slug.to_owned() })
    }

    /// The same with a number behind it, to tell two apart.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        let tail = format!("-{number}");
        let room = 40 - tail.len().min(39);
        let head: String = self.0.chars().take(room).collect();
        Self(format!("{}{tail}", head.trim_end_matches('-')))
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw).ok_or_else(|| {
            serde::de::Error::custom(format!("`{raw}` is not an id: use a-z, 0-9 and hyphens, 40 at most"))
        })
    }
}
