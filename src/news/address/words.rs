//! What an address tells in words: a title for a story that has none yet.

use super::Address;
use crate::news::{Text, capitalised};

impl Address {
    /// The words of its last part as a sentence, which stands for the title of a story that is known by its address alone:
    /// `/world/rivers-rise-in-the-north-12345` is "Rivers rise in the north".
    pub fn words(&self) -> Text {
        let path = self.url().path();
        let parts = path.rsplit('/').filter(|part| !part.is_empty()).take(3);
        let mut best = (0, String::new());
        for (place, part) in parts.enumerate() {
            let plain = percent(part.rsplit_once('.').map_or(part, |(stem, _)| stem));
            let words = plain.split(['-', '_', '+', ' ']).filter(|word| !word.is_empty() && !is_number(word));
            let words: Vec<&str> = words.collect();
            // One word before the last part names a shelf of the site; of two parts that say as much it is the later.
            let least = best.0 + usize::from(place > 0 && best.0 == 0);
            if words.len() > least && words.iter().any(|word| word.chars().any(char::is_alphabetic)) {
                best = (words.len(), words.join(" "));
            }
        }
        let sentence = capitalised(&best.1);
        // A letter or two say nothing.
        Text::line(if sentence.len() > 2 { &sentence } else { path }).cut(300)
    }
}

/// Numbers of stories, decimal or hexadecimal.
fn is_number(word: &str) -> bool {
    let has_digit = word.bytes().any(|b| b.is_ascii_digit());
    word.len() >= 4 && has_digit && word.bytes().all(|b| b.is_ascii_hexdigit())
}

/// A part of a path with its percent-encoded bytes read as UTF-8.
fn percent(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |at: usize| tail.get(at).and_then(|b| char::from(*b).to_digit(16));
        if let (b'%', Some(high), Some(low)) = (first, hex(0), hex(1)) {
            bytes.push((high * 16 + low) as u8);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_a_title_where_there_is_none() {
        let of = |path: &str| Address::parse(&format!("https://a.org{path}")).unwrap().words().to_string();
        assert_eq!(of("/world/rivers-rise-in-the-north-1234567"), "Rivers rise in the north");
        assert_eq!(of("/2025/11/13/grain_talks_resume.html"), "Grain talks resume");
        assert_eq!(
            of("/%D1%80%D0%B5%D0%BA%D0%B8-%D0%BF%D0%BE%D0%B4%D0%BD%D1%8F%D0%BB%D0%B8%D1%81%D1%8C"),
            "Реки поднялись"
        );
        assert_eq!(of("/277015069/"), "/277015069/");
        assert_eq!(of("/s/17"), "/s/17");
        assert_eq!(of("/news/rivers"), "Rivers");
        assert_eq!(of("/news/2025/17.html"), "/news/2025/17.html");
        assert_eq!(of("/rivers-rise/17"), "Rivers rise");
    }
}
