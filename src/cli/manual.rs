//! `dateline man`.

use clap::CommandFactory;
use clap_mangen::Man;

use super::args::Cli;
use super::end::{Ended, print};
use super::keys;

/// Prints the manual page, made from the arguments and the key map.
pub fn page() -> Ended {
    let mut command = Cli::command();
    command.build();
    let mut text = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    text.extend_from_slice(b".SH COMMANDS\n");
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        text.extend_from_slice(format!(".SS {}\n", sub.get_name()).as_bytes());
        Man::new(sub.clone()).render_description_section(&mut text)?;
        Man::new(sub.clone()).render_options_section(&mut text)?;
    }
    text.extend_from_slice(keys::manual().as_bytes());
    man.render_extra_section(&mut text)?;
    print(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::help;

    #[test]
    fn the_help_names_every_command() {
        Cli::command().debug_assert();
        for command in Cli::command().get_subcommands() {
            let line = format!("\n  {} ", command.get_name());
            assert!(help::TEMPLATE.contains(&line), "{line} is missing");
        }
    }
}
