//! What is said while somebody waits for a damaged store to be mended.
//!
//! On standard error, a line each time, so that it can be heard as well as seen. The screen does not wait and says it
//! itself.

use std::io::{self, IsTerminal, Write};

use crate::locale::counted;

/// Says that a damaged store is being mended: at its beginning, where no rows are saved; on a terminal how far it is too,
/// each time that twice as much is done.
pub fn say_mending(rows: u64) {
    let mut said = io::stderr();
    let words = match rows {
        0 => {
            "the store is damaged and is being mended first; that takes seconds for each gigabyte".to_owned()
        }
        _ if said.is_terminal() && (rows / 1000).is_power_of_two() => {
            format!("{} saved so far", counted(rows, "row", "rows"))
        }
        _ => return,
    };
    // A closed standard error is no reason not to mend it.
    let _ = writeln!(said, "dateline: {words}");
}
