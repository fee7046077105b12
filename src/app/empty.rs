//! Why the list has no stories, in sentences: for the screen and for lines alike.

use super::{Answers, Awaited, SourceState, State, with_keys};
use crate::locale::counted;

/// What is the matter with a list without stories, and what can be done about it; `None` while the answer is on its way.
pub fn empty_words(state: &State) -> Option<(String, String)> {
    let (what, hint) = sentences(state)?;
    Some((what, with_keys(state, &hint)))
}

/// The same, with the names of actions where keys belong.
fn sentences(state: &State) -> Option<(String, String)> {
    let day = state.calendar.chosen;
    match (&state.list.edition, &state.sources) {
        (Awaited::Failed(fault), _) | (_, Awaited::Failed(fault)) => {
            let hint = fault.hint.as_ref().or(fault.cause.as_ref());
            return Some((fault.sentence.to_string(), hint.map(ToString::to_string).unwrap_or_default()));
        }
        (_, Awaited::Ready(sources)) if sources.is_empty() => {
            return Some((
                "No sources yet".to_owned(),
                "⟨add⟩ adds one: paste the address of a site, a feed or an article".to_owned(),
            ));
        }
        _ => {}
    }
    let left_out = state.left_out();
    if left_out > 0 && state.search.is_none() {
        let days = if state.calendar.anchor.is_some() { "range" } else { "day" };
        let stories = counted(left_out, "story", "stories");
        return Some((format!("All of this {days} is read"), format!("⟨hide-read⟩ shows {stories}")));
    }
    if state.calendar.anchor.is_some() {
        state.list.edition.ready().filter(|edition| edition.range == state.range())?;
        return Some((
            "No stories in this range".to_owned(),
            "⟨refresh⟩ asks for its days; ⟨range⟩ or ⟨cancel⟩ in the calendar ends it".to_owned(),
        ));
    }
    let shown = state.list.edition.ready().filter(|edition| edition.range == day.only());
    if let Some(edition) = shown.filter(|edition| edition.muted > 0) {
        let what = counted(edition.muted as u32, "story of this day is", "stories of this day are");
        return Some((
            format!("{what} muted"),
            "⟨show-muted⟩ shows them, ⟨mute-rules⟩ lists the rules".to_owned(),
        ));
    }
    let look = state.look(day, state.last_come());
    let can_answer = state.can_answer(day).len();
    let sources = counted(can_answer, "source", "sources");
    let pair = |what: &str, hint: &str| Some((what.to_owned(), hint.to_owned()));
    if look.fetching {
        return pair("Asking for this day …", "Stories stand here as soon as a source answers");
    }
    if look.to_come {
        return pair("This day has not come yet", "⟨previous-day⟩ goes a day back, ⟨today⟩ to today");
    }
    // The store is asked first; until it has answered nothing is claimed.
    state.list.edition.ready().filter(|edition| edition.range == day.only())?;
    let facts = state.facts(day);
    if let Some(answers) = state.answers(day).filter(|answers| !answers.are_all()) {
        return Some(in_part(answers));
    }
    if look.empty {
        let when = facts.and_then(|facts| facts.asked_at).map(|at| state.near_now(at));
        let hint = when.map_or(String::new(), |when| format!("Asked {when}. "));
        return Some((
            "No stories on this day".to_owned(),
            format!("{hint}⟨refresh⟩ asks again, ⟨ask-copies⟩ the Wayback Machine"),
        ));
    }
    if can_answer > 0 {
        return Some((
            "This day has not been fetched".to_owned(),
            format!("⟨refresh⟩ asks {sources} for this day"),
        ));
    }
    if day == state.today() {
        let hint = "⟨refresh⟩ asks the sources what is new";
        let before = state.calendar.ends.map(|ends| ends.last).filter(|last| *last < day);
        let newest =
            before.map(|last| format!(". The newest stories are of {}", state.locale.short_date(last)));
        return pair("No stories yet today", &format!("{hint}{}", newest.unwrap_or_default()));
    }
    let archive = |s: &SourceState| s.source.routes.iter().any(|route| !route.is_live());
    if state.scoped_sources().any(archive) {
        return pair(
            "Nothing is stored for this day",
            "It lies beyond the archives of the sources in view. ⟨ask-copies⟩ asks the Wayback Machine for it",
        );
    }
    pair(
        "Nothing is stored for this day",
        "No source in view keeps an archive by days. A site with a calendar of its own would: ⟨add⟩ adds it. ⟨ask-copies⟩ asks \
         the Wayback Machine for this day",
    )
}

/// Of a day that not all sources have answered for.
fn in_part(answers: Answers) -> (String, String) {
    let sources = |many: u32| counted(many, "source", "sources");
    let what = match answers {
        Answers { failed, answered: 0, .. } => format!("{} did not answer for this day", sources(failed)),
        _ => format!("{} answered, with no stories", answers.words()),
    };
    let hint = match (answers.unasked(), answers.failed) {
        (0, _) => "⟨refresh⟩ asks again, ⟨health⟩ says what went wrong".to_owned(),
        (left, 0) => format!("⟨refresh⟩ asks the other {}", sources(left)),
        (_, _) => "⟨refresh⟩ asks all, ⟨health⟩ says what went wrong".to_owned(),
    };
    (what, hint)
}
