//! `dateline bookmarks` and what can be done with them.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::forms::{Export, Rows};
use super::{ImportArgs, help};

/// `dateline bookmarks`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Bookmarks {
    /// In which form.
    #[command(flatten)]
    pub rows: Rows,
    /// What to do with them.
    #[command(subcommand)]
    pub act: Option<BookmarksAct>,
}

/// What can be done with bookmarks.
#[derive(Debug, Subcommand)]
pub enum BookmarksAct {
    /// List what is kept, all of it or what a query finds
    List {
        #[command(flatten)]
        kept: Kept,
        #[command(flatten)]
        rows: Rows,
    },
    /// Keep addresses and their texts
    Add {
        /// Addresses; - reads them from standard input, one a line
        #[arg(value_name = "URL", required = true)]
        urls: Vec<String>,
        /// A tag; may be given several times, or several with commas between
        #[arg(long = "tag", value_name = "TAG", value_delimiter = ',')]
        tags: Vec<String>,
        /// A note
        #[arg(long, value_name = "NOTE")]
        note: Option<String>,
    },
    /// Let addresses go; u on the screen brings them back
    Remove {
        /// The addresses
        #[arg(value_name = "URL", required = true)]
        urls: Vec<String>,
    },
    /// Print bookmarks for other programs
    #[command(after_help = help::BOOKMARKS_EXPORT)]
    Export {
        /// In which form
        #[arg(value_name = "markdown|netscape|json|csv", hide_possible_values = true)]
        format: Export,
        #[command(flatten)]
        kept: Kept,
        /// Markdown: a note for each bookmark in this folder, with its facts in front and its text
        #[arg(long, value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
    /// Take over what was kept in browsers and read-later services
    #[command(after_help = help::BOOKMARKS_IMPORT)]
    Import(ImportArgs),
    /// Ask whether what is kept is still where it was; the answers are remembered, nothing is let go. JSON has those
    /// that are there, too
    Check {
        #[command(flatten)]
        kept: Kept,
        #[command(flatten)]
        rows: Rows,
    },
}

/// Which bookmarks are meant.
#[derive(Debug, Default, Args)]
pub struct Kept {
    /// Words, "phrases", and or not ( ), tag:trade has:note date:2026-11 …; all without it
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Only those with this tag; given several times, with all of them
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
}

impl Kept {
    /// Whether all are meant.
    pub fn is_all(&self) -> bool {
        self.query.is_empty() && self.tags.is_empty()
    }
}
