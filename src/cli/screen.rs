//! `dateline` without a command: the screen.

use super::args::Screen;
use super::days;
use super::end::Ended;
use super::world::{World, web};
use crate::config::{SourcesFile, nearest};
use crate::news::{Address, Fault, FaultKind};
use crate::runtime::{self, RunOptions};

const COMMANDS: [&str; 15] = [
    "read",
    "day",
    "fetch",
    "add",
    "inspect",
    "sources",
    "import",
    "export",
    "bookmarks",
    "keys",
    "themes",
    "config",
    "doctor",
    "completions",
    "man",
];

/// Opens the screen.
pub fn run(world: &World, args: Screen) -> Ended {
    if args.plain {
        let fault = Fault::new(FaultKind::Usage, "the plain mode is not there yet");
        return Err(fault.hint("`dateline day` lists a day's stories, `dateline read` prints one").into());
    }
    let date = match &args.date {
        Some(raw) => Some(days::read(world, Some(raw))?.last),
        None => None,
    };
    if let Some(input) = &args.input
        && let Err(error) = Address::typed(input)
    {
        let fault = Fault::new(FaultKind::Usage, format!("`{input}` is neither a command nor an address"));
        return Err(match nearest(input, &COMMANDS) {
            Some(near) => fault.hint(format!("did you mean `dateline {near}`")),
            None => fault.hint("`dateline --help` lists the commands").cause(error),
        }
        .into());
    }
    if !args.demo {
        // A source with an error would be missing without a word; the demo has sources of its own.
        SourcesFile::load(&world.paths.sources_file())?;
    }
    runtime::run(RunOptions {
        paths: world.paths.clone(),
        in_force: world.in_force.clone(),
        reload: Box::new(world.reload()),
        frozen: world.frozen,
        date,
        demo: args.demo,
        input: args.input,
        web: Box::new(web),
    })?;
    Ok(())
}
