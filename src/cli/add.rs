//! `dateline add` and `dateline inspect`.

use std::fmt::Write as _;
use std::io::Write as _;

use super::args::{Add, Inspect};
use super::end::{Ended, notice};
use super::json;
use super::nowhere;
use super::read::{Input, base};
use super::signs::shown;
use super::world::World;
use crate::news::{Fault, FaultKind, Route, Template};
use crate::service::{self, Found, FoundKind};

/// Runs `inspect`: one JSON object that says what it is.
pub fn inspect(world: &World, args: &Inspect) -> Ended {
    let desk = world.bare_desk()?;
    let now = world.now();
    let looked = if Template::looks_like(&args.input) {
        world.wait(service::discover(&desk, &args.input, &now))
    } else {
        match Input::of(&args.input)? {
            Input::Address(_) => world.wait(service::discover(&desk, &args.input, &now)),
            Input::Bytes(bytes) => {
                let address = base(args.base_url.as_deref())?.map_or_else(nowhere::address, Ok)?;
                world.wait(service::recognise_bytes(&desk, bytes, &address, &now))
            }
        }
    };
    let mut found = looked.map_err(|fault| unrecognised(&args.input, fault))?;
    if let Some(article) = &mut found.article {
        nowhere::leave(article);
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", nowhere::left(json::found(&found, world)))?;
    out.flush()?;
    Ok(())
}

/// What was there was none of the kinds: that is nothing found, not a failure of the network.
fn unrecognised(input: &str, fault: Fault) -> Fault {
    if fault.kind != FaultKind::Content {
        return fault;
    }
    let what = if input == "-" { "the input" } else { input };
    let sentence = format!("Dateline recognises nothing in {what}: {}", fault.sentence);
    Fault { hint: fault.hint, cause: fault.cause, ..Fault::new(FaultKind::NotFound, sentence) }
}

/// Runs `add`: shows what was found, then follows it.
pub fn run(world: &World, args: &Add) -> Ended {
    let (desk, _) = world.desk_and_sources()?;
    let now = world.now();
    let found = find(world, &desk, &args.input)?;
    let mut out = std::io::stdout().lock();
    out.write_all(shown(&what_was_found(world, &found)).as_bytes())?;
    out.flush()?;
    for note in &found.notes {
        notice(format!("Note: {note}."));
    }
    if found.routes.is_empty() {
        let sentence = "this is an article, and its site offers nothing to follow";
        return Err(Fault::new(FaultKind::NotFound, sentence)
            .hint(format!(
                "`dateline read {0}` reads it, `dateline bookmarks add {0}` keeps it",
                found.address
            ))
            .into());
    }
    if let Some(known) = world.wait(service::followed(&desk, &found)) {
        let days = service::days_it_lacks(&known, &found);
        if days.is_empty() {
            notice(format!("It is followed already, as `{}`.", known.slug));
        } else if args.dry_run {
            notice(format!(
                "It is followed already, as `{}`, without its days. Nothing was saved.",
                known.slug
            ));
        } else {
            world.wait(service::join(&desk, &known, &found, &now))?;
            writeln!(
                out,
                "\nIt is followed already, as `{}`; it is asked for its days too now.",
                known.slug
            )?;
            out.flush()?;
        }
        return Ok(());
    }
    let has_archive = found.routes.iter().any(|evidence| !evidence.route.is_live());
    let lead = if has_archive { "For days it has nothing of" } else { "It shows no archive by days;" };
    notice(format!("{lead} the Wayback Machine can be asked: W on the day, on the screen."));
    if args.dry_run {
        notice("Nothing was saved.");
        return Ok(());
    }
    let row = world.wait(service::subscribe(&desk, &found, &now))?;
    writeln!(out, "\nFollowed as `{}`.", row.slug)?;
    out.flush()?;
    Ok(())
}

/// What an input is. A saved page or feed tells what to look at on the web; only that is followed.
fn find(world: &World, desk: &service::Desk, input: &str) -> Result<Found, Fault> {
    let now = world.now();
    let discover = |input: &str| world.wait(service::discover(desk, input, &now));
    if Template::looks_like(input) {
        return discover(input);
    }
    let bytes = match Input::of(input)? {
        Input::Address(_) => return discover(input),
        Input::Bytes(bytes) => bytes,
    };
    let is_list = world.wait(service::look_into(desk, bytes.clone(), input.to_owned())).is_ok();
    let list = || {
        let fault = Fault::new(FaultKind::Usage, format!("{input} is a list, not a site"));
        fault.hint(format!("`dateline import {input}` takes over what it lists"))
    };
    let seen = world
        .wait(service::recognise_bytes(desk, bytes, &nowhere::address()?, &now))
        .map_err(|fault| if is_list { list() } else { fault })?;
    let somewhere = |route: &&Route| !nowhere::is_there(route.place());
    let route = seen.routes.iter().map(|evidence| &evidence.route).find(somewhere);
    let route = route.map(|route| route.place().to_owned());
    let home = seen.source.home.filter(|home| !nowhere::is_there(home.as_str())).map(|home| home.to_string());
    let Some(address) = route.or(home) else {
        if is_list {
            return Err(list());
        }
        let fault = Fault::new(FaultKind::NotFound, format!("{input} does not say where it comes from"));
        return Err(fault.hint("give the address of the site instead"));
    };
    discover(&address)
}

/// What was found, for people.
fn what_was_found(world: &World, found: &Found) -> String {
    let mut text = String::new();
    let kind = match found.kind {
        FoundKind::Feed => "a feed",
        FoundKind::Site => "a site",
        FoundKind::Template => "an archive by days",
        FoundKind::Sitemap => "a sitemap",
        FoundKind::Article if found.routes.is_empty() => "an article",
        FoundKind::Article => "an article; this is its site",
    };
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{} ({kind})", world.told(&found.source.title, (0, kind.len() + 3)));
    for evidence in &found.routes {
        let (kind, place) = (evidence.route.kind(), evidence.route.place());
        let since = evidence.route.range().0.map(|day| format!("days since {day}; ")).unwrap_or_default();
        let _ = writeln!(text, "  {kind:8}  {place}\n            {since}{}", evidence.seen);
    }
    if let Some(article) = &found.article {
        let _ =
            writeln!(text, "  article   {} · {} words", world.told(&article.title, (12, 16)), article.words);
    }
    if !found.sample.is_empty() {
        let _ = writeln!(text, "\nNewest stories:");
        for item in &found.sample {
            let _ = writeln!(text, "  {}", world.told(&item.title, (2, 0)));
        }
    }
    text
}
