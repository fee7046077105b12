//! The forms that results are printed in.

use clap::{Args, ValueEnum};

/// In which form a text is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines set to a width
    Text,
    /// Markdown
    Markdown,
    /// HTML
    Html,
    /// One JSON object a line
    Json,
    /// Lines set to a width, with colours
    Ansi,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Rows {
    /// One JSON object a line: short for --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// In which form: text, json
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: Option<RowsFormat>,
}

impl Rows {
    /// Whether each row is an object of JSON.
    pub fn is_json(self) -> bool {
        self.json || matches!(self.format, Some(RowsFormat::Json))
    }
}

/// Forms of a list.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum RowsFormat {
    /// Lines for reading
    Text,
    /// One JSON object a line
    Json,
}

/// Forms of exported bookmarks.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Export {
    /// A Markdown list, or with --folder a note for each
    Markdown,
    /// The file that browsers import
    Netscape,
    /// One JSON object a line
    Json,
    /// Comma-separated values (RFC 4180)
    Csv,
}

/// Forms of exported sources.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ExportSources {
    /// OPML 2.0, which feed readers import
    Opml,
}

/// Forms of the key table.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum KeysFormat {
    /// A table for reading
    #[default]
    Text,
    /// A Markdown table
    Md,
    /// One JSON object a line
    Json,
    /// A section of a manual page
    Man,
}

/// Forms of the list of themes.
#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum ThemesFormat {
    /// Swatches for looking at
    #[default]
    Text,
    /// One JSON object a line
    Json,
    /// The contrasts of the themes of the house, as Markdown tables
    Md,
}

/// What has names of its own that completions offer.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Names {
    /// The ids of the sources.
    Sources,
    /// The tags in use.
    Tags,
    /// Days of this month and the one before that have stories.
    Days,
    /// The addresses of what is kept.
    Bookmarks,
}
