//! `dateline` without a command: the screen.

use super::args::Screen;
use super::days;
use super::end::{End, Ended};
use super::first_word;
use super::keys::told;
use super::world::{World, web};
use crate::app::live_keymap;
use crate::config::MuteFile;
use crate::news::{Fault, FaultKind, Text};
use crate::runtime::{self, Paper, RunOptions};

/// Refuses, beside a command, what only the screen knows; nothing is left out silently.
pub fn only(args: &Screen) -> Result<(), Fault> {
    let given = [
        ("--demo", args.demo),
        ("--plain", args.plain),
        ("--width", args.width.is_some()),
        ("--date", args.date.is_some()),
        ("an address", args.input.is_some()),
    ];
    let Some((what, _)) = given.into_iter().find(|(_, given)| *given) else { return Ok(()) };
    let fault = Fault::new(FaultKind::Usage, format!("{what} before a command is for the screen only"));
    Err(match what {
        "--demo" => {
            fault.hint("`dateline --demo` alone opens the demo edition; commands work on your own store")
        }
        "--date" => fault.hint("name the day after the command: `dateline day 2025-11-05`"),
        _ => fault.hint("leave it out, or leave out the command"),
    })
}

/// Opens the screen.
pub fn run(world: &World, args: Screen) -> Ended {
    let plain = args.plain || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    if args.width.is_some() && !plain {
        let fault = Fault::new(FaultKind::Usage, "--width is for --plain");
        return Err(fault.hint("ui.measure is the width of a story on the screen").into());
    }
    let date = match &args.date {
        Some(raw) => Some(days::one(world, raw)?),
        None => None,
    };
    if let Some(fault) = args.input.as_deref().and_then(|input| first_word::refused(world, input)) {
        return Err(fault.into());
    }
    if let (Some(input), false) = (&args.input, plain || runtime::has_terminal()) {
        let input = Text::line(input).cut(60);
        return Err(runtime::no_terminal()
            .hint(format!("`dateline read {input}` prints it, `--plain` reads it in lines"))
            .into());
    }
    if !args.demo {
        // A rule with an error would show what is never to be shown.
        MuteFile::load(&world.paths.mute_file())?;
    }
    let settings = world.settings();
    let paper = Paper {
        width: args.width.or(settings.plain_width),
        page: settings.plain_page,
        given: args.width.is_some(),
    };
    let options = RunOptions {
        paths: world.paths.clone(),
        in_force: world.in_force.clone(),
        keymap: live_keymap(&world.paths.keys_file()).map_err(|faults| told(&faults))?,
        reload: Box::new(world.reload()),
        frozen: world.frozen,
        date,
        demo: args.demo,
        input: args.input,
        web: Box::new(web),
    };
    let ended = if plain { runtime::run_lines(options, paper)? } else { runtime::run(options)? };
    ended.and_then(runtime::Signal::exit_code).map_or(Ok(()), |code| Err(End::Code(code)))
}
