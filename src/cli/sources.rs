//! `dateline sources`.

use std::io::Write as _;

use super::args::{Sources, SourcesAct};
use super::end::{Ended, notice};
use super::json;
use super::signs::shown;
use super::world::World;
use crate::config::unwritten;
use crate::locale::{counted, grouped};
use crate::news::{Fault, FaultKind, Route, Slug, SourceRow, told_apart};
use crate::runtime::external;
use crate::service;
use crate::store::Store;

/// Runs the command.
pub fn run(world: &World, args: Sources) -> Ended {
    if matches!(args.act, Some(SourcesAct::Edit)) {
        return edit(world);
    }
    let (desk, sources) = world.desk_and_sources()?;
    if let Some(SourcesAct::Remove { id }) = args.act {
        let slug = Slug::parse(&id).ok_or_else(|| {
            let fault = Fault::new(FaultKind::Usage, format!("`{id}` is not the id of a source"));
            fault.hint("`dateline sources` lists them")
        })?;
        world.wait(service::unsubscribe(&desk, &slug, &world.now()))?;
        notice(format!("`{slug}` is not followed any more. Its bookmarks stay."));
        return Ok(());
    }
    let is_json = match args.act {
        Some(SourcesAct::List(rows)) => rows.is_json(),
        _ => args.rows.is_json(),
    };
    let rows = world.wait(desk.read(Store::sources))?;
    let mut out = std::io::stdout().lock();
    let names = told_apart(&sources);
    for (index, (source, name)) in sources.iter().zip(&names).enumerate() {
        let row = rows.iter().find(|row| row.slug == source.slug);
        if is_json {
            writeln!(out, "{}", json::source(source, row))?;
            continue;
        }
        if index > 0 {
            writeln!(out)?;
        }
        let name = world.told(name, (source.slug.as_str().len() + 2, 0));
        writeln!(out, "{}", shown(&format!("{}  {name}", source.slug)))?;
        for route in &source.routes {
            writeln!(out, "  {:8}  {}", route.kind(), of_route(route))?;
        }
        if let Some(row) = row {
            writeln!(out, "  {}", shown(&health(world, row)))?;
        }
    }
    out.flush()?;
    if sources.is_empty() {
        let fault = Fault::new(FaultKind::NotFound, "there are no sources yet");
        return Err(fault.hint("`dateline add URL` follows a site").into());
    }
    Ok(())
}

/// Opens the file in the person's editor and looks at what came of it. The file stays as it was left,
/// right or wrong.
fn edit(world: &World) -> Ended {
    let file = world.paths.sources_file();
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    }
    let ended = external::edit_here(&file)?;
    if !ended.success() {
        let fault = Fault::new(FaultKind::Usage, "the editor ended with an error");
        return Err(fault.hint("set VISUAL or EDITOR to an editor that is there").cause(ended).into());
    }
    let sources = world.desk_and_sources().map(|(_, sources)| sources).map_err(|fault| {
        if fault.kind != FaultKind::Config {
            return fault;
        }
        let hint = fault.hint.clone().map_or_else(String::new, |hint| format!("{hint}; "));
        fault.hint(format!("{hint}what you wrote is there: `dateline sources edit` opens it again"))
    })?;
    notice(format!("{} in {}.", counted(sources.len(), "source", "sources"), file.display()));
    Ok(())
}

fn of_route(route: &Route) -> String {
    let ends = match route.range() {
        (None, None) => String::new(),
        (Some(from), None) => format!("  from {from}"),
        (None, Some(to)) => format!("  until {to}"),
        (Some(from), Some(to)) => format!("  from {from} until {to}"),
    };
    format!("{}{ends}", route.place())
}

fn health(world: &World, row: &SourceRow) -> String {
    let stories = format!("{}, {} unread", counted(row.stories, "story", "stories"), grouped(row.unread));
    let zone = world.now().zone;
    let at = |moment: crate::news::Moment| world.locale().date_time(moment.civil(&zone));
    let state = match (&row.health.trouble, row.health.last_good, row.health.last_asked) {
        (Some(trouble), _, _) => format!("trouble: {trouble}"),
        (None, Some(good), _) => format!("answered {}", at(good)),
        (None, None, Some(asked)) => format!("asked {}", at(asked)),
        (None, None, None) => "not asked yet".to_owned(),
    };
    format!("{stories} · {state}")
}
