//! What a feed tells of a story besides its words: where it is talked about, and the files that go with it.

use serde::{Deserialize, Serialize};

use super::{Address, Text};

/// Comments and enclosures of a story, as its feed names them. Serialises to the JSON that the store keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Where it is talked about.
    #[serde(default, rename = "c", skip_serializing_if = "Vec::is_empty")]
    pub talks: Vec<Talk>,
    /// The files that go with it, in the order of the feed.
    #[serde(default, rename = "e", skip_serializing_if = "Vec::is_empty")]
    pub enclosures: Vec<Enclosure>,
}

/// A page of comments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// The page.
    #[serde(rename = "a")]
    pub address: Address,
    /// How many comments there were when the feed was read, where it says so.
    #[serde(default, rename = "n", skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// A file that goes with a story: a recording, a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enclosure {
    /// Where it is.
    #[serde(rename = "a")]
    pub address: Address,
    /// Its media type as the feed gives it (RFC 6838), lower case.
    #[serde(default, rename = "t", skip_serializing_if = "Option::is_none")]
    pub media_type: Option<Text>,
    /// Its size.
    #[serde(default, rename = "b", skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// How long it runs.
    #[serde(default, rename = "s", skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u32>,
}

/// What an enclosure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// Something to hear.
    Audio,
    /// Something to see move.
    Video,
    /// A picture.
    Picture,
    /// Anything else.
    File,
}

/// How names of files that are no pages end, where no type is told.
const ENDINGS: &[(Medium, &[&str])] = &[
    (Medium::Audio, &["mp3", "m4a", "m4b", "ogg", "oga", "opus", "aac", "flac", "wav"]),
    (Medium::Video, &["mp4", "m4v", "webm", "mkv", "mov", "avi", "ogv", "m3u8"]),
    (Medium::Picture, &["jpg", "jpeg", "png", "webp", "gif", "avif"]),
];

impl Enclosure {
    /// What it is, by its type, else by how its name ends.
    pub fn medium(&self) -> Medium {
        match self.media_type.as_deref().and_then(|kind| kind.split('/').next()) {
            Some("audio") => return Medium::Audio,
            Some("video") => return Medium::Video,
            Some("image") => return Medium::Picture,
            _ => {}
        }
        let name = self.address.url().path().rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let known =
            ENDINGS.iter().find(|(_, endings)| ending.as_deref().is_some_and(|e| endings.contains(&e)));
        known.map_or(Medium::File, |(medium, _)| *medium)
    }
}

impl Attached {
    /// Pages of comments that are kept of one story.
    const MOST_TALKS: usize = 4;
    /// Files that are kept of one story.
    pub const MOST_ENCLOSURES: usize = 16;

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.talks.is_empty() && self.enclosures.is_empty()
    }

    /// Adds a page of comments, once.
    pub fn talk(&mut self, talk: Talk) {
        if let Some(known) = self.talks.iter_mut().find(|known| known.address == talk.address) {
            known.count = known.count.or(talk.count);
        } else if self.talks.len() < Self::MOST_TALKS {
            self.talks.push(talk);
        }
    }

    /// Adds a file, once; what one telling leaves open another may say.
    pub fn enclose(&mut self, file: Enclosure) {
        if let Some(known) = self.enclosures.iter_mut().find(|known| known.address == file.address) {
            known.bytes = known.bytes.or(file.bytes);
            known.seconds = known.seconds.or(file.seconds);
            known.media_type = known.media_type.take().or(file.media_type);
        } else if self.enclosures.len() < Self::MOST_ENCLOSURES {
            self.enclosures.push(file);
        }
    }

    /// Adds what another copy of the story brings.
    pub fn join(&mut self, other: Self) {
        other.talks.into_iter().for_each(|talk| self.talk(talk));
        other.enclosures.into_iter().for_each(|file| self.enclose(file));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(raw: &str, media_type: &str) -> Enclosure {
        let address = Address::parse(raw).unwrap();
        Enclosure { address, media_type: Text::line(media_type).non_empty(), bytes: None, seconds: None }
    }

    #[test]
    fn a_medium_is_told_by_its_type_else_by_its_name() {
        for (raw, media_type, medium) in [
            ("https://a.test/x", "audio/mpeg", Medium::Audio),
            ("https://a.test/x.mp3?key=1", "", Medium::Audio),
            ("https://a.test/x.mp3", "video/mp4", Medium::Video),
            ("https://a.test/x.PDF", "application/pdf", Medium::File),
            ("https://a.test/", "", Medium::File),
            ("https://a.test/a.b/x", "", Medium::File),
            ("https://a.test/p.JPEG", "binary", Medium::Picture),
        ] {
            assert_eq!(file(raw, media_type).medium(), medium, "{raw} {media_type}");
        }
    }

    #[test]
    fn what_is_told_twice_is_kept_once_and_not_without_end() {
        let mut all = Attached::default();
        all.enclose(file("https://a.test/1.mp3", ""));
        all.enclose(Enclosure { bytes: Some(7), ..file("https://a.test/1.mp3", "audio/mpeg") });
        assert_eq!((all.enclosures.len(), all.enclosures[0].bytes), (1, Some(7)));
        assert_eq!(all.enclosures[0].media_type.as_deref(), Some("audio/mpeg"));
        for number in 0..10_000 {
            all.enclose(file(&format!("https://a.test/{number}.ogg"), ""));
            all.talk(Talk {
                address: Address::parse(&format!("https://a.test/{number}")).unwrap(),
                count: None,
            });
        }
        assert_eq!((all.enclosures.len(), all.talks.len()), (16, 4));
        let written = serde_json::to_string(&all).unwrap();
        assert_eq!(serde_json::from_str::<Attached>(&written).unwrap(), all);
    }
}
