//! What a complete control sequence means (ECMA-48, xterm's ctlseqs, the Kitty keyboard protocol).

use crate::keymap::{Key, KeyCode, Modifiers, Mouse, MouseButton, MouseKind};

use super::{InputEvent, TerminalAnswer};

/// What a control sequence turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Event(InputEvent),
    /// Bracketed paste begins here.
    PasteBegins,
    /// Nothing that concerns us.
    Nothing,
}

/// `CSI parameters final`. An unknown sequence means nothing; it is never a key.
pub(super) fn csi(parameters: &[u8], last: u8) -> Meaning {
    let answer = || {
        let bytes = [b"[", parameters, &[last]].concat();
        Meaning::Event(InputEvent::Answer(TerminalAnswer { bytes }))
    };
    match (parameters.first(), last) {
        (Some(b'<'), b'M' | b'm') => mouse(&parameters[1..], last),
        // Private sequences are answers: device attributes, modes, keyboard flags, colour schemes.
        (Some(b'?' | b'>' | b'=' | b'<'), _) | (_, b'c' | b'n' | b'R' | b't' | b'x' | b'y') => answer(),
        (None, b'I') => Meaning::Event(InputEvent::FocusGained),
        (None, b'O') => Meaning::Event(InputEvent::FocusLost),
        (_, b'~' | b'^') => tilde(parameters, last),
        (_, b'u') => coded(parameters),
        _ => letter(last).map_or(Meaning::Nothing, |key| {
            let (modifiers, pressed) = held(group(parameters, 1));
            pressed_key(key.code, modifiers | key.modifiers, pressed)
        }),
    }
}

/// `SS3 letter`: cursor keys in application mode, F1 to F4, the keypad.
pub(super) fn ss3(last: u8) -> Meaning {
    let code = match last {
        b'a'..=b'd' => {
            let arrow = letter(last.to_ascii_uppercase()).map(|key| key.code);
            return arrow.map_or(Meaning::Nothing, |code| pressed_key(code, Modifiers::CTRL, true));
        }
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b' ' => KeyCode::Char(' '),
        // The keypad writes `*` to `9` and `=` as the letters 64 places on.
        b'j'..=b'y' | b'X' => KeyCode::Char(char::from(last - 0x40)),
        _ => match letter(last) {
            Some(key) if last != b'Z' => key.code,
            _ => return Meaning::Nothing,
        },
    };
    pressed_key(code, Modifiers::NONE, true)
}

/// The Linux console's `CSI [ letter`: F1 to F5.
pub(super) fn linux_console(last: u8) -> Meaning {
    match last {
        b'A'..=b'E' => pressed_key(KeyCode::F(last - b'A' + 1), Modifiers::NONE, true),
        _ => Meaning::Nothing,
    }
}

/// The three bytes of an X10 mouse report, from terminals without SGR reports.
pub(super) fn x10_mouse([button, column, row]: [u8; 3]) -> Meaning {
    let position = |byte: u8| u16::from(byte.saturating_sub(33));
    let code = u16::from(button.saturating_sub(32));
    let released = code & 0b1100_0011 == 3;
    mouse_event(if released { code & !3 } else { code }, position(column), position(row), released)
}

fn letter(last: u8) -> Option<Key> {
    let code = match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P' => KeyCode::F(1),
        b'Q' => KeyCode::F(2),
        // `CSI R` is a cursor position and never gets here; this is `SS3 R`.
        b'R' => KeyCode::F(3),
        b'S' => KeyCode::F(4),
        b'Z' => return Some(Key::new(KeyCode::Tab, Modifiers::SHIFT)),
        // rxvt's arrows with shift.
        b'a'..=b'd' => {
            let arrow = letter(last.to_ascii_uppercase())?;
            return Some(Key::new(arrow.code, Modifiers::SHIFT));
        }
        _ => return None,
    };
    Some(Key::plain(code))
}

/// `CSI number ; modifiers ~`, and rxvt's `^` for the same with control.
fn tilde(parameters: &[u8], last: u8) -> Meaning {
    let (mut modifiers, pressed) = held(group(parameters, 1));
    if last == b'^' {
        modifiers |= Modifiers::CTRL;
    }
    let Some(number) = number(group(parameters, 0)) else { return Meaning::Nothing };
    let code = match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F((number - 10) as u8),
        17..=21 => KeyCode::F((number - 11) as u8),
        23..=26 => KeyCode::F((number - 12) as u8),
        28 | 29 => KeyCode::F((number - 13) as u8),
        31..=34 => KeyCode::F((number - 14) as u8),
        // xterm's modifyOtherKeys: `CSI 27 ; modifiers ; character ~`.
        27 => return character(self::number(group(parameters, 2)), modifiers, pressed),
        200 if last == b'~' => return Meaning::PasteBegins,
        _ => return Meaning::Nothing,
    };
    pressed_key(code, modifiers, pressed)
}

/// `CSI character : shifted ; modifiers u`, as terminals send it to programs that asked for less.
fn coded(parameters: &[u8]) -> Meaning {
    let (modifiers, pressed) = held(group(parameters, 1));
    let mut forms = group(parameters, 0).split(|byte| *byte == b':');
    let plain = number(forms.next().unwrap_or_default());
    let shifted = number(forms.next().unwrap_or_default());
    let meant = if modifiers.contains(Modifiers::SHIFT) { shifted.or(plain) } else { plain };
    character(meant, modifiers, pressed)
}

fn character(code: Option<u32>, modifiers: Modifiers, pressed: bool) -> Meaning {
    let code = match code {
        Some(8 | 127) => KeyCode::Backspace,
        Some(9) => KeyCode::Tab,
        Some(13) => KeyCode::Enter,
        Some(27) => KeyCode::Esc,
        // From 57344 on, in the private use area, are keys that write nothing.
        Some(code) if !(0xe000..=0xf8ff).contains(&code) => match char::from_u32(code) {
            Some(c) if !c.is_control() => KeyCode::Char(c),
            _ => return Meaning::Nothing,
        },
        _ => return Meaning::Nothing,
    };
    pressed_key(code, modifiers, pressed)
}

fn pressed_key(code: KeyCode, modifiers: Modifiers, pressed: bool) -> Meaning {
    if pressed { Meaning::Event(InputEvent::Key(Key::new(code, modifiers))) } else { Meaning::Nothing }
}

/// The modifiers of `1 + bits : event`, and whether this is a press: a release is none, nor is a press
/// with Super, Hyper or Meta, which belongs to the window manager.
fn held(written: &[u8]) -> (Modifiers, bool) {
    let mut parts = written.split(|byte| *byte == b':');
    let bits = number(parts.next().unwrap_or_default()).unwrap_or(1).saturating_sub(1);
    let released = number(parts.next().unwrap_or_default()) == Some(3);
    let mut modifiers = Modifiers::NONE;
    for (bit, modifier) in [(1, Modifiers::SHIFT), (2, Modifiers::ALT), (4, Modifiers::CTRL)] {
        if bits & bit != 0 {
            modifiers |= modifier;
        }
    }
    (modifiers, !released && bits & 0b11_1000 == 0)
}

/// An SGR report: `button ; column ; row`, then `M` for a press and `m` for a release.
fn mouse(parameters: &[u8], last: u8) -> Meaning {
    let at = |index| number(group(parameters, index)).and_then(|number| u16::try_from(number).ok());
    match (at(0), at(1), at(2)) {
        (Some(code), Some(column), Some(row)) => {
            mouse_event(code, column.saturating_sub(1), row.saturating_sub(1), last == b'm')
        }
        _ => Meaning::Nothing,
    }
}

fn mouse_event(code: u16, column: u16, row: u16, released: bool) -> Meaning {
    let button = match code & 3 {
        0 => Some(MouseButton::Left),
        1 => Some(MouseButton::Middle),
        2 => Some(MouseButton::Right),
        _ => None,
    };
    let kind = match (code & 0b1110_0000, button) {
        (64, _) if released => return Meaning::Nothing,
        (64, _) => match code & 3 {
            0 => MouseKind::WheelUp,
            1 => MouseKind::WheelDown,
            2 => MouseKind::WheelLeft,
            _ => MouseKind::WheelRight,
        },
        (0, Some(button)) if released => MouseKind::Release(button),
        (0, Some(button)) => MouseKind::Press(button),
        (32, Some(button)) => MouseKind::Drag(button),
        _ => return Meaning::Nothing,
    };
    let mut modifiers = Modifiers::NONE;
    for (bit, modifier) in [(4, Modifiers::SHIFT), (8, Modifiers::ALT), (16, Modifiers::CTRL)] {
        if code & bit != 0 {
            modifiers |= modifier;
        }
    }
    Meaning::Event(InputEvent::Mouse(Mouse { kind, column, row, modifiers }))
}

/// The parameter at an index, empty where there is none.
fn group(parameters: &[u8], index: usize) -> &[u8] {
    parameters.split(|byte| *byte == b';').nth(index).unwrap_or_default()
}

fn number(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}
