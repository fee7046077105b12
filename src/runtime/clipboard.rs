//! Copying through the terminal (xterm's OSC 52), which also works over ssh; no terminal says whether it took it.
//!
//! Inside tmux the sequence is dropped as tmux comes (`set-clipboard external`), and nobody is told. There the text is
//! handed to tmux itself: it stands in its buffer, and tmux sends it on.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use crate::news::{Fault, FaultKind};

/// Bytes a text may have: as base64 they fit the 100,000 that terminals take at most.
pub const MAX_COPY: usize = 74_994;

/// The sequence that puts a text on the clipboard.
pub fn osc52(text: &str) -> Result<Vec<u8>, Fault> {
    if text.len() > MAX_COPY {
        return Err(Fault::new(FaultKind::Usage, "this is more than a terminal takes as a copy")
            .hint("up to 74,994 bytes can be copied"));
    }
    let mut out = b"\x1b]52;c;".to_vec();
    out.extend(base64(text.as_bytes()));
    out.extend(b"\x1b\\");
    Ok(out)
}

/// Hands a text to tmux, in whose window this runs; whether it also sends it on to its terminal's clipboard, as it does
/// since 3.2 where `set-clipboard` is not `off`. Waits for tmux.
pub fn to_tmux(text: &str) -> Result<bool, Fault> {
    let load = |more: &[&str]| -> io::Result<bool> {
        let mut tmux = Command::new("tmux");
        tmux.arg("load-buffer").args(more).arg("-").stdin(Stdio::piped());
        let mut child = tmux.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        // One that does not know an option ends before it reads.
        let written = child.stdin.take().map_or(Ok(()), |mut to| to.write_all(text.as_bytes()));
        Ok(child.wait()?.success() && written.is_ok())
    };
    let failed = || Fault::new(FaultKind::Usage, "tmux did not take the copy");
    let tried = load(&["-w"]).map_err(|error| failed().cause(error))?;
    if tried {
        return Ok(sends_on());
    }
    match load(&[]) {
        Ok(true) => Ok(false),
        Ok(false) => Err(failed()),
        Err(error) => Err(failed().cause(error)),
    }
}

/// Whether tmux sends copies on to its terminal.
fn sends_on() -> bool {
    let mut tmux = Command::new("tmux");
    tmux.args(["show-options", "-gsv", "set-clipboard"]).stdin(Stdio::null()).stderr(Stdio::null());
    tmux.output().is_ok_and(|told| told.status.success() && !told.stdout.starts_with(b"off"))
}

/// Base64 with the standard alphabet and padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |index: usize| u32::from(chunk.get(index).copied().unwrap_or(0));
        let group = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let digit = (group >> (18 - 6 * place)) & 63;
            out.push(if place > chunk.len() { b'=' } else { ALPHABET[digit as usize] });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_rfc() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded.as_bytes());
        }
        assert_eq!(base64("ж>?".as_bytes()), b"0LY+Pw==");
    }

    #[test]
    fn a_copy_has_its_limit() {
        assert_eq!(osc52("a").unwrap(), b"\x1b]52;c;YQ==\x1b\\");
        assert!(base64(&vec![b'x'; MAX_COPY]).len() <= 100_000);
        assert!(osc52(&"x".repeat(MAX_COPY)).is_ok());
        assert_eq!(osc52(&"x".repeat(MAX_COPY + 1)).unwrap_err().exit_code(), 2);
    }
}
