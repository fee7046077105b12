//! What several of the integration tests stand on.
#![allow(dead_code, reason = "each module of the tests uses a part of it")]

pub mod portal;
pub mod prose;
pub mod site;
pub mod sites;
