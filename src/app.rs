//! The interactive program's pure core: state, messages, actions, effects.
//!
//! [`update()`] takes the state and what happened and answers with what is asked of the world. It
//! reads no clock and does no IO: time comes as a message, work leaves as an [`Effect`] and returns
//! as a [`Msg`] with the ticket it was given. What it decides is drawn by room `view` and performed
//! by room `runtime`.

mod action;
mod actions;
mod answers;
mod arguments;
mod attached;
mod awaited;
mod chain;
mod changes;
mod empty;
mod habits;
mod head;
mod health;
mod help;
mod hints;
mod history;
mod keep_line;
mod keyed;
mod lens;
mod likeness;
mod list_look;
mod live_keys;
mod marks;
mod message;
mod mute_panel;
mod other_ways;
mod palette;
mod pictures;
mod presets;
mod regions;
mod routes;
mod spoken;
mod standing;
mod starters;
mod state;
mod themes;
mod update;
mod waiting;
mod why;
mod with_keys;

pub use action::{Action, ActionRow, Context};
pub use actions::ACTIONS;
pub use answers::Answers;
pub use arguments::{Arguments, KnownNames, arguments, choices};
pub use attached::attached_line;
pub use awaited::{Awaited, Ticket, Tickets};
pub use chain::{Chain, Link};
pub use changes::ChangesView;
pub use empty::empty_words;
pub use head::{head, is_close, kept_lines};
pub use health::HealthView;
pub use help::{HelpLine, HelpView, KEY_COLUMNS, help_columns, keys_of};
use help::{help_end, help_rows};
pub use hints::{Hint, Hints};
pub use history::{History, LineKind};
pub use keep_line::{KeepField, KeepLine, KeepStep};
use keyed::{Keyed, acted, keyed};
pub use lens::{Lens, shade_of};
pub use list_look::{Heads, ListLook, OrderChoice, StoryOrder};
pub use live_keys::live_keymap;
pub use marks::{Marks, Place as MarkedPlace};
pub use message::{
    AskReport, Changed, DayKind, Effect, FoundSite, Hit, Msg, Opened, Progress, Target, TextChoice,
};
pub use mute_panel::{MuteBy, MuteList, MutePanel};
pub use other_ways::{Opens, OtherWay, OtherWays};
pub use palette::{Asked, Offer, Palette, offered};
pub use pictures::{Figures, Pictures};
pub use presets::{PRESETS, Preset, default_keymap};
pub use regions::{Regions, Shape};
pub use routes::{RouteLine, RoutePanel, RouteRow};
pub use spoken::{Spoken, meant, named, named_behind_colon, named_with_words};
pub use standing::{StandingWords, standing_words};
pub use starters::{Starter, StarterLine, Starters, language_of};
pub use state::{
    AddLine, AddState, Before, BookmarksView, Borders, CalendarPane, Card, DayDone, DayLook, Filter,
    FindLine, Finding, Held, Input, Landing, ListPane, ListRow, Mark, Overlay, Pane, Reader, Replace, Resume,
    Screen, SearchPane, SourceState, Start, State, Status, StatusKind, Trail, WhyView, Work, YearPane,
};
pub use themes::ThemePicker;
pub use update::{Answer, NOTHING_RUNS, STOPPED, begin, clear, put, row_height, to_row, update, worded};
pub use waiting::WaitingKeys;
use why::kind as text_kind;
pub use why::{WHY_COLUMNS, WhyPart, why_lines};
use with_keys::key_for;
pub use with_keys::with_keys;
