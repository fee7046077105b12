//! What comes in from the terminal.

use crate::keymap::{Key, Mouse};
use crate::news::Text;

/// Something that came in: from the keyboard, the mouse, the terminal itself or the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InputEvent {
    /// A key was pressed, or repeats.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted; at most 1 MiB of it, cleaned, with its line breaks.
    Paste(Text),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// The terminal's window came to the front.
    FocusGained,
    /// The terminal's window went to the back.
    FocusLost,
    /// The system asks for something.
    Signal(Signal),
    /// The terminal is no longer there. Comes once and last.
    Gone,
    /// The terminal answered a question; it may come at any time or never.
    Answer(TerminalAnswer),
}

/// What the system asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    /// End (SIGTERM).
    Terminate,
    /// End at once (SIGQUIT from another program).
    Quit,
    /// End, the terminal is closing (SIGHUP).
    HangUp,
    /// End: any other that ends a program that does not know it, with its number (SIGUSR1, SIGALRM, SIGXCPU …).
    Other(u8),
    /// Interrupt (SIGINT from another program; the key arrives as a key).
    Interrupt,
    /// Stop for now (SIGTSTP from another program): give the terminal back, then stop.
    Suspend,
    /// Go on (SIGCONT): the terminal has to be set up again.
    Continue,
}

impl Signal {
    /// The exit code of a program that ends by it, 128 and its number as shells count; none for those
    /// that end nothing.
    pub fn exit_code(self) -> Option<u8> {
        match self {
            Self::HangUp => Some(129),
            Self::Interrupt => Some(130),
            Self::Quit => Some(131),
            Self::Terminate => Some(143),
            Self::Other(number) => Some(128 + number),
            Self::Suspend | Self::Continue => None,
        }
    }
}

/// A terminal's answer: the whole control sequence without its `ESC` and its terminator (but with the
/// final letter of a `CSI`), for instance `]11;rgb:1e1e/1e1e/2e2e` or `[?62;4c`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerminalAnswer {
    /// The bytes, at most 4 KiB; what is longer is cut off.
    pub bytes: Vec<u8>,
}

impl TerminalAnswer {
    /// The background colour as red, green, blue, if this says it (xterm's OSC 11).
    pub fn background(&self) -> Option<(u8, u8, u8)> {
        colour(self.bytes.strip_prefix(b"]11;")?)
    }

    /// Whether this is the terminal's description of itself (DA1), which every terminal gives: who
    /// asked for it last knows that earlier questions without an answer will have none.
    pub fn is_attributes(&self) -> bool {
        self.bytes.starts_with(b"[?") && self.bytes.ends_with(b"c")
    }
}

/// Reads X11's `rgb:R/G/B` and `rgba:R/G/B/A` with one to four hexadecimal digits, and `#RRGGBB`.
fn colour(written: &[u8]) -> Option<(u8, u8, u8)> {
    let written = std::str::from_utf8(written).ok()?;
    if let Some(hex) = written.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii()) {
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        return Some((part(0)?, part(2)?, part(4)?));
    }
    let (_, parts) = written.split_once(':').filter(|(name, _)| matches!(*name, "rgb" | "rgba"))?;
    let mut channels = parts.split('/').map(|digits| {
        let value = u32::from_str_radix(digits, 16).ok().filter(|_| (1..=4).contains(&digits.len()))?;
        let most = 16_u32.pow(u32::try_from(digits.len()).ok()?) - 1;
        u8::try_from(value * 255 / most).ok()
    });
    Some((channels.next()??, channels.next()??, channels.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn background(bytes: &str) -> Option<(u8, u8, u8)> {
        TerminalAnswer { bytes: bytes.as_bytes().to_vec() }.background()
    }

    #[test]
    fn colours_are_read_in_every_width() {
        assert_eq!(background("]11;rgb:1e1e/ffff/0000"), Some((0x1e, 0xff, 0)));
        assert_eq!(background("]11;rgb:1e/ff/00"), Some((0x1e, 0xff, 0)));
        assert_eq!(background("]11;rgba:f/f/f/f"), Some((255, 255, 255)));
        assert_eq!(background("]11;#102030"), Some((16, 32, 48)));
    }

    #[test]
    fn nonsense_is_no_colour() {
        for nonsense in
            ["]11;", "]11;rgb:", "]11;rgb:1/2", "]11;rgb:12345/1/1", "]10;rgb:1/1/1", "]11;#12345é"]
        {
            assert_eq!(background(nonsense), None, "{nonsense}");
        }
    }
}
