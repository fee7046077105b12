//! Whether a story is one that is not to be shown.

use super::fold::fold;
use super::tokens::{phrase, stand_in, tokens};
use crate::news::MuteRule;

/// A rule made ready to be held against many stories.
#[derive(Clone, Debug)]
pub struct Muter {
    /// Runs of tokens that all have to be there; whether the last of one is only the beginning of a token.
    words: Vec<(Vec<String>, bool)>,
    author: Option<Vec<String>>,
    section: Option<String>,
    source: Option<String>,
    says_something: bool,
}

/// What a rule looks at in a story.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Its title.
    pub title: &'a str,
    /// The sentences under it.
    pub deck: &'a str,
    /// The section it stands in; empty where it has none.
    pub section: &'a str,
    /// The sections of its source, one a line.
    pub filed: &'a str,
    /// Who wrote it; empty where nobody is named.
    pub author: &'a str,
    /// The name of its source in the sources file.
    pub source: &'a str,
}

impl Muter {
    /// Makes a rule ready.
    pub fn new(rule: &MuteRule) -> Self {
        let words: Vec<_> = pieces(&rule.words).map(phrase).filter(|(words, _)| !words.is_empty()).collect();
        let author = rule.author.as_ref().map(|author| texts(author)).filter(|words| !words.is_empty());
        let section = rule.section.as_ref().map(|section| fold(section.trim()).into_owned());
        let source = rule.source.as_ref().map(ToString::to_string);
        let unsaid = rule.words.is_empty() || !words.is_empty();
        let says_something =
            unsaid && !(words.is_empty() && author.is_none() && section.is_none() && source.is_none());
        Self { words, author, section, source, says_something }
    }

    /// Whether everything that the rule says holds for a story.
    pub fn hides(&self, story: Seen<'_>) -> bool {
        if !self.says_something || self.source.as_ref().is_some_and(|source| source != story.source) {
            return false;
        }
        let stands_in = |section: &String| {
            story.filed.lines().chain([story.section]).any(|own| *section == *fold(own.trim()))
        };
        if self.section.as_ref().is_some_and(|section| !stands_in(section)) {
            return false;
        }
        if self.author.as_ref().is_some_and(|author| !stand_in(story.author, author, false)) {
            return false;
        }
        self.words
            .iter()
            .all(|(run, open)| [story.title, story.deck].iter().any(|text| stand_in(text, run, *open)))
    }
}

fn texts(text: &str) -> Vec<String> {
    tokens(text).into_iter().map(|token| token.text).collect()
}

/// Words, and what stands in quotes as one piece.
fn pieces(words: &str) -> impl Iterator<Item = &str> {
    words.split('"').enumerate().flat_map(|(at, part)| {
        let quoted = at % 2 == 1;
        let whole = quoted.then_some(part);
        whole.into_iter().chain((!quoted).then(|| part.split_whitespace()).into_iter().flatten())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Slug, Text};

    fn seen<'a>(title: &'a str, deck: &'a str) -> Seen<'a> {
        Seen {
            title,
            deck,
            section: "Sport",
            filed: "Games\nLocal news",
            author: "A. Writer, B. Other",
            source: "wire",
        }
    }

    fn words(words: &str) -> Muter {
        Muter::new(&MuteRule { words: Text::line(words), ..MuteRule::default() })
    }

    #[test]
    fn words_are_whole_words_in_any_script_wherever_they_stand() {
        for (rule, title, deck, hides) in [
            ("horoscope", "Your HOROSCOPE for today", "", true),
            ("horoscope", "Horoscopes", "", false),
            ("elysee doors", "The doors of the Élysée", "", true),
            ("doors elysee", "The doors", "Of the Élysée", true),
            ("\"grain corridor\"", "The corridor of grain", "", false),
            ("\"grain corridor\"", "A grain corridor", "", true),
            ("гороскоп", "Гороскоп на сегодня", "", true),
            ("国人", "中国人", "", true),
            ("\"the cup of the end\"", "The cup of the cup of the end", "", true),
            ("\"the cup of the end\"", "The cup of the cup of the", "end", false),
            ("\"中国人\" 国", "国中国人国", "", true),
            ("…", "…", "", false),
        ] {
            assert_eq!(words(rule).hides(seen(title, deck)), hides, "{rule}: {title}");
        }
    }

    #[test]
    fn everything_that_a_rule_says_has_to_hold() {
        let rule = MuteRule {
            words: Text::line("cup"),
            author: Some(Text::line("b. other")),
            section: Some(Text::line("sport")),
            source: Slug::parse("wire"),
        };
        let story = seen("The cup", "");
        assert!(Muter::new(&rule).hides(story));
        assert!(!Muter::new(&MuteRule { source: Slug::parse("post"), ..rule.clone() }).hides(story));
        assert!(!Muter::new(&MuteRule { section: Some(Text::line("News")), ..rule.clone() }).hides(story));
        assert!(
            Muter::new(&MuteRule { section: Some(Text::line("local News")), ..rule.clone() }).hides(story)
        );
        assert!(!Muter::new(&MuteRule { author: Some(Text::line("C.")), ..rule }).hides(story));
        assert!(!Muter::new(&MuteRule::default()).hides(story));
    }
}
