//! The world under the screen: the terminal, the input, signals, other programs.
//!
//! Only this room names the terminal library and the operating system. Input comes through the
//! [`Gate`], a thread that sleeps until the terminal, a signal or the gate's owner has something to
//! say; frames leave through the [`Terminal`], each in one write. What the terminal answers to a
//! question is never a key, a terminal that vanished is an event and not an error, and nothing here
//! wakes while nothing happens. No decision about news is made here.

pub mod browser;
mod burst;
pub mod clipboard;
mod clock;
mod deadline;
mod decoder;
mod direction;
pub mod external;
mod facts;
mod found_site;
mod gate;
mod hyperlinks;
mod input;
mod interrupt;
mod lines;
mod look;
mod mended;
mod note_file;
mod out;
mod paper;
mod process;
mod screen;
mod searching;
mod sequence;
mod session;
mod signals;
mod terminal;
mod watch;
mod world;

pub use clock::Clock;
pub use decoder::Decoder;
pub use direction::reorders;
pub use facts::{error_columns, free_bytes, may_write, take_files, terminal_size};
pub use gate::{Gate, Parked};
use hyperlinks::shows_links;
pub use input::{InputEvent, Signal, TerminalAnswer};
pub use interrupt::{exit_on_interrupt, outlive_file_limits};
pub use lines::run_lines;
pub use look::{manner, remembered_ground, says_utf8};
pub use mended::say_mending;
use out::Out;
pub use paper::Paper;
pub use session::{RunOptions, run};
pub use terminal::{Question, Terminal, has_terminal, no_terminal, restore};
