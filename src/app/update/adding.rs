//! The add line, the first-run card, and pasting.

use super::super::message::{Effect, FoundSite, Target};
use super::super::state::{AddLine, AddState, Card, Input, Overlay, Replace, Screen, State, StatusKind};
use super::super::{Awaited, Ticket, with_keys};
use super::{days, finding_again, reader, say, say_in};
use crate::keymap::{Key, KeyCode};
use crate::locale::grouped;
use crate::news::{Address, Fault, Route, Scope, SourceId, SourceRow, Template, Text};

/// The longest paste an input line takes, in characters.
const MAX_PASTE: usize = 4096;

/// Opens the add line with what stands in it so far. In the demo it leaves for the real store.
pub(super) fn open(state: &mut State, input: Input, out: &mut Vec<Effect>) {
    leave_demo(state, out);
    state.overlay = Some(Overlay::Add(AddLine {
        input,
        state: AddState::Typing,
        others: Vec::new(),
        scrolled: 0,
        instead: None,
    }));
}

/// The address in the reader whose page could not be read, as one to add: a feed is no page, and what a page led to
/// may have been meant.
pub(super) fn proposed(state: &State) -> Input {
    let reader = state.reader.as_ref().filter(|_| state.focus == super::Pane::Reader);
    match reader.filter(|reader| matches!(reader.opened, Awaited::Failed(_))).map(|reader| &reader.target) {
        Some(Target::Address(address) | Target::Link(address)) => Input::proposed(address.to_string()),
        Some(Target::Story(_)) | None => Input::default(),
    }
}

/// Leaves the demo edition for the real store.
pub(super) fn leave_demo(state: &mut State, out: &mut Vec<Effect>) {
    if state.demo && !state.demo_only {
        super::forget(state);
        state.demo = false;
        out.push(Effect::Demo(false));
    }
}

/// The lists of other readers are known: the first stands in the line, unless something was typed.
pub(super) fn others_found(state: &mut State, found: Vec<(&'static str, String)>) {
    if let Some(Overlay::Add(add)) = &mut state.overlay
        && add.input.text.is_empty()
        && matches!(add.state, AddState::Typing)
    {
        if let Some((_, file)) = found.first() {
            add.input = Input::new(file.clone());
        }
        add.others = found;
    }
}

/// Puts the next of other readers' lists into the line; whether there is one.
pub(super) fn next_other(state: &mut State) -> bool {
    let Some(Overlay::Add(add)) = &mut state.overlay else { return false };
    if !matches!(add.state, AddState::Typing | AddState::Failed(_)) || add.others.is_empty() {
        return false;
    }
    let at = add.others.iter().position(|(_, file)| *file == add.input.text);
    let next = at.map_or(0, |at| (at + 1) % add.others.len());
    if let Some((_, file)) = add.others.get(next) {
        add.input = Input::new(file.clone());
        add.state = AddState::Typing;
    }
    true
}

/// The line that waits for this answer to what was typed into it.
fn waiting_line(overlay: &mut Option<Overlay>, ticket: Ticket) -> Option<&mut AddLine> {
    match overlay {
        Some(Overlay::Add(add)) if matches!(add.state, AddState::Adding(awaited) if awaited == ticket) => {
            Some(add)
        }
        _ => None,
    }
}

/// A file has been taken over.
pub(super) fn imported(
    state: &mut State,
    ticket: Ticket,
    taken: Result<(bool, Text), Fault>,
    out: &mut Vec<Effect>,
) {
    let Some(add) = waiting_line(&mut state.overlay, ticket) else { return };
    match taken {
        Ok((sources, words)) => {
            state.overlay = None;
            leave_card(state);
            if !sources {
                return super::keeping::imported(state, &words, out);
            }
            state.focus = super::Pane::Calendar;
            say(state, &format!("{words}. ⟨refresh⟩ fetches, ⟨undo⟩ takes it back"));
            days::reload_all(state, Replace::Now, out);
        }
        Err(fault) => add.state = AddState::Failed(fault),
    }
}

/// A paste: into an input line; elsewhere an address opens the add line, all else is ignored.
pub(super) fn paste(state: &mut State, raw: &str, out: &mut Vec<Effect>) {
    let line: String = Text::line(raw).chars().take(MAX_PASTE).collect();
    match &mut state.overlay {
        Some(Overlay::Add(AddLine { state: AddState::Adding(_), .. })) => {}
        Some(Overlay::Add(add)) => {
            add.input.insert(&line);
            add.state = AddState::Typing;
        }
        Some(Overlay::Keep(keep)) => super::keep_line::paste(keep, &line, raw),
        Some(Overlay::Palette(palette)) => super::commands::paste(palette, &line),
        Some(Overlay::Search) => super::search::paste(state, &line, out),
        Some(Overlay::Filter) => super::bookmarks::paste(state, &line, out),
        Some(Overlay::Find(_)) => super::find::paste(state, &line, out),
        Some(Overlay::Routes(_)) => super::route_line::paste(state, &line),
        Some(Overlay::Name(input) | Overlay::Pipe(input)) => input.insert(&line),
        Some(Overlay::Rename(rename)) => rename.input.insert(&line),
        Some(Overlay::Help(view)) if view.typing => view.query.insert(&line),
        Some(Overlay::Starters(list)) if list.typing => {
            list.query.insert(&line);
            list.selected = 0;
        }
        Some(Overlay::GoTo(input, fault)) => {
            input.insert(&line);
            *fault = None;
        }
        _ if is_address(&line) => open(state, Input::new(line), out),
        _ => {}
    }
}

fn is_address(line: &str) -> bool {
    !line.contains(' ')
        && (Address::typed(line).is_ok() || (Template::looks_like(line) && Route::typed(line).is_ok()))
}

/// An answer of the first-run card.
pub(super) fn answer_card(state: &mut State, answer: usize, out: &mut Vec<Effect>) {
    state.card.selected = answer.min(Card::ANSWERS.len() - 1);
    match answer {
        0 => {
            super::forget(state);
            state.demo = true;
            out.push(Effect::Demo(true));
        }
        1 => super::starters::open(state, out),
        3 => {
            open(state, Input::default(), out);
            out.push(Effect::FindOthers);
        }
        _ => open(state, Input::default(), out),
    }
}

/// Enter in the add line: look, then add or do what is chosen.
pub(super) fn submit(state: &mut State, out: &mut Vec<Effect>) {
    let ticket = state.tickets.draw();
    let Some(Overlay::Add(add)) = &mut state.overlay else { return };
    match &add.state {
        AddState::Typing | AddState::Failed(_) => {
            let typed = add.input.text.trim().to_owned();
            if typed.is_empty() {
                return;
            }
            add.state = AddState::Looking(ticket);
            out.push(Effect::Discover(ticket, typed));
        }
        AddState::Found(found_as, site, choice) => {
            let answer = add.answers().get(*choice).copied();
            let (instead, ways) = (add.instead, site.ways.clone());
            let (followed, days) = (site.followed, site.days.clone());
            let (found_as, article, title) = (*found_as, site.article.clone(), site.title.clone());
            match (answer, article) {
                (Some(Answer::Show), _) => {
                    state.overlay = None;
                    leave_card(state);
                    show_source(state, followed, out);
                }
                (Some(Answer::Follow | Answer::Import), _) => {
                    add.state = AddState::Adding(found_as);
                    out.push(Effect::Subscribe(found_as));
                }
                (Some(Answer::Join), _) => {
                    state.overlay = None;
                    finding_again::join(state, followed, days, out);
                }
                (Some(Answer::Replace), _) => finding_again::replace(state, instead, ways, out),
                (Some(Answer::Read), Some(address)) => {
                    state.overlay = None;
                    leave_card(state);
                    reader::open(state, Target::Address(address), title, out);
                }
                (Some(Answer::Bookmark), Some(address)) => {
                    state.overlay = None;
                    leave_card(state);
                    state.pending_marks.ask(address.clone(), true);
                    out.push(Effect::Keep(Target::Address(address.clone()), address));
                }
                _ => {}
            }
        }
        AddState::Looking(_) | AddState::Adding(_) => {}
    }
}

/// What can be done with an address that has been looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Ask the source in trouble this way from now on.
    Replace,
    /// Follow the site.
    Follow,
    /// Take the file over.
    Import,
    /// Ask the source that it already is for days too.
    Join,
    /// Go to the source that it already is.
    Show,
    /// Read the article.
    Read,
    /// Keep the article.
    Bookmark,
}

impl Answer {
    /// Its words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Replace => "Ask it this way from now on",
            Self::Follow => "Follow this site",
            Self::Join => "Ask it for these days too",
            Self::Import => "Import this file",
            Self::Show => "Show its stories",
            Self::Read => "Read this article",
            Self::Bookmark => "Bookmark this article",
        }
    }
}

impl FoundSite {
    /// What can be done, the likeliest first.
    pub fn answers(&self) -> Vec<Answer> {
        let mut answers = Vec::new();
        if self.article.is_some() {
            answers.extend([Answer::Read, Answer::Bookmark]);
        }
        if self.can_follow {
            answers.push(if self.is_file { Answer::Import } else { Answer::Follow });
        }
        if !self.days.is_empty() {
            answers.push(Answer::Join);
        }
        if self.followed.is_some() {
            answers.push(Answer::Show);
        }
        answers
    }
}

/// Opens an address in the reader, whatever else there is.
pub(super) fn read(state: &mut State, address: Address, other: Option<Address>, out: &mut Vec<Effect>) {
    leave_card(state);
    let title = Text::line(address.host());
    reader::open(state, Target::Address(address), title, out);
    if let Some(reader) = &mut state.reader {
        reader.other = other;
    }
}

/// Narrows everything to a source.
pub(super) fn show_source(state: &mut State, source: Option<SourceId>, out: &mut Vec<Effect>) {
    let at = state.all_sources().iter().position(|known| Some(known.row.id) == source);
    if let Some(at) = at {
        super::panes::choose_source(state, at as i64 + 1, out);
        state.focus = super::Pane::List;
    }
}

fn leave_card(state: &mut State) {
    if state.screen == Screen::Card {
        state.screen = Screen::Days;
    }
}

/// The address has been looked at.
pub(super) fn found(state: &mut State, ticket: Ticket, found: Result<FoundSite, Fault>) {
    let is_awaited = |add: &AddLine| matches!(add.state, AddState::Looking(awaited) if awaited == ticket);
    if !matches!(&state.overlay, Some(Overlay::Add(add)) if is_awaited(add)) {
        return;
    }
    let found = found.map(|mut site| {
        let notes = site.notes.iter().map(|note| Text::line(&with_keys(state, note)));
        site.notes = notes.collect();
        site
    });
    if let Some(Overlay::Add(add)) = &mut state.overlay {
        add.scrolled = 0;
        add.state = found.map_or_else(AddState::Failed, |site| AddState::Found(ticket, Box::new(site), 0));
    }
}

/// The site has been added: its stories are asked for.
pub(super) fn subscribed(
    state: &mut State,
    ticket: Ticket,
    row: Result<SourceRow, Fault>,
    out: &mut Vec<Effect>,
) {
    let Some(add) = waiting_line(&mut state.overlay, ticket) else { return };
    match row {
        Ok(row) => {
            state.overlay = None;
            leave_card(state);
            // What narrows the screen to something else would hide what was just added.
            if state.scope != Scope::All || state.search.is_some() {
                show_source(state, Some(row.id), out);
            }
            state.focus = super::Pane::Calendar;
            // What its feed told on the way is stored by now; what is older than today is no debt.
            let older = row.stories.saturating_sub(row.unread);
            let older = match older {
                0 => String::new(),
                1 => " (1 older story counts as read)".to_owned(),
                many => format!(" ({} older stories count as read)", grouped(many)),
            };
            let added = format!("Added {}{older}", row.title);
            let days = "⟨previous-day⟩ and ⟨next-day⟩ walk its days, ⟨read-on⟩ reads";
            // A feed alone has no days to be walked to: what it tells now is all.
            let feed = "⟨read-on⟩ reads what it tells now; it has no archive of days";
            let among = "Its stories come among those of the others; ⟨go-sources⟩ shows them alone";
            let is_dated = state.all_sources().iter().any(|source| {
                source.row.id == row.id && source.source.routes.iter().any(|route| !route.is_live())
            });
            let is_alone = state.scope == Scope::Source(row.id) || state.all_sources().len() < 2;
            let (long, short) = if !is_alone {
                (among, "Its stories come among the others")
            } else if is_dated {
                (days, "⟨previous-day⟩ ⟨next-day⟩ its days")
            } else {
                (feed, "⟨read-on⟩ reads")
            };
            say_in(
                state,
                &[format!("{added}. {long}"), format!("{added}. {short}"), added],
                StatusKind::Note,
            );
            // Its calendar's own words came with it.
            out.push(Effect::LoadRemembered);
            out.push(Effect::Refresh(crate::news::Scope::Source(row.id), true));
            state.work.refreshing = true;
            state.work.wanted = true;
            state.calendar.rest_until = Some(state.since_start + days::REST);
        }
        Err(fault) => add.state = AddState::Failed(fault),
    }
}

/// Goes on, or back, in what was found, where the screen is too low for all of it.
pub(super) fn scroll(add: &mut AddLine, on: bool) {
    const LINES: usize = 4;
    const MOST: usize = 200;
    add.scrolled = if on { (add.scrolled + LINES).min(MOST) } else { add.scrolled.saturating_sub(LINES) };
}

/// A click on an answer: it is chosen; a second one does it.
pub(super) fn pick(state: &mut State, row: usize, out: &mut Vec<Effect>) {
    let Some(Overlay::Add(add)) = &state.overlay else { return };
    let AddState::Found(_, _, choice) = &add.state else { return };
    if row == *choice {
        super::keys::press(state, Key::plain(KeyCode::Enter), out);
    } else if row < add.answers().len() {
        let by = row as i64 - *choice as i64;
        choose_answer(state, i32::try_from(by).unwrap_or_default());
    }
}

/// Up and down in the answers of the add line.
pub(super) fn choose_answer(state: &mut State, by: i32) {
    let Some(Overlay::Add(add)) = &mut state.overlay else { return };
    let last = add.answers().len().saturating_sub(1) as i64;
    if let AddState::Found(_, _, choice) = &mut add.state {
        *choice = (*choice as i64 + i64::from(by)).clamp(0, last) as usize;
    }
}
