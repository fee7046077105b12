//! `dateline bookmarks add`: one address with its text, or many from the command line and standard input.

use std::io::BufRead as _;

use super::super::end::{Ended, notice};
use super::super::world::World;
use super::address;
use crate::fetch::Chosen;
use crate::locale::{counted, grouped};
use crate::news::{Address, Fault, FaultKind, Text};
use crate::service::{self, Desk, Wanted};

/// Done once the addresses are on the disk; that their texts cannot be had now is a notice.
pub(super) fn run(world: &World, desk: &Desk, urls: &[String], tags: &[String], note: Option<&str>) -> Ended {
    let tags: Vec<Text> = tags.iter().filter_map(|tag| Text::line(tag).non_empty()).collect();
    let note = Text::lines(note.unwrap_or_default());
    match urls {
        [url] if url != "-" => one(world, desk, url, tags, note),
        _ => many(world, desk, urls, &tags, &note),
    }
}

fn one(world: &World, desk: &Desk, url: &str, tags: Vec<Text>, note: Text) -> Ended {
    let typed = address(url, "cannot be kept")?;
    // One that is kept already is meant as it is kept.
    let (asked, other) = (typed.clone(), Address::other_way(url));
    let known = world.wait(desk.read(move |store| store.bookmark_of(&asked)))?.is_some();
    let meant = match other.filter(|_| !known) {
        Some(other) => world.wait(service::answering(desk, typed, other)),
        None => typed,
    };
    let kept = world.wait(service::keep(desk, &Wanted::Typed(meant), tags, note, &world.now()))?;
    world.index_for_a_while(desk);
    let title = &kept.bookmark.title;
    match kept.text {
        Ok(()) => notice(format!("Kept with its text: {title}")),
        Err(fault) => {
            notice(format!("Kept: {title}"));
            notice(format!("dateline: its text follows later: {}", fault.sentence));
        }
    }
    Ok(())
}

/// All addresses first, each on the disk before it is said to be; then their texts.
fn many(world: &World, desk: &Desk, urls: &[String], tags: &[Text], note: &Text) -> Ended {
    let mut kept: Vec<Address> = Vec::new();
    let mut left = 0;
    let mut take = |raw: &str, place: &str| -> Result<(), Fault> {
        let address = match Address::typed(raw) {
            Ok(address) => address,
            Err(error) => {
                left += 1;
                notice(format!("left: {place}{}: {error}", Text::line(raw).cut(100)));
                return Ok(());
            }
        };
        let asked = address.clone();
        let known = world.wait(desk.read(move |store| store.bookmark_of(&asked)))?.is_some();
        let wanted = Wanted::Typed(address.clone());
        world.wait(service::commit(desk, &wanted, tags.to_vec(), note.clone(), &world.now()))?;
        notice(format!("{}: {address}", if known { "kept already" } else { "kept" }));
        kept.push(address);
        Ok(())
    };
    for url in urls {
        if url != "-" {
            take(url, "")?;
            continue;
        }
        for (number, line) in std::io::stdin().lock().split(b'\n').enumerate() {
            let line = line.map_err(|cause| {
                Fault::new(FaultKind::Usage, "standard input cannot be read").cause(cause)
            })?;
            let line = String::from_utf8_lossy(&line);
            let line = line.trim().trim_start_matches('\u{feff}');
            if !line.is_empty() && !line.starts_with('#') {
                take(line, &format!("line {}: ", number + 1))?;
            }
        }
    }
    let mut texts = 0;
    for address in &kept {
        if world.wait(service::keep_text(desk, address, Chosen::Typed, &world.now())).is_ok() {
            texts += 1;
        }
    }
    world.index_for_a_while(desk);
    if kept.is_empty() && left == 0 {
        return Err(Fault::new(FaultKind::Usage, "there was no address to keep").into());
    }
    let all = counted(kept.len() as u64, "address", "addresses");
    notice(format!(
        "{all} kept, {} with text{}.",
        grouped(texts),
        if left > 0 { format!(", {} left", grouped(left)) } else { String::new() }
    ));
    if kept.is_empty() {
        return Err(Fault::new(FaultKind::Usage, "there was no address to keep").into());
    }
    Ok(())
}
