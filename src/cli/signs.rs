//! The signs that this terminal can show: those of ASCII where it has no others.
//!
//! One piece for results and notices alike. JSON and files are never changed.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::config::Settings;
use crate::runtime::manner;
use crate::view::in_ascii;

static ASCII: AtomicBool = AtomicBool::new(false);

/// From now on signs are those that the settings and the environment ask for.
pub fn follow(settings: &Settings) {
    ASCII.store(manner(settings).ascii, Ordering::Relaxed);
}

/// Whether signs are those of ASCII.
pub fn are_ascii() -> bool {
    ASCII.load(Ordering::Relaxed)
}

/// A text for people as this terminal can show it.
pub fn shown(text: &str) -> Cow<'_, str> {
    if are_ascii() { in_ascii(text) } else { Cow::Borrowed(text) }
}
