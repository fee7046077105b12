//! What several of the integration tests stand on.
#![allow(clippy::format_collect, reason = "the pages of the test sites are small")]
#![allow(dead_code, reason = "each module of the tests uses a part of it")]

pub mod page;
pub mod portal;
pub mod prose;
pub mod pty;
pub mod site;
pub mod sites;
