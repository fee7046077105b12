//! Bytes from the terminal become events; pure, and the same events wherever a read cuts the bytes.
//!
//! A terminal's answers travel on the same line as the keys and may come late, in pieces, or never.
//! Whatever begins like an answer is swallowed to its end and told as one; it is never a key.

mod late;

use std::time::Duration;

use crate::keymap::{Key, KeyCode, Modifiers};
use crate::news::Text;

use self::late::{begins_answer, continues_answer, is_parameters};
use super::sequence::{self, Meaning};
use super::{InputEvent, TerminalAnswer};

/// How long a lone `ESC` waits for the rest of a sequence before it is the Escape key.
const ESCAPE: Duration = Duration::from_millis(25);
/// How long an answer or a two-byte beginning may pause.
const PAUSE: Duration = Duration::from_secs(1);
/// How long a paste may pause before a lone `Ctrl-C` or Escape ends it: no person is quicker, and what is
/// pasted does not come byte by byte.
const PASTE_PAUSE: Duration = Duration::from_millis(150);
/// How long it may pause before any single key ends it: its end is lost then.
const PASTE_LOST: Duration = Duration::from_secs(2);
/// Bytes of an answer that are kept; the rest is swallowed.
const MAX_ANSWER: usize = 4 << 10;
/// Bytes of a paste that are kept; the rest is swallowed.
const MAX_PASTE: usize = 1 << 20;
/// Bytes of parameters that a control sequence may have; what is longer means nothing.
const MAX_PARAMETERS: usize = 256;
/// What ends a paste.
const PASTE_END: &[u8] = b"\x1b[201~";

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

/// Where in the stream the decoder is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Ground,
    /// Within a character of this many bytes.
    Character(usize),
    Escape,
    Csi,
    Ss3,
    LinuxConsole,
    X10Mouse,
    /// In an answer (OSC, DCS, APC, PM, SOS); `true` after an `ESC` that may begin its terminator.
    Answer(bool),
    /// In a paste, with this many bytes of [`PASTE_END`] seen.
    Paste(usize),
}

/// What a time-out cut off; the next bytes may still be the rest of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// An `ESC` was taken for the Escape key.
    Escape,
    /// `ESC [` was given up.
    Csi,
    /// An answer was given up; the byte tells which kind.
    Answer(u8),
    /// A paste pauses.
    Paste,
    /// A paste has paused for so long that its end must be lost.
    LostPaste,
}

/// The decoder. Feed it what was read; when nothing was read for [`Decoder::patience`], tell it.
#[derive(Debug)]
pub struct Decoder {
    state: State,
    kept: Vec<u8>,
    alt: bool,
    cut: Option<Cut>,
    events: Vec<InputEvent>,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new()
    }
}

impl Decoder {
    /// At the start of a stream.
    pub fn new() -> Self {
        Self { state: State::Ground, kept: Vec::new(), alt: false, cut: None, events: Vec::new() }
    }

    /// Takes what one read gave, and gives the events that are complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<InputEvent> {
        if bytes.is_empty() {
            return Vec::new();
        }
        if let Some(cut) = self.cut.take() {
            self.pick_up(cut, bytes);
        }
        for byte in bytes {
            self.step(*byte);
        }
        std::mem::take(&mut self.events)
    }

    /// How long to wait for more bytes before [`Decoder::expire`]; `None`: for ever.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Escape => Some(ESCAPE),
            State::Ss3 | State::Answer(_) => Some(PAUSE),
            // With a parameter it can only be a sequence in pieces, and its end will come.
            State::Csi if self.kept.is_empty() => Some(PAUSE),
            State::Paste(_) => match self.cut {
                None => Some(PASTE_PAUSE),
                Some(Cut::Paste) => Some(PASTE_LOST),
                Some(_) => None,
            },
            _ => None,
        }
    }

    /// Nothing came for as long as [`Decoder::patience`] said: decides what stands open.
    pub fn expire(&mut self) -> Vec<InputEvent> {
        match self.state {
            State::Escape => {
                self.alt = false;
                self.key(KeyCode::Esc, Modifiers::NONE);
                self.close(Cut::Escape);
            }
            State::Csi => self.close(Cut::Csi),
            State::Ss3 => {
                self.state = State::Ground;
                self.key(KeyCode::Char('O'), Modifiers::ALT);
            }
            State::Answer(_) => {
                let kind = self.kept.first().copied().unwrap_or(b']');
                self.close(Cut::Answer(kind));
            }
            State::Paste(_) if self.cut.is_none() => self.cut = Some(Cut::Paste),
            State::Paste(_) => self.cut = Some(Cut::LostPaste),
            _ => {}
        }
        std::mem::take(&mut self.events)
    }

    fn close(&mut self, cut: Cut) {
        self.state = State::Ground;
        self.kept.clear();
        self.cut = Some(cut);
    }

    /// Goes back into what a time-out cut off, if the next bytes cannot be anything else than its
    /// rest: an answer held up on a slow line must not become keys. Keys come one by one, and nobody
    /// types `]11;` within one read.
    fn pick_up(&mut self, cut: Cut, bytes: &[u8]) {
        match cut {
            Cut::Escape if begins_answer(bytes) => self.state = State::Escape,
            Cut::Csi if is_parameters(bytes) => self.state = State::Csi,
            Cut::Answer(kind) if continues_answer(bytes) => {
                self.state = State::Answer(false);
                self.kept.push(kind);
            }
            Cut::Answer(kind) if bytes.starts_with(b"\\") => {
                self.state = State::Answer(true);
                self.kept.push(kind);
            }
            Cut::Paste | Cut::LostPaste if matches!(bytes, [0x03 | ESC]) => self.end_paste(),
            Cut::LostPaste if matches!(bytes, [_] | [ESC, b'[' | b'O', b'A'..=b'D']) => self.end_paste(),
            _ => {}
        }
    }

    fn step(&mut self, byte: u8) {
        match self.state {
            State::Ground => self.ground(byte),
            State::Character(length) => self.character(byte, length),
            State::Escape => self.escape(byte),
            State::Csi => self.csi(byte),
            State::Ss3 => self.letter(byte, sequence::ss3),
            State::LinuxConsole => self.letter(byte, sequence::linux_console),
            State::X10Mouse => self.x10_mouse(byte),
            State::Answer(escaped) => self.answer(byte, escaped),
            State::Paste(seen) => self.paste(byte, seen),
        }
    }

    fn ground(&mut self, byte: u8) {
        let key = match byte {
            ESC => {
                self.state = State::Escape;
                return;
            }
            0x80.. => return self.first_of_character(byte),
            b'\r' | b'\n' => Key::plain(KeyCode::Enter),
            b'\t' => Key::plain(KeyCode::Tab),
            0x08 | 0x7f => Key::plain(KeyCode::Backspace),
            0x00 => Key::ctrl(' '),
            0x01..=0x1a => Key::ctrl(char::from(byte + 0x60)),
            0x1c..=0x1f => Key::ctrl(char::from(byte + 0x40)),
            b' '..=b'~' => Key::char(char::from(byte)),
        };
        self.key(key.code, key.modifiers);
    }

    fn key(&mut self, code: KeyCode, mut modifiers: Modifiers) {
        if std::mem::take(&mut self.alt) {
            modifiers |= Modifiers::ALT;
        }
        self.events.push(InputEvent::Key(Key::new(code, modifiers)));
    }

    fn first_of_character(&mut self, byte: u8) {
        let length = match byte {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => {
                self.alt = false;
                return;
            }
        };
        self.kept.clear();
        self.kept.push(byte);
        self.state = State::Character(length);
    }

    fn character(&mut self, byte: u8, length: usize) {
        if !(0x80..0xc0).contains(&byte) {
            self.abandon();
            return self.step(byte);
        }
        self.kept.push(byte);
        if self.kept.len() == length {
            let read = std::str::from_utf8(&self.kept).ok().and_then(|text| text.chars().next());
            self.state = State::Ground;
            self.kept.clear();
            match read {
                Some(c) if !c.is_control() => self.key(KeyCode::Char(c), Modifiers::NONE),
                _ => self.alt = false,
            }
        }
    }

    /// Drops what has begun.
    fn abandon(&mut self) {
        self.state = State::Ground;
        self.kept.clear();
        self.alt = false;
    }

    fn escape(&mut self, byte: u8) {
        self.state = State::Ground;
        self.kept.clear();
        match byte {
            b'[' => self.state = State::Csi,
            b'O' => self.state = State::Ss3,
            b']' | b'P' | b'_' | b'^' | b'X' => {
                self.state = State::Answer(false);
                self.kept.push(byte);
            }
            // The end of an answer whose beginning was cut off.
            b'\\' => {}
            ESC => {
                self.key(KeyCode::Esc, Modifiers::NONE);
                self.state = State::Escape;
            }
            _ => {
                self.alt = true;
                self.ground(byte);
            }
        }
    }

    fn csi(&mut self, byte: u8) {
        match byte {
            b'[' if self.kept.is_empty() => self.state = State::LinuxConsole,
            b'M' if self.kept.is_empty() => self.state = State::X10Mouse,
            b' '..=b'?' if self.kept.len() <= MAX_PARAMETERS => self.kept.push(byte),
            b' '..=b'?' | 0x7f => {}
            b'@'..=b'~' => {
                let parameters = std::mem::take(&mut self.kept);
                self.state = State::Ground;
                if parameters.len() <= MAX_PARAMETERS {
                    self.mean(sequence::csi(&parameters, byte));
                }
            }
            // A control or a byte of a character: the sequence was cut short.
            _ => {
                self.abandon();
                self.step(byte);
            }
        }
    }

    fn letter(&mut self, byte: u8, meaning: fn(u8) -> Meaning) {
        self.abandon();
        if (b' '..=b'~').contains(&byte) { self.mean(meaning(byte)) } else { self.step(byte) }
    }

    fn x10_mouse(&mut self, byte: u8) {
        self.kept.push(byte);
        if let [button, column, row] = *self.kept.as_slice() {
            self.abandon();
            self.mean(sequence::x10_mouse([button, column, row]));
        }
    }

    fn mean(&mut self, meaning: Meaning) {
        self.alt = false;
        match meaning {
            Meaning::Event(event) => self.events.push(event),
            Meaning::PasteBegins => self.state = State::Paste(0),
            Meaning::Nothing => {}
        }
    }

    fn answer(&mut self, byte: u8, escaped: bool) {
        match (byte, escaped) {
            (b'\\', true) | (BEL, false) => {
                self.state = State::Ground;
                let bytes = std::mem::take(&mut self.kept);
                self.events.push(InputEvent::Answer(TerminalAnswer { bytes }));
            }
            (ESC, _) => self.state = State::Answer(true),
            // Another sequence began: the answer was cut short.
            (_, true) => {
                self.abandon();
                self.escape(byte);
            }
            // No answer contains a control: somebody is typing, and its end is lost.
            (..b' ', false) => {
                self.abandon();
                self.step(byte);
            }
            (_, false) if self.kept.len() < MAX_ANSWER => self.kept.push(byte),
            (_, false) => {}
        }
    }

    fn paste(&mut self, byte: u8, seen: usize) {
        if PASTE_END.get(seen) == Some(&byte) {
            if seen + 1 == PASTE_END.len() {
                self.end_paste();
            } else {
                self.state = State::Paste(seen + 1);
            }
            return;
        }
        // `ESC` stands only at the start of the end mark, so no shorter match can be under way.
        let (broken, _) = PASTE_END.split_at(seen);
        for byte in broken {
            self.keep_pasted(*byte);
        }
        if byte == ESC {
            self.state = State::Paste(1);
        } else {
            self.state = State::Paste(0);
            self.keep_pasted(byte);
        }
    }

    fn keep_pasted(&mut self, byte: u8) {
        if self.kept.len() < MAX_PASTE {
            self.kept.push(byte);
        }
    }

    fn end_paste(&mut self) {
        self.state = State::Ground;
        let bytes = std::mem::take(&mut self.kept);
        let text: String = bytes.utf8_chunks().map(|chunk| chunk.valid()).collect();
        self.events.push(InputEvent::Paste(Text::lines(&text)));
    }
}

#[cfg(test)]
mod tests;
