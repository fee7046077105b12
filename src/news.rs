//! The vocabulary of Dateline: what a day, a source, a story, a document and a bookmark are.
//!
//! Every other room speaks in these types. Nothing here reads a file, a clock or the network, and
//! nothing here knows how a page is parsed, stored or drawn. Text that came from outside is a
//! [`Text`], an address that may be opened is an [`Address`]: who holds one need not clean it again.

mod address;
mod article;
mod attached;
mod bookmark;
mod change;
mod day;
mod document;
mod edition;
mod fault;
mod health;
mod mute;
mod route;
mod route_line;
mod search;
mod slug;
mod source;
mod story;
mod tags;
mod template;
mod text;
mod text_rules;
mod when;
mod why;

pub use address::{Address, AddressError, is_tracking};
pub use article::{Article, TextKind, minutes_for};
pub use attached::{Attached, Enclosure, Medium, Talk};
pub use bookmark::{Bookmark, KeptWords, LinkFound, LinkLook, Standing, TagUse};
pub use change::{Change, Verb, Window};
pub use day::{Day, DayRange, Month};
pub use document::{Block, Cell, Document, Role, Row, Span, Style};
pub use edition::{Asked, DayFacts, Edition, Outcome, Scope, SourceDays, YearFacts};
pub use fault::{Fault, FaultKind};
pub use health::{Condition, Health, SourceRow};
pub use mute::{MutePreview, MuteRule};
pub use route::{ArchiveKind, DatedKind, LiveKind, ROUTE_KINDS, Route};
pub use route_line::RouteError;
pub use search::{DocId, HitDays, Order, SavedSearch, SearchHit, Searched};
pub use slug::Slug;
pub use source::{Refresh, Source, told_apart};
pub use story::{Headline, Item, RawHtml, SourceId, StoryId};
pub use tags::{tag_begun, tags_line, tags_of, tags_shown, written as written_tag};
pub use template::{Template, TemplateError, english_month, month_words};
pub use text::{Text, capitalised};
pub use text_rules::TextRules;
pub use when::{DayFrom, Decided, Moment, Now, When, decide_day};
pub use why::{Candidate, LeftOut, Why};
