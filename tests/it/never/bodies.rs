//! What must hold whatever bytes come: one module for each door that bytes from outside pass.
//!
//! The property tests feed these with made-up mixtures, the fuzzer (`fuzz/`) with what it finds; both therefore
//! ask for the same. Nothing here asks for time: who runs it sets a limit.

mod address;
pub mod charset;
pub mod clean_text;
pub mod configuration;
pub mod feed;
mod harmless;
pub mod page;
pub mod query;
pub mod typesetting;
pub mod url_policy;
