//! A text that is fetched again at the reader's wish, in the list or in the open story, and what is said of it. That
//! it was asked for and what came of it are always said: the head of the story may be far above what is in sight.

use super::super::message::{Effect, Opened, Target};
use super::super::state::{Pane, State, StatusKind};
use super::super::{Awaited, Regions};
use super::{find, keeping, list, pictures, reader, say, say_fault, say_in};
use crate::locale::counted;
use crate::news::Fault;

/// Asks for the text of the open or chosen story again. Who is in the list stays there, and has read nothing.
pub(super) fn fetch_again(state: &mut State, out: &mut Vec<Effect>) {
    if state.focus != Pane::Reader {
        let (ticket, measure) = (state.tickets.draw(), Regions::measure(state));
        let Some(chosen) = keeping::chosen(state) else { return say(state, "Nothing is chosen") };
        say(state, "Fetching its text …");
        state.list.fetching = Some((ticket, chosen.target.clone()));
        return out.push(Effect::Open { ticket, target: chosen.target, measure, fresh: true });
    }
    renew(state, true, out);
    let Some(reader) = &mut state.reader else { return };
    if reader.opened.ready().is_some() {
        reader.fetched_again = reader.asked_again;
        say(state, "Fetching its text again …");
    }
}

/// Asks for the text of the open story anew without a word, because it was made by what holds no longer; a
/// `fresh` one is asked of the web.
pub(super) fn renew(state: &mut State, fresh: bool, out: &mut Vec<Effect>) {
    let (ticket, measure) = (state.tickets.draw(), Regions::measure(state));
    let Some(reader) = &mut state.reader else { return };
    let target = reader.target.clone();
    if reader.opened.ready().is_some() {
        reader.asked_again = Some(ticket);
    } else {
        reader.opened = Awaited::Waiting(ticket);
    }
    out.push(Effect::Open { ticket, target, measure, fresh });
}

/// The text of a row is here that was asked for in the list: it is shown where the row is, and opens at once.
pub(super) fn fetched(
    state: &mut State,
    target: &Target,
    opened: Result<Opened, Fault>,
    out: &mut Vec<Effect>,
) {
    let opened = match opened {
        Ok(opened) => opened,
        Err(fault) => return say_fault(state, &fault),
    };
    say_text(state, &opened, "The text is here", ". ⟨open⟩ reads it");
    list::tell(state, opened.headline.clone());
    if let Some(reader) = state.reader.as_mut().filter(|reader| reader.target == *target) {
        reader::take_text(reader, opened.clone());
        find::mark(state);
        pictures::ask(state, out);
    }
    if let Target::Story(story) = target {
        state.ahead = Some((*story, opened.page.measure.columns, opened));
    }
}

/// Says what came of fetching a text: how long it is and what its head says of it, or why another one stands in for it.
pub(super) fn say_text(state: &mut State, opened: &Opened, how: &str, what_next: &str) {
    let article = &opened.article;
    let came = format!("{how}: {}", counted(article.words, "word", "words"));
    match (&article.notice, &opened.instead_of) {
        (None, _) => say(state, &format!("{came}{what_next}")),
        (Some(notice), None) => {
            say_in(state, &[format!("{came}; {notice}"), notice.to_string()], StatusKind::Note);
        }
        (Some(notice), Some(failed)) => say_fault(state, &Fault::new(failed.kind, notice)),
    }
}
