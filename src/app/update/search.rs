//! The search: its line, its name, and the way back.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::message::{Effect, Target};
use super::super::state::{Before, Input, ListPane, Overlay, Pane, Replace, Screen, SearchPane, State};
use super::super::{Action, LineKind};
use super::hits::show;
use super::{days, list, measure, pictures, reader, say};
use crate::keymap::{Key, KeyCode as Code, Modifiers};
use crate::news::{DocId, HitDays, Order, SavedSearch, Text};
use crate::query::Query;

/// Hits of one load.
pub(super) const PAGE: usize = 100;

/// Opens the search line; a search that is open is changed.
pub(super) fn open(state: &mut State, out: &mut Vec<Effect>) {
    begin(state, out);
    state.overlay = Some(Overlay::Search);
}

/// Opens a search that was kept under a name.
pub(super) fn open_saved(state: &mut State, saved: &SavedSearch, out: &mut Vec<Effect>) {
    let focus = state.focus;
    begin(state, out);
    state.focus = focus;
    if let Some(search) = &mut state.search {
        search.input = Input::new(saved.query.to_string());
    }
    read(state, false, out);
    if let Some(search) = &mut state.search {
        search.name = Some(saved.name.clone());
        if let Some(error) = &search.error {
            let text = format!("{}: {}", saved.name, error.sentence);
            say(state, &text);
        }
    }
}

fn begin(state: &mut State, out: &mut Vec<Effect>) {
    if state.search.is_some() {
        return;
    }
    reader::save_place(state, out);
    pictures::stop(state, out);
    let before = Before {
        screen: state.screen,
        focus: state.focus,
        chosen: state.calendar.chosen,
        anchor: state.calendar.anchor.take(),
        scope: state.scope,
        source_row: state.source_row,
        list: std::mem::take(&mut state.list),
        reader: state.reader.take(),
    };
    let query = Query::default();
    state.search = Some(Box::new(SearchPane {
        input: Input::default(),
        marker: query.marker(),
        query: Arc::new(query),
        error: None,
        order: Order::Newest,
        asked: None,
        more: None,
        next: None,
        from: None,
        snippets: HashMap::new(),
        days: HitDays::new(),
        counting: None,
        whole: false,
        searched: None,
        fault: None,
        name: None,
        before: Box::new(before),
    }));
    state.calendar.rest_until = None;
    state.screen = Screen::Days;
    state.focus = Pane::List;
    state.zen = false;
    show(state, Vec::new(), false);
}

/// A key in the search line.
pub(super) fn press(state: &mut State, key: Key, out: &mut Vec<Effect>) {
    let is_ctrl = key.modifiers.contains(Modifiers::CTRL);
    if matches!(key.code, Code::Up | Code::Down) && recall(state, key.code == Code::Up, out) {
        return;
    }
    let Some(search) = &mut state.search else {
        state.overlay = None;
        return;
    };
    match key.code {
        _ if search.input.is_left_by(key) => end(state, out),
        Code::Enter => submit(state, out),
        Code::Down => list::step(state, 1, out),
        Code::Up => list::step(state, -1, out),
        Code::Char('n') if is_ctrl => list::step(state, 1, out),
        Code::Char('p') if is_ctrl => list::step(state, -1, out),
        Code::Tab => turn_order(state, out),
        _ => {
            if search.input.press(key) {
                typed(state, out);
            }
        }
    }
}

/// A search typed before stands in the line again; whether there was one.
fn recall(state: &mut State, older: bool, out: &mut Vec<Effect>) -> bool {
    let Some(search) = &mut state.search else { return false };
    let Some(before) = state.history.step(LineKind::Search, &search.input.text, older) else { return false };
    search.input = Input::new(before);
    typed(state, out);
    true
}

/// Something was pasted into the search line.
pub(super) fn paste(state: &mut State, line: &str, out: &mut Vec<Effect>) {
    if let Some(search) = &mut state.search {
        search.input.insert(line);
        typed(state, out);
    }
}

fn typed(state: &mut State, out: &mut Vec<Effect>) {
    if let Some(search) = &mut state.search {
        search.name = None;
    }
    read(state, true, out);
}

/// Enter: the hits have the keys; a query that cannot be understood stays on the line.
fn submit(state: &mut State, out: &mut Vec<Effect>) {
    let Some(search) = &mut state.search else { return };
    if search.error.is_some() {
        return;
    }
    if search.query.root().is_none() {
        return end(state, out);
    }
    search.input = Input::new(search.query.text().trim().to_owned());
    state.history.submitted(LineKind::Search, &search.input.text);
    state.overlay = None;
    state.focus = Pane::List;
    as_written(state, out);
    let Some(search) = &state.search else { return };
    if state.list.rows.is_empty() && search.asked.is_none() {
        say(state, "Nothing was found. ⟨search⟩ changes the search, ⟨cancel⟩ ends it");
    }
}

/// What stands on the line is searched for as it is written: its last word was the beginning of one only while it was
/// being typed.
fn as_written(state: &mut State, out: &mut Vec<Effect>) {
    let Some(search) = &state.search else { return };
    let written = Query::parse(&search.input.text, state.today(), state.locale, false);
    if written.is_ok_and(|written| written.root() != search.query.root()) {
        read(state, false, out);
    }
}

/// Reads what is typed and asks for its hits; those shown stay until the new ones are there.
fn read(state: &mut State, typing: bool, out: &mut Vec<Effect>) {
    let (today, locale) = (state.today(), state.locale);
    let Some(search) = &mut state.search else { return };
    match Query::parse(&search.input.text, today, locale, typing) {
        Ok(query) => {
            search.error = None;
            search.marker = query.marker();
            search.query = Arc::new(query);
            ask(state, None, out);
        }
        Err(error) => search.error = Some(error),
    }
}

/// Asks for hits at or before a place, and how many each day has.
pub(super) fn ask(state: &mut State, from: Option<DocId>, out: &mut Vec<Effect>) {
    let ticket = state.tickets.draw();
    let month = state.calendar.chosen.month();
    let Some(search) = &mut state.search else { return };
    search.more = None;
    search.from = from;
    if search.query.root().is_none() {
        (search.asked, search.counting, search.whole) = (None, None, false);
        search.days.clear();
        return show(state, Vec::new(), false);
    }
    search.asked = Some(ticket);
    let (query, order) = (Arc::clone(&search.query), search.order);
    out.push(Effect::Search { ticket, query: Arc::clone(&query), order, from, most: PAGE });
    if from.is_none() {
        search.counting = Some(ticket);
        out.push(Effect::CountHits { ticket, query, month });
    }
}

/// Newest first, or what fits best first.
pub(super) fn turn_order(state: &mut State, out: &mut Vec<Effect>) {
    let Some(search) = &state.search else { return say(state, "No search is open: ⟨search⟩ opens one") };
    let turned = match search.order {
        Order::Newest => Order::Best,
        Order::Best => Order::Newest,
    };
    set_order(state, turned, out);
}

/// Puts the hits into an order.
pub(super) fn set_order(state: &mut State, order: Order, out: &mut Vec<Effect>) {
    let Some(search) = &mut state.search else { return };
    search.order = order;
    state.list.selected = None;
    let words = match order {
        Order::Newest => "Newest first",
        Order::Best => "Best first",
    };
    say(state, words);
    ask(state, None, out);
}

/// The hits are asked for again where the store has changed under them.
pub(super) fn reload(state: &mut State, replace: Replace, out: &mut Vec<Effect>) {
    if replace == Replace::Now {
        let from = state.search.as_ref().and_then(|search| search.from);
        ask(state, from, out);
    }
}

/// The index is complete: what was searched before it was, is searched again.
pub(super) fn indexed(state: &mut State, out: &mut Vec<Effect>) {
    let search = state.search.as_ref().filter(|search| search.searched.is_some_and(|known| known.left > 0));
    if let Some(from) = search.map(|search| search.from) {
        ask(state, from, out);
    }
}

/// Ends the search and goes back to where the reader was.
pub(super) fn end(state: &mut State, out: &mut Vec<Effect>) {
    if matches!(state.overlay, Some(Overlay::Search)) {
        state.overlay = None;
    }
    let Some(search) = state.search.take() else { return };
    reader::save_place(state, out);
    let before = *search.before;
    state.screen = before.screen;
    state.focus = before.focus;
    state.calendar.chosen = before.chosen;
    state.calendar.anchor = before.anchor;
    state.scope = before.scope;
    state.source_row = before.source_row;
    state.list = before.list;
    state.reader = before.reader;
    state.zen = false;
    state.ahead = None;
    days::load_months(state, out);
    days::reload_list(state, Replace::Wait, out);
    if state.reader.as_ref().is_some_and(|reader| reader.preview) {
        measure::set_anew(state, out);
    } else {
        reader::go_on(state, out);
    }
    list::keep_visible(state);
}

/// Leaves the search for something else that will fill the screen.
pub(super) fn leave(state: &mut State, out: &mut Vec<Effect>) {
    if let Some(search) = state.search.take() {
        reader::close_into_list(state, out);
        state.list = ListPane::default();
        state.calendar.chosen = search.before.chosen;
    }
}

/// Opens the line that takes a name for the open search.
pub(super) fn name(state: &mut State) {
    if state.search.is_none() && state.screen == Screen::Bookmarks {
        return super::bookmarks::name(state);
    }
    let Some(search) = &state.search else { return say(state, "No search is open: ⟨search⟩ opens one") };
    if search.query.root().is_none() {
        return say(state, "There is nothing to keep yet");
    }
    let name =
        search.name.as_ref().map_or_else(|| search.query.text().trim().to_owned(), ToString::to_string);
    state.overlay = Some(Overlay::Name(Input::proposed(name)));
}

/// A key in the line that takes a name.
pub(super) fn press_name(state: &mut State, mut input: Input, key: Key, out: &mut Vec<Effect>) {
    match key.code {
        _ if input.is_left_by(key) => return,
        Code::Enter => {
            let Some(name) = Text::line(&input.text).non_empty() else { return };
            let name = name.cut(60);
            if let Some(search) = &mut state.search {
                search.name = Some(name.clone());
                out.push(Effect::SaveSearch(name, Text::line(search.query.text())));
            } else if let Some(query) = super::bookmarks::query(state) {
                out.push(Effect::SaveSearch(name, Text::line(&query)));
            }
            return;
        }
        _ => drop(input.press(key)),
    }
    state.overlay = Some(Overlay::Name(input));
}

/// Lets the kept search go that is chosen among the sources, or is open; else the source that is chosen.
pub(super) fn forget_saved(state: &mut State, out: &mut Vec<Effect>) {
    let of_row = state.saved_row(state.source_row).map(|saved| saved.name.clone());
    let open = state.search.as_ref().and_then(|search| search.name.clone());
    let source = state.source_row.checked_sub(1).and_then(|row| state.all_sources().get(row));
    let slug = source.map(|source| source.row.slug.clone());
    match (of_row.or(open), slug) {
        (Some(name), _) => out.push(Effect::DropSearch(name)),
        (None, Some(slug)) => out.push(Effect::Leave(slug)),
        (None, None) => say(state, "Choose a source or a kept search: ⟨drop-search⟩ then lets it go"),
    }
}

/// The searches that are kept under a name.
pub(super) fn saved_arrived(state: &mut State, saved: Vec<SavedSearch>) {
    let (sources, row) =
        (state.all_sources().len(), state.saved_row(state.source_row).map(|row| row.name.clone()));
    state.saved = saved;
    if let Some(name) = row {
        // The row goes with its search; where that was let go, with the one that is open, else with all.
        let open = state.search.as_ref().and_then(|search| search.name.clone());
        let at = |name: &Text| state.saved.iter().position(|saved| saved.name == *name);
        let at = at(&name).or_else(|| open.as_ref().and_then(at));
        state.source_row = at.map_or(0, |at| sources + 1 + at);
    }
    if let Some(search) = &mut state.search
        && let Some(name) = &search.name
        && !state.saved.iter().any(|saved| saved.name == *name)
    {
        search.name = None;
    }
}

/// What was just said about a kept search.
pub(super) fn saved_changed(state: &mut State, words: &str, saved: Vec<SavedSearch>) {
    saved_arrived(state, saved);
    say(state, words);
}

/// What a hit is opened as: a bookmark that no source told by its address.
pub(super) fn target_of(row: &crate::news::Headline) -> Target {
    match &row.address {
        Some(address) if row.id.0 < 0 => Target::Link(address.clone()),
        _ => Target::Story(row.id),
    }
}

/// Whether an action belongs to the search; then it is done.
pub(super) fn act(state: &mut State, action: Action, out: &mut Vec<Effect>) -> bool {
    match action {
        Action::Search => open(state, out),
        Action::SearchOrder => turn_order(state, out),
        Action::SaveSearch => name(state),
        Action::DropSearch => forget_saved(state, out),
        _ => return false,
    }
    true
}
