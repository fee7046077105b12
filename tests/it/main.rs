//! All integration tests, one program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may end where it finds a fault"
)]

mod attached;
mod attacks;
mod bombs;
mod broken;
mod carry;
mod commands;
mod contracts;
mod corpus;
mod demo;
mod direction;
mod documents;
mod feeds;
mod fetch;
mod few_cells;
mod finding;
mod first_command;
mod first_minute;
mod floods;
mod gone;
mod hostile_pages;
mod hostile_web;
mod imports;
mod in_text_pictures;
mod journey;
mod keeping;
mod keys;
mod kills;
mod links;
mod long_texts;
mod look;
mod many;
mod narrow;
mod never;
mod not_the_story;
mod out_of_sight;
mod outside_text;
mod pages;
mod parts_of_pages;
mod permissions;
mod pictures;
mod places;
mod plain;
mod posts;
mod probe;
mod reading_the_day;
#[cfg(target_os = "linux")]
mod rest;
mod rooms;
mod round_trip;
mod screens;
mod sentences;
mod set_apart;
mod sites;
mod soak;
mod straits;
mod support;
mod surroundings;
mod terminal;
mod typeset;
mod unkind;
mod upheavals;
mod ways_out;
mod wrapped_pages;
