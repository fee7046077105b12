//! Letters by script, as room `language` counts them.
//!
//! Most scripts are those of one language in the news, and tell it by themselves; the others are told apart by words.

/// How a letter is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// A script that news in one language only is written in.
    Only(&'static str),
    /// Han and kana.
    EastAsian,
    /// A script of several languages.
    Shared(Shared),
}

/// Scripts of several languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shared {
    Cyrillic,
    Latin,
    Arabic,
    Devanagari,
}

/// The script of a letter.
pub(super) fn script(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
            Script::Shared(Shared::Latin)
        }
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Only("el"),
        '\u{400}'..='\u{52f}' => Script::Shared(Shared::Cyrillic),
        '\u{531}'..='\u{58f}' => Script::Only("hy"),
        '\u{5d0}'..='\u{5f2}' => Script::Only("he"),
        '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => Script::Shared(Shared::Arabic),
        '\u{904}'..='\u{97f}' => Script::Shared(Shared::Devanagari),
        '\u{980}'..='\u{9ff}' => Script::Only("bn"),
        '\u{a00}'..='\u{a7f}' => Script::Only("pa"),
        '\u{a80}'..='\u{aff}' => Script::Only("gu"),
        '\u{b00}'..='\u{b7f}' => Script::Only("or"),
        '\u{b80}'..='\u{bff}' => Script::Only("ta"),
        '\u{c00}'..='\u{c7f}' => Script::Only("te"),
        '\u{c80}'..='\u{cff}' => Script::Only("kn"),
        '\u{d00}'..='\u{d7f}' => Script::Only("ml"),
        '\u{d80}'..='\u{dff}' => Script::Only("si"),
        '\u{e00}'..='\u{e7f}' => Script::Only("th"),
        '\u{e80}'..='\u{eff}' => Script::Only("lo"),
        '\u{f00}'..='\u{fff}' => Script::Only("bo"),
        '\u{1000}'..='\u{109f}' => Script::Only("my"),
        '\u{10a0}'..='\u{10ff}' => Script::Only("ka"),
        '\u{1200}'..='\u{139f}' => Script::Only("am"),
        '\u{1780}'..='\u{17ff}' => Script::Only("km"),
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Script::Only("ko"),
        '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => Script::EastAsian,
        _ => return None,
    })
}

/// The letters of a text by script.
#[derive(Default)]
pub(super) struct Letters {
    /// All of them.
    pub all: usize,
    /// Those of kana.
    pub kana: usize,
    scripts: Vec<(Script, usize)>,
}

impl Letters {
    /// Takes the letters of a text in.
    pub(super) fn add(&mut self, text: &str) {
        let (mut latin, mut cyrillic) = (0, 0);
        for c in text.chars() {
            match c {
                'a'..='z' | 'A'..='Z' => latin += 1,
                '\0'..='\u{7f}' => {}
                '\u{400}'..='\u{52f}' => cyrillic += 1,
                c => {
                    let Some(script) = script(c) else { continue };
                    self.kana += usize::from(matches!(c, '\u{3041}'..='\u{30ff}'));
                    self.count(script, 1);
                }
            }
        }
        for (letters, script) in [(latin, Shared::Latin), (cyrillic, Shared::Cyrillic)] {
            if letters > 0 {
                self.count(Script::Shared(script), letters);
            }
        }
    }

    fn count(&mut self, script: Script, letters: usize) {
        self.all += letters;
        match self.scripts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += letters,
            None => self.scripts.push((script, letters)),
        }
    }

    /// The script of most letters.
    pub(super) fn leading(&self) -> Option<(Script, usize)> {
        self.scripts.iter().copied().max_by_key(|(_, count)| *count)
    }
}
