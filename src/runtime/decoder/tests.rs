//! What the decoder makes of keys, answers and pastes, whole and in pieces.

use proptest::prelude::*;

use super::*;
use crate::keymap::{Mouse, MouseButton, MouseKind, Sequence};

fn decode(bytes: &[u8]) -> Vec<InputEvent> {
    Decoder::new().feed(bytes)
}

/// The keys in notation; anything else by its name.
fn words(events: &[InputEvent]) -> String {
    let word = |event: &InputEvent| match event {
        InputEvent::Key(key) => key.to_string(),
        InputEvent::Answer(answer) => format!("answer:{}", String::from_utf8_lossy(&answer.bytes)),
        InputEvent::Paste(text) => format!("paste:{text}"),
        other => format!("{other:?}"),
    };
    events.iter().map(word).collect::<Vec<_>>().join(" ")
}

fn key(written: &str) -> InputEvent {
    InputEvent::Key(written.parse::<Sequence>().unwrap().keys()[0])
}

#[test]
fn characters_of_every_script() {
    assert_eq!(words(&decode("jG é字👍о".as_bytes())), "j G <Space> é 字 👍 о");
    assert_eq!(words(&decode(b"\xffa\xc3b\xe5\xad\x1b[A\xed\xa0\x80c")), "a b <Up> c");
    assert_eq!(words(&decode("\u{9b}31m".as_bytes())), "3 1 m", "C1 controls are dropped");
}

#[test]
fn controls_are_keys() {
    assert_eq!(
        words(&decode(b"\x04\x1a\r\t\x7f\x08\x00\x03")),
        "<C-d> <C-z> <Enter> <Tab> <BS> <BS> <C-Space> <C-c>"
    );
}

#[test]
fn named_keys_in_their_many_forms() {
    for (bytes, expected) in [
        ("\x1b[A", "<Up>"),
        ("\x1bOA", "<Up>"),
        ("\x1b[1;2D", "<S-Left>"),
        ("\x1b[d", "<S-Left>"),
        ("\x1b[1;5C", "<C-Right>"),
        ("\x1b[5~", "<PgUp>"),
        ("\x1b[6;2~", "<S-PgDn>"),
        ("\x1b[5^", "<C-PgUp>"),
        ("\x1b[H", "<Home>"),
        ("\x1b[4~", "<End>"),
        ("\x1b[3~", "<Del>"),
        ("\x1b[Z", "<S-Tab>"),
        ("\x1bOP", "<F1>"),
        ("\x1b[[B", "<F2>"),
        ("\x1b[24~", "<F12>"),
        ("\x1bx", "<A-x>"),
        ("\x1bé", "<A-é>"),
        ("\x1b\r", "<A-Enter>"),
        ("\x1bOp", "0"),
        ("\x1b[97;5u", "<C-a>"),
        ("\x1b[49:33;2u", "!"),
        ("\x1b[27;5;46~", "<C-.>"),
        ("\x1b[27;2;13~", "<S-Enter>"),
    ] {
        assert_eq!(words(&decode(bytes.as_bytes())), expected, "{bytes:?}");
    }
}

#[test]
fn releases_and_the_window_managers_keys_are_nothing() {
    assert_eq!(decode(b"\x1b[97;1:3u\x1b[97;9u\x1b[57441;2u\x1b[1;1:3A\x1b[99z"), []);
}

#[test]
fn the_mouse_in_both_forms() {
    let event =
        |kind, column, row| InputEvent::Mouse(Mouse { kind, column, row, modifiers: Modifiers::NONE });
    let left = MouseButton::Left;
    assert_eq!(
        decode(b"\x1b[<0;3;4M\x1b[<32;4;4M\x1b[<0;4;4m\x1b[<64;1;1M\x1b[<65;300;1M\x1b[<35;1;1M"),
        [
            event(MouseKind::Press(left), 2, 3),
            event(MouseKind::Drag(left), 3, 3),
            event(MouseKind::Release(left), 3, 3),
            event(MouseKind::WheelUp, 0, 0),
            event(MouseKind::WheelDown, 299, 0),
        ]
    );
    assert_eq!(
        decode(b"\x1b[M !!\x1b[M#\"!j"),
        [event(MouseKind::Press(left), 0, 0), event(MouseKind::Release(left), 1, 0), key("j")]
    );
}

#[test]
fn focus_comes_and_goes() {
    assert_eq!(decode(b"\x1b[I\x1b[O"), [InputEvent::FocusGained, InputEvent::FocusLost]);
}

#[test]
fn answers_are_never_keys() {
    for (bytes, expected) in [
        ("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\j", "answer:]11;rgb:1e1e/1e1e/2e2e j"),
        ("\x1b]11;rgb:1e1e/1e1e/2e2e\x07j", "answer:]11;rgb:1e1e/1e1e/2e2e j"),
        ("\x1b_Gi=31;OK\x1b\\j", "answer:_Gi=31;OK j"),
        ("\x1bP>|kitty(0.32)\x1b\\j", "answer:P>|kitty(0.32) j"),
        ("\x1b[?62;4cj", "answer:[?62;4c j"),
        ("\x1b[6;20;10tj", "answer:[6;20;10t j"),
        ("\x1b[12;40Rj", "answer:[12;40R j"),
        ("\x1b[?2026;2$yj", "answer:[?2026;2$y j"),
        ("\x1b[?0uj", "answer:[?0u j"),
        ("\x1b[?997;1nj", "answer:[?997;1n j"),
    ] {
        assert_eq!(words(&decode(bytes.as_bytes())), expected, "{bytes:?}");
    }
}

#[test]
fn an_answer_without_end_does_not_hold_the_keyboard() {
    assert_eq!(words(&decode(b"\x1b]11;rgb:1e\x1b[Aj")), "<Up> j");
    assert_eq!(words(&decode(b"\x1b]11;rgb:1e\rj")), "<Enter> j");
    let mut decoder = Decoder::new();
    assert_eq!(decoder.feed(b"\x1b]11;rgb:1e"), []);
    assert_eq!(decoder.patience(), Some(PAUSE));
    assert_eq!(decoder.expire(), []);
    assert_eq!(words(&decoder.feed(b"j")), "j");
    assert_eq!(decoder.patience(), None);
}

#[test]
fn a_long_answer_is_cut_and_swallowed_to_its_end() {
    let long = [b"\x1b]52;c;".as_slice(), &vec![b'j'; 3 * MAX_ANSWER], b"\x07G"].concat();
    let events = decode(&long);
    assert!(matches!(&events[0], InputEvent::Answer(answer) if answer.bytes.len() == MAX_ANSWER));
    assert_eq!(events[1..], [key("G")]);
}

#[test]
fn an_answer_in_pieces_with_long_pauses_gives_no_key() {
    for answer in [
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        "\x1b]10;rgb:ffff/ffff/ffff\x07",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b[?62;4;22c",
        "\x1b[6;20;10t",
    ] {
        let bytes = answer.as_bytes();
        for at in 1..bytes.len() {
            let (head, tail) = bytes.split_at(at);
            let mut decoder = Decoder::new();
            let mut events = decoder.feed(head);
            if decoder.patience().is_some() {
                events.extend(decoder.expire());
            }
            events.extend(decoder.feed(tail));
            if decoder.patience().is_some() {
                events.extend(decoder.expire());
            }
            // A lone `ESC` cannot be told from the key; nothing else may be taken for one.
            let keys: Vec<_> =
                events.iter().filter(|event| matches!(event, InputEvent::Key(_))).cloned().collect();
            let expected = if at == 1 { vec![key("<Esc>")] } else { vec![] };
            assert_eq!(keys, expected, "{answer:?} cut at {at}");
        }
    }
}

#[test]
fn escape_is_a_key_after_a_moment() {
    let mut decoder = Decoder::new();
    assert_eq!(decoder.feed(b"\x1b"), []);
    assert_eq!(decoder.patience(), Some(ESCAPE));
    assert_eq!(decoder.expire(), [key("<Esc>")]);
    assert_eq!(decoder.patience(), None);
    for typed in ["]", "[", "[b", "]]", "]3", "[", "[[A", "gg"] {
        let mut decoder = Decoder::new();
        decoder.feed(b"\x1b");
        decoder.expire();
        let expected: Vec<_> = typed.chars().map(|c| InputEvent::Key(Key::char(c))).collect();
        assert_eq!(decoder.feed(typed.as_bytes()), expected, "{typed}");
    }
    assert_eq!(words(&decode(b"\x1b\x1b[A")), "<Esc> <Up>");
}

#[test]
fn an_arrow_held_up_after_its_escape_is_no_other_key() {
    let mut decoder = Decoder::new();
    decoder.feed(b"\x1b");
    decoder.expire();
    assert_eq!(words(&decoder.feed(b"[A")), "<Up>", "A alone would mark a whole list read");
}

#[test]
fn nothing_is_waited_for_at_rest() {
    for bytes in ["", "j", "\x1b[A", "\x1b]11;?\x07", "é", "\x1b[200~x\x1b[201~", "\x1b[6;2"] {
        let mut decoder = Decoder::new();
        decoder.feed(bytes.as_bytes());
        assert_eq!(decoder.patience(), None, "{bytes:?}");
    }
}

#[test]
fn a_paste_is_one_event_and_no_key() {
    assert_eq!(
        words(&decode(b"\x1b[200~https://a.org/q\r\x1b[A\x1b]0;x\x07\x1b[20\xff1~\x1b[201~j")),
        "paste:https://a.org/q\n[A]0;x[201~ j"
    );
    let long = [b"\x1b[200~".as_slice(), "é".repeat(MAX_PASTE).as_bytes(), b"\x1b[201~j"].concat();
    let events = decode(&long);
    assert!(matches!(&events[0], InputEvent::Paste(text) if text.len() == MAX_PASTE));
    assert_eq!(events[1..], [key("j")]);
}

#[test]
fn a_paste_without_end_can_be_left() {
    let mut decoder = Decoder::new();
    assert_eq!(decoder.feed(b"\x1b[200~abc\x03"), []);
    assert_eq!(decoder.patience(), Some(PASTE_PAUSE));
    assert_eq!(decoder.expire(), []);
    assert_eq!(words(&decoder.feed(b"\x03")), "paste:abc <C-c>");
}

#[test]
fn a_paste_whose_end_is_lost_gives_the_keyboard_back() {
    let mut decoder = Decoder::new();
    decoder.feed(b"\x1b[200~abc");
    assert_eq!(decoder.expire(), []);
    // It only paused: more of it comes, and a key so early is part of it.
    assert_eq!(decoder.feed(b"j"), []);
    decoder.expire();
    assert_eq!(decoder.patience(), Some(PASTE_LOST));
    decoder.expire();
    assert_eq!(decoder.patience(), None);
    assert_eq!(words(&decoder.feed(b"j")), "paste:abcj j");
    assert_eq!(words(&decoder.feed(b"k")), "k");
}

/// Pieces of streams as terminals send them, and any bytes between.
fn stream() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..6),
        proptest::sample::select(
            [
                "\x1b[A",
                "\x1bOB",
                "\x1b[1;5C",
                "\x1b[<0;3;4M",
                "\x1b[M !!",
                "\x1b[200~a\x1b[b\x1b[201~",
                "\x1b]11;rgb:1/2/3\x1b\\",
                "\x1b_Gi=1;OK\x1b\\",
                "\x1b[?62c",
                "\x1b\x1b",
                "éж字",
                "gg",
                "\x1b[[A",
                "\x1bé",
                "\x1b[I",
                "\x1b]",
                "\x1b[",
            ]
            .map(|piece| piece.as_bytes().to_vec())
            .to_vec()
        ),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn the_same_events_wherever_reads_cut(bytes in stream(), cuts in proptest::collection::vec(any::<usize>(), 0..8)) {
        let whole = decode(&bytes);
        let mut single = Decoder::new();
        let by_byte: Vec<_> = bytes.iter().flat_map(|byte| single.feed(&[*byte])).collect();
        prop_assert_eq!(&by_byte, &whole);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut % (bytes.len() + 1)).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let mut decoder = Decoder::new();
        let pieces: Vec<_> = cuts.windows(2).flat_map(|cut| decoder.feed(&bytes[cut[0]..cut[1]])).collect();
        prop_assert_eq!(pieces, whole);
    }

    #[test]
    fn keys_after_a_whole_answer_are_all_there(colour in "[0-9a-f]{4}/[0-9a-f]{4}/[0-9a-f]{4}", typed in "[a-zA-Z]{0,8}") {
        let events = decode(format!("\x1b]11;rgb:{colour}\x1b\\{typed}").as_bytes());
        let keys: Vec<_> = typed.chars().map(|c| InputEvent::Key(Key::char(c))).collect();
        prop_assert_eq!(&events[1..], keys.as_slice());
    }
}
