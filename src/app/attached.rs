//! Comments and enclosures of a story in words.

use crate::locale::counted;
use crate::news::{Attached, Enclosure, Medium, Talk, Text};

/// Files that are told one by one.
const TOLD: usize = 3;

/// What is attached to a story in one line; empty where nothing is.
pub fn attached_line(attached: &Attached) -> Text {
    let files = attached.enclosures.iter();
    let mut parts: Vec<String> = files.clone().take(TOLD).map(file_words).collect();
    let more = files.len().saturating_sub(TOLD);
    if more > 0 {
        parts.push(counted(more, "more file", "more files"));
    }
    let counts: Vec<u32> = attached.talks.iter().filter_map(|talk| talk.count).collect();
    match counts.as_slice() {
        [] if attached.talks.is_empty() => {}
        [] => parts.push("comments".to_owned()),
        counts => parts.push(comments(counts.iter().fold(0, |all, count| all.saturating_add(*count)))),
    }
    Text::line(&parts.join(" · "))
}

/// A file: what it is, how long it runs, how large it is.
pub fn file_words(file: &Enclosure) -> String {
    let what = match file.medium() {
        Medium::Audio => "audio",
        Medium::Video => "video",
        Medium::Picture => "picture",
        Medium::File if file.media_type.as_deref() == Some("application/pdf") => "PDF",
        Medium::File => "file",
    };
    let facts: Vec<String> = file.seconds.map(length).into_iter().chain(file.bytes.map(size)).collect();
    if facts.is_empty() { what.to_owned() } else { format!("{what} {}", facts.join(", ")) }
}

/// A page of comments: how many there are, where that is known.
pub fn talk_words(talk: &Talk) -> String {
    talk.count.map_or_else(|| "comments".to_owned(), comments)
}

fn comments(count: u32) -> String {
    if count == 0 { "no comments yet".to_owned() } else { counted(count, "comment", "comments") }
}

/// How long something runs.
fn length(seconds: u32) -> String {
    // To the nearest minute, so that 34:50 is not 34.
    let minutes = seconds.saturating_add(30) / 60;
    match (minutes / 60, minutes % 60) {
        (0, 0) => format!("{seconds} s"),
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// How large something is, in the units that shops and feeds use: powers of ten.
fn size(bytes: u64) -> String {
    let rounded = |unit: u64| bytes.saturating_add(unit / 2) / unit;
    let told = |unit: u64, name: &str| match rounded(unit / 10) {
        tenths if tenths < 100 && tenths % 10 != 0 => format!("{}.{} {name}", tenths / 10, tenths % 10),
        _ => format!("{} {name}", rounded(unit)),
    };
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..999_500 => told(1_000, "kB"),
        999_500..999_500_000 => told(1_000_000, "MB"),
        _ => told(1_000_000_000, "GB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::Address;

    fn address(raw: &str) -> Address {
        Address::parse(raw).unwrap()
    }

    fn file(raw: &str, bytes: Option<u64>, seconds: Option<u32>) -> Enclosure {
        Enclosure { address: address(raw), media_type: None, bytes, seconds }
    }

    #[test]
    fn what_is_attached_is_told_in_one_line() {
        let mut all = Attached::default();
        assert!(attached_line(&all).is_empty());
        all.talks.push(Talk { address: address("https://a.test/talk"), count: None });
        assert_eq!(attached_line(&all), "comments");
        all.talks.push(Talk { address: address("https://b.test/talk"), count: Some(1) });
        all.talks.push(Talk { address: address("https://c.test/talk"), count: Some(1411) });
        all.enclosures.push(file("https://a.test/1.mp3", Some(28_000_000), Some(2040)));
        assert_eq!(attached_line(&all), "audio 34 min, 28 MB · 1,412 comments");
        for name in ["2.mp4", "3.pdf", "4.zip", "5.zip"] {
            all.enclosures.push(file(&format!("https://a.test/{name}"), None, None));
        }
        assert_eq!(attached_line(&all), "audio 34 min, 28 MB · video · file · 2 more files · 1,412 comments");
    }

    #[test]
    fn sizes_and_lengths_are_round() {
        let sizes = [999, 1_000, 12_345, 999_499, 999_500, 1_250_000, 9_960_000, 28_400_000, u64::MAX];
        let told = ["999 bytes", "1 kB", "12 kB", "999 kB", "1 MB", "1.3 MB", "10 MB", "28 MB"];
        for (bytes, told) in sizes.into_iter().zip(told) {
            assert_eq!(size(bytes), told, "{bytes}");
        }
        assert!(size(u64::MAX).ends_with("GB"));
        for (seconds, told) in [(20, "20 s"), (90, "2 min"), (3599, "1 h"), (3720, "1 h 2 min")] {
            assert_eq!(length(seconds), told, "{seconds}");
        }
        assert!(length(u32::MAX).contains(" h "));
    }
}
