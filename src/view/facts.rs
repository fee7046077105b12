//! What the state knows of days, in words and for the calendar.

use super::calendar::Calendar;
use super::glyphs::Glyphs;
use super::has_keys;
use crate::app::{Lens, Pane, Screen, State};
use crate::locale::{counted, grouped};
use crate::news::{Day, Scope};
use crate::typeset::told;

/// The calendar as the state has it.
pub(super) fn calendar(state: &State) -> Calendar {
    let chosen = state.calendar.chosen;
    let last_come = state.last_come();
    let range = chosen.month().range();
    let ends = state.calendar.ends;
    let answers = |day: Day| day <= last_come && state.scoped_sources().any(|s| s.source.answers(day));
    let earlier = ends.is_some_and(|ends| ends.first < range.first) || answers(range.first.plus(-1));
    let later = ends.is_some_and(|ends| ends.last > range.last) || last_come > range.last;
    let counts = if state.screen == Screen::Bookmarks && state.search.is_none() {
        Lens::Bookmarks
    } else {
        state.calendar.lens
    };
    Calendar {
        locale: state.head_locale(),
        chosen,
        range: state.calendar.anchor.map(|_| state.range()),
        least_most: counts.least_most(),
        lens: match (counts, state.calendar.own_clock) {
            // The scope is called so already.
            (Lens::Bookmarks, _) if state.screen == Screen::Bookmarks => None,
            (Lens::Stories, false) => None,
            (Lens::Stories, true) => Some("my clock".to_owned()),
            (counts, false) => Some(counts.name().to_owned()),
            (counts, true) => Some(format!("{}, mine", counts.name())),
        },
        week_numbers: state.calendar.week_numbers,
        today: state.today(),
        looks: range.days().map(|day| state.look(day, last_come)).collect(),
        scope: scope(state),
        beyond: (earlier, later),
        words: match state.calendar.anchor {
            Some(_) => range_in_words(state),
            None => day_in_words(state, chosen),
        },
        focused: has_keys(state, Pane::Calendar),
        known: state.sources.ready().is_some(),
    }
}

/// What the calendar is about: all, or a source and its section.
fn scope(state: &State) -> String {
    if let Some(search) = &state.search {
        return super::search::title(search);
    }
    if state.screen == Screen::Bookmarks {
        return super::bookmarks::title(state);
    }
    let title = state.scope_title();
    let section = match state.scope {
        Scope::All => None,
        Scope::Source(_) => state.scoped_sources().next().and_then(|s| s.source.section.clone()),
    };
    match section {
        Some(section) if section != title => {
            format!("{}{}{}", told(&title), Glyphs::of(state.ascii).dot, told(&section))
        }
        _ => told(&title).into_owned(),
    }
}

/// `13 Nov`, `42 stories, 12 unread, ★ 2`, `fetched 09:40`: the weightiest first.
pub(super) fn day_in_words(state: &State, day: Day) -> Vec<String> {
    let glyphs = Glyphs::of(state.ascii);
    let look = state.look(day, state.last_come());
    if state.search.is_some() {
        let hits = if look.stories > 0 { counted(look.stories, "hit", "hits") } else { "no hit".to_owned() };
        return vec![state.locale.short_date(day), kept_together(&hits)];
    }
    if state.screen == Screen::Bookmarks {
        let kept = match look.bookmarks {
            0 => "nothing kept".to_owned(),
            kept => counted(kept, "bookmark", "bookmarks"),
        };
        return vec![state.locale.short_date(day), kept_together(&kept)];
    }
    let facts = state.facts(day);
    let mut counts = Vec::new();
    if look.stories > 0 {
        counts.push(kept_together(&counted(look.stories, "story", "stories")));
    }
    if look.unread > 0 {
        counts.push(kept_together(&format!("{} unread", grouped(look.unread))));
    }
    if look.done {
        counts.push(kept_together("all read"));
    }
    if look.bookmarks > 0 {
        counts.push(kept_together(&format!("{} {}", glyphs.star, grouped(look.bookmarks))));
    }
    let asked = facts.and_then(|facts| facts.asked_at).map(|at| state.near_now(at));
    let part = state.answers(day).filter(|answers| !answers.are_all());
    let tail = if look.fetching {
        Some("being fetched".to_owned())
    } else if look.to_come {
        Some("still to come".to_owned())
    } else if let Some(part) = part {
        let none = look.stories == 0 && part.answered == 0;
        Some(if none { "not reached".to_owned() } else { kept_together(&part.words()) })
    } else if let Some(asked) = asked {
        Some(format!(
            "{}fetched {asked}",
            if look.empty { format!("no stories{}", glyphs.dot) } else { String::new() }
        ))
    } else if look.stories == 0 && look.can_ask {
        Some("not fetched yet".to_owned())
    } else if look.stories == 0 && facts.is_some() {
        Some("nothing stored".to_owned())
    } else {
        None
    };
    let mut parts = vec![state.locale.short_date(day)];
    if !counts.is_empty() {
        parts.push(counts.join(", "));
    }
    parts.extend(tail);
    parts
}

/// `3 – 13 Nov`, `11 days`, `204 stories, 31 unread`.
pub(super) fn range_in_words(state: &State) -> Vec<String> {
    let range = state.range();
    let mut parts =
        vec![state.locale.short_range(range), kept_together(&counted(range.len(), "day", "days"))];
    if let Some(edition) = state.list.edition.ready().filter(|edition| edition.range == range) {
        let mut counts = vec![kept_together(&counted(edition.shown(), "story", "stories"))];
        if edition.unread() > 0 {
            counts.push(kept_together(&format!("{} unread", grouped(edition.unread() as u64))));
        }
        parts.push(counts.join(", "));
    }
    parts
}

/// The words with no-break spaces: a number stays on the line of what it counts.
fn kept_together(words: &str) -> String {
    words.replace(' ', "\u{a0}")
}
