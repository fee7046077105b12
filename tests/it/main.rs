//! All integration tests, one program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may end where it finds a fault"
)]

mod commands;
mod fetch;
mod hostile_pages;
mod pages;
mod first_command;
mod journey;
mod probe;
mod rooms;
mod screens;
mod sites;
mod support;
mod terminal;
mod typeset;
