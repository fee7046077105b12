//! Bytes → news: charsets, feeds, dates, archive calendars, listings and article pages.
//!
//! Whoever fetched something hands its bytes in here and gets news back, or a [`crate::news::Fault`].
//! Everything is pure: nothing here fetches, stores, draws or asks what day it is. A page is parsed
//! once, within limits ([`Limits`]), into a [`Page`]; article, links and calendar are read from that.
//! Bytes from outside enter through [`convert`] or [`on_worker`], which survive whatever a page does.

mod article;
mod beside;
mod blocks;
mod by_node;
pub mod calendar;
mod called;
pub mod charset;
pub mod copies;
mod credit;
pub mod date;
mod dated;
pub mod effort;
mod elsewhere;
mod embedded;
mod entries;
mod explain;
pub mod feed;
mod figure;
mod formulas;
mod fragment;
pub mod import;
mod inline;
mod json_ld;
mod json_signs;
pub mod judge;
mod kernel;
mod language;
mod layer;
mod link_use;
pub mod links;
pub mod listing;
mod mail;
mod marked;
mod metadata;
mod month_names;
mod nesting;
mod outline;
mod own;
mod packed;
mod page;
mod parts;
mod plain_lines;
mod polish;
mod propose;
mod prune;
mod quality;
pub mod recognise;
pub mod rules;
mod second_opinion;
pub mod sitemap;
mod streamed;
mod survivors;
mod table;
mod threads;
mod tokens;
mod tree;
mod unshown;
mod wall;
pub mod ways;
mod whole;
pub mod wordpress;
mod words;
mod worker;

pub use charset::CharsetHint;
pub use dated::{day_in, months_in, with_month};
pub use elsewhere::{Elsewhere, elsewhere};
pub use explain::explain;
pub use fragment::fragment;
pub use json_signs::json_depth;
pub use language::language;
pub use layer::Layer;
pub use marked::mime_of;
use page::is_tag_name;
pub use page::{Limits, Page, PageFacts, is_noise};
pub use parts::{Part, join};
pub use propose::{Wish, propose};
pub use quality::{is_better, quality};
pub use recognise::is_list_of_sources;
pub use whole::whole;
pub use words::words;
pub use worker::{convert, convert_by, convert_costed, convert_part, on_worker};
