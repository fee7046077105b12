//! The command line: arguments, commands, printing.
//!
//! [`main`] is all that the program enters by. Every command calls the same verbs of room `service` that
//! the screen calls. Results go to standard output and nothing else does; notices go to standard error;
//! a broken pipe ends quietly. Nothing here decides what news is.

mod add;
mod args;
mod batch;
mod bookmarks;
mod completions;
mod config;
mod day;
mod days;
mod doctor;
mod end;
mod explain;
mod export;
mod fetch;
mod first_word;
mod help;
mod import;
mod json;
mod keys;
mod manual;
mod nowhere;
mod paper;
mod read;
mod screen;
mod search;
mod signs;
mod sources;
mod themes;
mod told;
mod world;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Cli, Command};
use end::{End, Ended, say};
use world::World;

/// Runs the program with the process's arguments. Its exit code: 0 done, 1 nothing found, 2 usage,
/// 3 configuration, 4 network, 5 storage.
pub fn main() -> ExitCode {
    // Without it such a limit is met as before.
    let _ = crate::runtime::outlive_file_limits();
    signs::follow(&crate::config::Settings::default());
    let given = help::asked(std::env::args_os().collect());
    let cli = match Cli::try_parse_from(&given) {
        Ok(cli) => cli,
        Err(asked) => {
            // What stands behind a mistyped command is not what is wrong.
            let first = first_word::of(&given);
            let fault = match asked.kind() {
                ErrorKind::UnknownArgument => first.and_then(first_word::texts_only),
                _ => None,
            };
            let fault = fault.or_else(|| first.and_then(first_word::neither));
            if let Some(fault) = fault.filter(|_| asked.use_stderr()) {
                return exit(Err(fault.into()));
            }
            // Help and version are no errors; clap says which is which.
            if asked.use_stderr() {
                end::say_usage(&asked.to_string(), first.filter(|first| first_word::is_command(first)));
                return ExitCode::from(2);
            }
            return exit(asked.print().map_err(End::from));
        }
    };
    exit(run(cli))
}

fn exit(ended: Ended) -> ExitCode {
    match ended {
        Ok(()) | Err(End::Pipe) => ExitCode::SUCCESS,
        Err(End::Code(code)) => ExitCode::from(code),
        Err(End::Fault(fault)) => {
            say(&fault);
            ExitCode::from(fault.exit_code())
        }
    }
}

fn run(cli: Cli) -> Ended {
    let Cli { command, screen, global } = cli;
    // These know the program only: they work without a home and with broken files.
    match &command {
        Some(Command::Keys(args)) => return keys::run(&global, args),
        Some(Command::Completions { shell: Some(shell), .. }) => return completions::print(*shell),
        Some(Command::Man) => return manual::page(),
        Some(Command::Config(args)) if args.default => return config::default(),
        Some(Command::Doctor(args)) => return doctor::run(&global, args),
        _ => {}
    }
    if command.is_some() {
        screen::only(&screen)?;
    }
    crate::runtime::take_files()?;
    let world = World::new(&global)?;
    // What helps to find the right one works with a wrong one.
    let helps = match &command {
        None | Some(Command::Themes(_)) => true,
        Some(Command::Config(args)) => args.check,
        Some(_) => false,
    };
    if !helps {
        config::themed(&world)?;
    }
    if command.is_some()
        && let Err(error) = crate::runtime::exit_on_interrupt()
    {
        // The system's own way to end on Ctrl-C remains.
        tracing::warn!(%error, "SIGINT is not watched");
    }
    let ended = match command {
        None => screen::run(&world, screen),
        Some(Command::Read(args)) if args.batch => batch::run(&world, &args),
        Some(Command::Read(args)) => read::run(&world, &args),
        Some(Command::Day(args)) => day::run(&world, &args),
        Some(Command::Search(args)) => search::run(&world, &args),
        Some(Command::Fetch(args)) => fetch::run(&world, &args),
        Some(Command::Add(args)) => add::run(&world, &args),
        Some(Command::Inspect(args)) => add::inspect(&world, &args),
        Some(Command::Sources(args)) => sources::run(&world, args),
        Some(Command::Import(args)) => import::run(&world, &args),
        Some(Command::Export(args)) => export::run(&world, args.what),
        Some(Command::Bookmarks(args)) => bookmarks::run(&world, args),
        Some(Command::Themes(args)) => themes::run(&world, &args),
        Some(Command::Config(args)) => config::run(&world, &args),
        Some(Command::Completions { names: Some(what), .. }) => completions::names(&world, what),
        Some(Command::Keys(_) | Command::Completions { .. } | Command::Man | Command::Doctor(_)) => Ok(()),
    };
    world.ended(ended)
}
