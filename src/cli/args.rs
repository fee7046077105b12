//! What may be written on the command line.

mod bookmarks;
mod forms;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub use self::bookmarks::{Bookmarks, BookmarksAct, Kept};
pub use self::forms::{Export, ExportSources, Format, KeysFormat, Names, Rows, ThemesFormat};
use super::help;

/// Reads the news by the day, in a terminal.
#[derive(Debug, Parser)]
#[command(
    name = "dateline",
    version,
    about = "Reads the news by the day, in a terminal",
    help_template = help::TEMPLATE,
    after_help = help::EXAMPLES,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Cli {
    /// What to do; without it the screen opens
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The screen.
    #[command(flatten)]
    pub screen: Screen,
    /// Everywhere.
    #[command(flatten)]
    pub global: Global,
}

/// How the screen opens.
#[derive(Debug, Args)]
pub struct Screen {
    /// An address to read at once, or a day template to follow
    #[arg(value_name = "URL")]
    pub input: Option<String>,
    /// Begin with this day: 2025-11-05, fri, yesterday, 3w
    #[arg(long, value_name = "DAY")]
    pub date: Option<String>,
    /// The demo edition: no network, leaves no trace
    #[arg(long)]
    pub demo: bool,
    /// Tell everything in lines, for screen readers, braille and scripts; also where TERM is dumb
    #[arg(long)]
    pub plain: bool,
    /// Columns of a line with --plain; 0 never breaks a paragraph
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(0..=500))]
    pub width: Option<u16>,
}

/// What holds for every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Global {
    /// Where config.toml and sources.toml are
    #[arg(long, global = true, value_name = "DIR")]
    pub config_dir: Option<PathBuf>,
    /// Where the store is
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// Change a setting for this run: ui.theme=fjord; may be given several times
    #[arg(long, global = true, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// Stop the clock at this instant
    #[arg(long, global = true, value_name = "RFC3339")]
    pub now: Option<String>,
    /// Stop the clock at noon of this day
    #[arg(long, global = true, value_name = "DATE", conflicts_with = "now")]
    pub today: Option<String>,
    /// Write a log to dateline.log in the data folder: error, warn, info, debug, trace
    #[arg(long, global = true, value_name = "LEVEL", hide_possible_values = true)]
    pub log: Option<LogLevel>,
}

/// How much is logged.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogLevel {
    /// What failed.
    Error,
    /// What is odd.
    Warn,
    /// What happens.
    Info,
    /// How it happens.
    Debug,
    /// Everything.
    Trace,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make pages readable: addresses, files, or - for standard input
    #[command(after_help = help::READ)]
    Read(Read),
    /// List a day's stories
    #[command(after_help = help::DAY)]
    Day(DayArgs),
    /// Find stories by their words, in titles and texts
    #[command(after_help = help::SEARCH)]
    Search(SearchArgs),
    /// Fetch what is new, or what was published on a day
    #[command(after_help = help::FETCH)]
    Fetch(FetchArgs),
    /// Find out what a site offers and follow it
    #[command(after_help = help::ADD)]
    Add(Add),
    /// Say what an address or a file is, as JSON
    Inspect(Inspect),
    /// List the sources
    Sources(Sources),
    /// List what was kept
    #[command(after_help = help::BOOKMARKS)]
    Bookmarks(Bookmarks),
    /// Take over sources and bookmarks from other programs' files
    #[command(after_help = help::IMPORT)]
    Import(ImportArgs),
    /// Print the sources for other programs
    Export(ExportArgs),
    /// List the keys as they are bound, or check your own
    #[command(after_help = help::KEYS)]
    Keys(Keys),
    /// List the themes, with swatches
    #[command(after_help = help::THEMES)]
    Themes(Themes),
    /// Print the settings in force and where each came from
    #[command(after_help = help::CONFIG)]
    Config(Config),
    /// Say how the terminal, the folders and the store are
    #[command(after_help = help::DOCTOR)]
    Doctor(Doctor),
    /// Print completions for a shell
    Completions {
        /// Which shell
        #[arg(
            value_name = "bash|elvish|fish|powershell|zsh",
            required_unless_present = "names",
            hide_possible_values = true
        )]
        shell: Option<Shell>,
        /// What the completions ask for: names that are in the store and the sources file
        #[arg(long, value_name = "WHAT", hide = true, conflicts_with = "shell")]
        names: Option<Names>,
    },
    /// Print the manual page
    Man,
}

/// `dateline read`.
#[derive(Debug, Args)]
pub struct Read {
    /// Addresses, files, or - for standard input
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// The address that a file or standard input came from
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// In which form: text, markdown, html, json, ansi; ansi on a terminal, else text
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// JSON: short for --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Columns of a line; 0 never breaks a paragraph
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(0..=500))]
    pub width: Option<u16>,
    /// Ask the site again although the text is stored
    #[arg(long)]
    pub fresh: bool,
    /// Say instead why the text is as it is: what there was, what was left out and by which rule
    #[arg(long, conflicts_with_all = ["width", "fresh"])]
    pub explain: bool,
    /// Read JSON lines {"id","path","url"}, write JSON lines. A line with a path is read from that file alone: nothing
    /// is fetched for it, nor are further pages of the article looked for
    #[arg(long, conflicts_with_all = ["format", "json", "width", "fresh", "base_url", "explain"])]
    pub batch: bool,
    /// How many to read at once with --batch (default 1)
    #[arg(long, value_name = "N", requires = "batch", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub jobs: Option<u16>,
}

impl Read {
    /// The form that was asked for.
    pub fn format(&self) -> Option<Format> {
        if self.json { Some(Format::Json) } else { self.format }
    }
}

/// `dateline day`.
#[derive(Debug, Args)]
pub struct DayArgs {
    /// A day or days: 2025-11-05, fri, yesterday, 2025-11, 2025-11-01..2025-11-05
    #[arg(value_name = "DATE|RANGE")]
    pub days: Option<String>,
    /// One JSON object a line
    #[arg(long, conflicts_with_all = ["format", "width"])]
    pub json: bool,
    /// Print the stories' texts: text, markdown, html, json, ansi; what is not stored yet is fetched
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    pub format: Option<Format>,
    /// Columns of a line of the texts; 0 never breaks a paragraph
    #[arg(long, value_name = "COLUMNS", requires = "format", value_parser = clap::value_parser!(u16).range(0..=500))]
    pub width: Option<u16>,
}

/// `dateline search`.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Words, "phrases", and or not ( ), source:wire date:2026-11 is:unread …
    #[arg(value_name = "QUERY", required = true, num_args = 1..)]
    pub query: Vec<String>,
    /// In which form.
    #[command(flatten)]
    pub rows: Rows,
    /// The most stories to list; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    /// What fits best first, not what is newest
    #[arg(long)]
    pub rank: bool,
}

/// `dateline fetch`.
#[derive(Debug, Args)]
pub struct FetchArgs {
    /// A day or days to ask the sources' archives for; without it, what is new
    #[arg(value_name = "DATE|RANGE")]
    pub days: Option<String>,
    /// Store the articles' texts too, for reading offline
    #[arg(long)]
    pub full: bool,
    /// Ask again for finished days that have answered
    #[arg(long)]
    pub again: bool,
}

/// `dateline add`.
#[derive(Debug, Args)]
pub struct Add {
    /// The address of a site, section, feed or article, a day template, or a saved page or feed
    #[arg(value_name = "URL|FILE")]
    pub input: String,
    /// Only show what was found
    #[arg(long)]
    pub dry_run: bool,
}

/// `dateline inspect`.
#[derive(Debug, Args)]
pub struct Inspect {
    /// An address, a day template, a file, or - for standard input
    #[arg(value_name = "URL|FILE")]
    pub input: String,
    /// The address that a file came from
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
}

/// `dateline sources`.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Sources {
    /// In which form.
    #[command(flatten)]
    pub rows: Rows,
    /// What to do with them.
    #[command(subcommand)]
    pub act: Option<SourcesAct>,
}

/// What can be done with sources.
#[derive(Debug, Subcommand)]
pub enum SourcesAct {
    /// List them, as without a word
    List(Rows),
    /// Leave a source; its bookmarks stay
    Remove {
        /// Its id, as `dateline sources` shows it
        id: String,
    },
    /// Open sources.toml in your editor (VISUAL, EDITOR), then check it
    Edit,
}

/// `dateline import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Files, or - for standard input; without one, the lists of other readers here are named
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Only say what is in them
    #[arg(long)]
    pub dry_run: bool,
}

/// `dateline export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// In which form: OPML 2.0, which feed readers import
    #[arg(value_name = "opml", hide_possible_values = true)]
    pub what: ExportSources,
}

/// `dateline keys`.
#[derive(Debug, Args)]
pub struct Keys {
    /// In which form: text, md, json, man
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    pub format: KeysFormat,
    /// One JSON object a line: short for --format json
    #[arg(long, conflicts_with_all = ["format", "check"])]
    pub json: bool,
    /// The keys of a preset instead of your own: vim, newsboat, arrows or emacs
    #[arg(long, value_name = "NAME", conflicts_with = "check")]
    pub preset: Option<String>,
    /// Read keys.toml and say everything that is wrong in it, with line and column
    #[arg(long, conflicts_with = "format")]
    pub check: bool,
}

/// `dateline themes`.
#[derive(Debug, Args)]
pub struct Themes {
    /// In which form: text (swatches), json, md (the contrasts of the themes of the house)
    #[arg(long, value_name = "FORMAT", default_value = "text", hide_possible_values = true)]
    pub format: ThemesFormat,
    /// One JSON object a line: short for --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

/// `dateline config`.
#[derive(Debug, Args)]
pub struct Config {
    /// Print the settings file with every setting, its meaning and its default
    #[arg(long, conflicts_with_all = ["check", "json", "format"])]
    pub default: bool,
    /// Read settings, sources and themes, and only say what is wrong
    #[arg(long, conflicts_with_all = ["json", "format"])]
    pub check: bool,
    /// In which form.
    #[command(flatten)]
    pub rows: Rows,
}

/// `dateline doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Read the whole store too and remember that it was well; seconds for each gigabyte
    #[arg(long)]
    pub deep: bool,
    /// In which form.
    #[command(flatten)]
    pub rows: Rows,
}
