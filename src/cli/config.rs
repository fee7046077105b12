//! `dateline config`: what is in force and where it came from, the manual, and whether all files are right.

use serde_json::json;

use super::args::Config;
use super::end::{End, Ended, print, say};
use super::world::World;
use crate::app::live_keymap;
use crate::config::{MuteFile, Origin, Paths, SETTINGS, Setting, SourcesFile, manual, shelf};
use crate::news::Fault;
use crate::theme::{Depth, Ground, Shelf};

/// Prints the settings file with every setting at its default.
pub fn default() -> Ended {
    print(manual())
}

/// Runs the command with settings that could be read.
pub fn run(world: &World, args: &Config) -> Ended {
    if args.check {
        return check(world);
    }
    let of = if args.rows.is_json() { line } else { row };
    let mut text: String = SETTINGS.iter().map(|setting| of(world, setting)).collect();
    if !args.rows.is_json() {
        text.push_str(&folders(&world.paths));
    }
    print(text)
}

/// Reads all files of the configuration folder and says what is wrong in each.
fn check(world: &World) -> Ended {
    let faults = faults(world);
    for fault in &faults {
        say(fault);
    }
    match faults.first() {
        Some(fault) => Err(End::Code(fault.exit_code())),
        None => print(format!("{}: everything here is right\n", world.paths.config.display())),
    }
}

/// What is wrong in the sources file, in the mute file, in the keys and in the themes: the one in use and the person's own.
pub(super) fn faults(world: &World) -> Vec<Fault> {
    let mut faults = Vec::new();
    faults.extend(SourcesFile::load(&world.paths.sources_file()).err());
    faults.extend(MuteFile::load(&world.paths.mute_file()).err());
    faults.extend(live_keymap(&world.paths.keys_file()).err().into_iter().flatten());
    match shelf(&world.paths.themes_dir()) {
        Err(fault) => faults.push(fault),
        Ok(themes) => {
            faults.extend(themed_by(world, &themes).err());
            let choices = themes.choices();
            let own = choices.iter().filter(|choice| choice.is_own && !choice.is_pair);
            faults.extend(own.filter_map(|own| themes.load(&own.name, Ground::Terminal, Depth::True).err()));
        }
    }
    faults
}

/// Refuses a theme that is none; a command that draws nothing says so as well, before the screen has to.
pub(super) fn themed(world: &World) -> Result<(), Fault> {
    themed_by(world, &shelf(&world.paths.themes_dir())?)
}

fn themed_by(world: &World, themes: &Shelf) -> Result<(), Fault> {
    let chosen = &world.settings().theme;
    if themes.has(chosen) {
        return Ok(());
    }
    let unknown = themes.unknown(chosen);
    Err(Fault { hint: unknown.hint, ..world.in_force.fault("ui.theme", unknown.sentence) })
}

/// `ui.measure = 60    # ~/.config/dateline/config.toml:3`.
fn row(world: &World, setting: &Setting) -> String {
    let value = setting.value(world.settings());
    let from = match (world.in_force.origin(setting.name), &value) {
        (Origin::Default, None) => "default: as the environment says".to_owned(),
        (from, _) => from.to_string(),
    };
    let value =
        value.map_or_else(|| format!("# {}", setting.name), |value| format!("{} = {value}", setting.name));
    format!("{value:42}  # {from}\n")
}

fn line(world: &World, setting: &Setting) -> String {
    let origin = world.in_force.origin(setting.name);
    let from = match origin {
        Origin::Default => "default",
        Origin::File(..) => "file",
        Origin::Environment(_) => "environment",
        Origin::CommandLine => "command line",
    };
    // A value of TOML that is a number, a boolean, a text or a list of texts is one of JSON too.
    let value = setting.value(world.settings()).and_then(|value| serde_json::from_str(&value).ok());
    let value: serde_json::Value = value.unwrap_or(serde_json::Value::Null);
    let place = if *origin == Origin::Default { None } else { Some(origin.to_string()) };
    let object = json!({ "name": setting.name, "value": value, "from": from, "place": place });
    format!("{object}\n")
}

fn folders(paths: &Paths) -> String {
    format!("\n# configuration: {}\n# data:          {}\n", paths.config.display(), paths.data.display())
}
