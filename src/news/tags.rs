//! Tags as a person writes them in one line, and back.

use super::Text;

/// The tags of a line: words between spaces or commas; one of several words stands in quotes. A `#` before a tag
/// is not part of it, and none is told twice.
pub fn tags_of(line: &str) -> Vec<Text> {
    let mut tags: Vec<Text> = Vec::new();
    for (range, _) in parts(line) {
        let part = line.get(range).unwrap_or_default();
        if let Some(tag) = plain(part).non_empty().filter(|tag| !tags.contains(tag)) {
            tags.push(tag);
        }
    }
    tags
}

/// Tags in one line that [`tags_of`] reads as the same tags.
pub fn tags_line(tags: &[Text]) -> String {
    tags.iter().map(written).collect::<Vec<_>>().join(" ")
}

/// Tags as they are shown, each behind a sign: one of several words in the quotes in which it is typed and looked for.
pub fn tags_shown(tags: &[Text], sign: &str) -> String {
    tags.iter().map(|tag| format!("{sign}{}", written(tag))).collect::<Vec<_>>().join(" ")
}

/// The tag that is being typed at the end of a line: where it begins, in bytes, and what there is of it.
pub fn tag_begun(line: &str) -> (usize, Text) {
    match parts(line).pop() {
        Some((range, false)) => (range.start, plain(line.get(range).unwrap_or_default())),
        _ => (line.len(), Text::default()),
    }
}

/// One tag as it stands in the line.
pub fn written(tag: &Text) -> String {
    let simple = !tag.contains(|c: char| c == '"' || is_between(c));
    if simple { tag.to_string() } else { format!("\"{}\"", tag.replace('"', "")) }
}

fn plain(part: &str) -> Text {
    Text::line(part.trim_start_matches('#').trim_matches('"').trim_start_matches('#'))
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '，' | '、')
}

/// Where the tags of a line stand, and whether each is ended.
fn parts(line: &str) -> Vec<(std::ops::Range<usize>, bool)> {
    let mut parts = Vec::new();
    let mut begun: Option<usize> = None;
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        if c == '"' {
            quoted = !quoted;
        }
        if !quoted && is_between(c) {
            parts.extend(begun.take().map(|from| (from..at, true)));
        } else {
            begun.get_or_insert(at);
        }
    }
    parts.extend(begun.map(|from| (from..line.len(), false)));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_commas_and_quotes() {
        let tags = tags_of("#eu, trade  \"to read\" eu，новости #\"old #x\"");
        assert_eq!(tags, ["eu", "trade", "to read", "новости", "old #x"]);
        assert_eq!(tags_line(&tags), "eu trade \"to read\" новости \"old #x\"");
        assert_eq!(tags_shown(&tags, "#"), "#eu #trade #\"to read\" #новости #\"old #x\"");
        assert_eq!(tags_of(&tags_shown(&tags, "#")), tags, "what is shown can be typed");
        assert_eq!(tags_of(" , # \"\" "), Vec::<Text>::new());
        assert_eq!(tag_begun("eu tra"), (3, Text::line("tra")));
        assert_eq!(tag_begun("eu \"to re"), (3, Text::line("to re")));
        assert_eq!(tag_begun("eu "), (3, Text::default()));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_the_same(tags in prop::collection::btree_set("[a-zа-я][a-zа-я ,#]{0,6}[a-z]", 0..5)) {
            let tags: Vec<Text> = tags.iter().map(|tag| Text::line(tag)).collect();
            prop_assert_eq!(tags_of(&tags_line(&tags)), tags);
        }
    }
}
