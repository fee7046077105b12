//! Dateline reads the news by the day, in a terminal.
//!
//! The rooms, bottom to top; each may import only those above it in this list. `docs/architecture.md`
//! has the map, and a test in `tests/` keeps it true.

pub mod news;

pub mod locale;

pub mod query;

pub mod extract;
pub mod picture;
pub mod typeset;

pub mod keymap;
pub mod theme;

pub mod config;
pub mod store;

pub mod fetch;

pub mod service;

pub mod app;
pub mod view;

pub mod plain;

pub mod cli;
pub mod runtime;
