//! The person's own themes.

use std::fs;
use std::path::Path;

use super::given::Given;
use super::plain_file::text_of;
use crate::news::Fault;
use crate::theme::{Shelf, ThemeFile};

/// All themes: those of the house, and each `NAME.toml` of the folder. A folder that is not there has none; a
/// file that cannot be read is a fault, since it may be the one that was chosen.
pub fn shelf(folder: &Path) -> Result<Shelf, Fault> {
    let mut own = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = path.file_stem().and_then(|stem| stem.to_str()).filter(|stem| !stem.starts_with('.'));
        let (Some(name), Some("toml")) = (name, path.extension().and_then(|end| end.to_str())) else {
            continue;
        };
        let text = text_of(&path, "theme")?;
        // Said once it is chosen; the others can be.
        let trouble = Given { path: &path, raw: &text }.document().err();
        own.push((name.to_owned(), ThemeFile { path: path.display().to_string(), text, trouble }));
    }
    Ok(Shelf::with(own))
}
