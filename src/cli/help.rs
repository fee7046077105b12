//! The words of `--help` that clap does not make.

use std::ffi::OsString;

/// `dateline help` and `dateline help COMMAND`, as other programs have them, mean `--help`.
pub fn asked(mut given: Vec<OsString>) -> Vec<OsString> {
    if given.get(1).is_some_and(|first| first == "help") {
        given.remove(1);
        given.push(OsString::from("--help"));
    }
    given
}

/// `dateline --help`: the commands in groups.
pub const TEMPLATE: &str = "\
{about}

{usage-heading} {usage}

Without a command the screen opens. `?` there shows the keys.

Reading:
  day          List a day's stories
  read         Make pages readable: addresses, files, or - for standard input
  search       Find stories by their words, in titles and texts
  fetch        Fetch what is new, or what was published on a day
  bookmarks    List, add, remove, export, import and check what was kept

Sources:
  add          Find out what a site offers and follow it
  sources      List the sources, leave one, or edit their file
  import       Take over sources or bookmarks from a file of another program
  export       Write the sources as OPML
  inspect      Say what an address or a file is, as JSON

About the program:
  keys         List the keys as they are bound, or check your own
  themes       List the themes, with swatches
  config       Print the settings in force and where each came from
  doctor       Say how the terminal, the folders and the store are
  completions  Print completions for a shell
  man          Print the manual page

Options:
{options}{after-help}
";

/// Under `dateline --help`.
pub const EXAMPLES: &str = "\
Examples:
  dateline --demo                                 look around without the network
  dateline add https://example.org/               follow a site, by its feed or its calendar
  dateline --date 2025-11-05                      read that day
  dateline fetch && dateline day                  today's headlines
  dateline read https://example.org/story | less  one page as text

Files: config.toml, keys.toml, sources.toml and themes/ are in ~/.config/dateline,
the store in ~/.local/share/dateline; --config-dir and --data-dir choose others, as do
DATELINE_CONFIG_DIR and DATELINE_DATA_DIR. `dateline doctor` shows where they are.

Results go to standard output, notices to standard error. Exit codes: 0 done,
1 nothing found, 2 usage, 3 configuration, 4 network, 5 storage, 130 interrupted.";

/// Under `dateline keys --help`.
pub const KEYS: &str = "\
Keys of your own stand in keys.toml, beside config.toml:
  preset = \"vim\"                         # or newsboat, arrows, emacs
  [everywhere]
  \"<C-n>\" = \"next-day\"
  [list]
  x = [\"bookmark\", \"next-story\"]        # several, one after the other
  w = false                              # let go

Examples:
  dateline keys --preset emacs            look at a preset
  dateline keys --check                   what is wrong in keys.toml, with its lines
  dateline keys --format json | jq -r '.keys[0] + \" \" + .action'";

/// Under `dateline read --help`.
pub const READ: &str = "\
Examples:
  dateline read https://example.org/story
  dateline read --format markdown saved.html --base-url https://example.org/story
  curl -s https://example.org/story | dateline read - --format json
  dateline read --batch --jobs 4 pages.jsonl > texts.jsonl";

/// Under `dateline day --help`.
pub const DAY: &str = "\
Examples:
  dateline day
  dateline day yesterday --json
  dateline day fri --format markdown > friday.md
  dateline day 2025-11-01..2025-11-07";

/// Under `dateline search --help`.
pub const SEARCH: &str = "\
Examples:
  dateline search grain corridor
  dateline search '\"grain corridor\" -talks source:wire'
  dateline search 'title:river (flood or rain) date:2026-11' --json
  dateline search 'is:unread newer:3d words:>800' --rank

Words must all be there; `or`, `not`, `-` and brackets combine them, quotes keep them together, `*` at the \
end leaves a word open. Conditions: title: author: source: section: tag: lang: is: has: date: before: after: \
newer: older: words:";

/// Under `dateline fetch --help`.
pub const FETCH: &str = "\
Examples:
  dateline fetch                  what is new
  dateline fetch --full           with the texts, for the train
  dateline fetch 2025-11-05       what was published that day, where a source has an archive
  dateline fetch 2025-11 --full   a whole month";

/// Under `dateline add --help`.
pub const ADD: &str = "\
Examples:
  dateline add example.org --dry-run
  dateline add https://example.org/feed.xml
  dateline add 'https://example.org/world/{YYYY}-{MM}-{DD}/'

An address may be a feed, a site or section that announces a feed or shows an archive calendar, an \
article of such a site, or a template of its day pages. What was found is tried before it is saved.";

/// Under `dateline bookmarks --help`.
pub const BOOKMARKS: &str = "\
Examples:
  dateline bookmarks
  dateline bookmarks list tag:trade has:note --json
  dateline bookmarks add https://example.org/story --tag trade --note 'for Monday'
  pbpaste | dateline bookmarks add - --tag later       addresses, one a line
  dateline bookmarks import pocket.zip --dry-run
  dateline bookmarks export netscape > bookmarks.html
  dateline bookmarks check

An address is on the disk before `add` says that it is kept; its text may follow.";

/// Under `dateline bookmarks export --help`.
pub const BOOKMARKS_EXPORT: &str = "\
Examples:
  dateline bookmarks export json > bookmarks.json
  dateline bookmarks export csv --tag trade
  dateline bookmarks export markdown --folder ~/notes/news

What is exported comes back whole with `dateline bookmarks import`: address, title, tags, note, day and \
moment. JSON has one object a line; CSV (RFC 4180) guards cells that a spreadsheet would take for formulas \
with an apostrophe, which the import takes off again. In a folder each note has a file name of its own, \
day first; a file that is there already is never written over.";

/// Under `dateline bookmarks import --help`.
pub const BOOKMARKS_IMPORT: &str = "\
Examples:
  dateline bookmarks import bookmarks.html             of a browser, Pinboard, linkding, Shaarli
  dateline bookmarks import pocket.zip                 ZIP and gzip are unpacked
  dateline bookmarks import omnivore/                  a folder of files that belong together
  dateline bookmarks import - < addresses.txt          one address a line

Also Pocket (CSV, HTML), Instapaper (CSV, HTML), Readwise Reader (CSV), Wallabag (JSON, CSV), Raindrop (CSV), \
the files Firefox and Chrome keep themselves (JSON), Markdown lists and notes, and Dateline's own exports. \
Columns are found by their heads, in any order. What was left is named with its line and why. Nothing is \
fetched, a file taken twice gives no doubles, and u on the screen takes the import back.";

/// Under `dateline import --help`.
pub const IMPORT: &str = "\
Examples:
  dateline import                          name the lists of other readers on this machine
  dateline import subscriptions.opml
  dateline import ~/.newsboat/urls
  dateline import bookmarks.html --dry-run

What a file is, is found out by its content: OPML, newsboat's urls, newsraft's feeds, a list of \
addresses; bookmarks of browsers, Pinboard, linkding, Shaarli, Pocket, Instapaper, Omnivore, Readwise \
Reader, Wallabag, Raindrop and Dateline as HTML, CSV or JSON. Nothing is fetched; a file taken twice \
gives no doubles; u on the screen takes an import back.";

/// Under `dateline themes --help`.
pub const THEMES: &str = "\
Examples:
  dateline themes
  dateline --set ui.theme=fjord       try one for a run; zt on the screen tries them on
  mkdir -p ~/.config/dateline/themes  a file NAME.toml there is a theme of your own";

/// Under `dateline config --help`.
pub const CONFIG: &str = "\
Examples:
  dateline config
  dateline config --check
  dateline config --default > ~/.config/dateline/config.toml

A flag (--set NAME=VALUE) goes before the environment (DATELINE_UI_MEASURE for ui.measure), the
environment before the file. The screen reads the file again when it is saved.";

/// Under `dateline doctor --help`.
pub const DOCTOR: &str = "\
Each line is ok, a warning with what can be done, or bad. Exit code: 0, or that of the first \
line that is bad: 3 configuration, 5 storage. No network is asked.";
