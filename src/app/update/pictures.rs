//! Pictures of the open story: asked for only while they are wanted, and set into the page as they come.

use std::ops::Range;
use std::sync::Arc;

use super::super::message::Effect;
use super::super::state::{State, StatusKind};
use super::super::{Figures, Opened, Pictures, Regions, Ticket};
use super::{say, set_status};
use crate::news::{Address, Document, Fault};
use crate::picture::Picture;
use crate::typeset::{self, Line};

/// Pictures of one story that are asked for.
const MOST: usize = 16;

/// Shows them from now on, or no more.
pub(super) fn toggle(state: &mut State, out: &mut Vec<Effect>) {
    if let Some(never) = state.pictures.never {
        return say(state, &format!("No pictures: {never}. ⟨other-ways⟩ has them"));
    }
    state.pictures.on = !state.pictures.on;
    if state.pictures.remembered {
        out.push(Effect::Remember("screen.pictures", u8::from(state.pictures.on).to_string()));
    }
    if state.pictures.on {
        let reader = state.reader.as_ref();
        let opened = reader.and_then(|reader| reader.opened.ready());
        let words = opened.map(|opened| words(&opened.article.document));
        ask(state, out);
        say(state, &words.unwrap_or_else(|| "Pictures on".to_owned()));
    } else {
        clear(state, out);
        say(state, "Pictures off");
    }
}

/// Asks for the pictures of the open story that are not there yet, and makes room for them at once: where one comes into
/// sight no line moves.
pub(super) fn ask(state: &mut State, out: &mut Vec<Effect>) {
    if !state.pictures.on || state.pictures.never.is_some() {
        return;
    }
    let Some(reader) = state.reader.as_mut().filter(|reader| !reader.preview) else { return };
    let Some(opened) = reader.opened.ready_mut() else { return };
    let wanted: Vec<_> = figures(&opened.article.document)
        .take(MOST)
        .filter(|(figure, _)| !opened.figures.is_settled(*figure))
        .collect();
    if !wanted.is_empty() {
        let ticket = state.tickets.draw();
        let awaited = wanted.iter().map(|(figure, _)| *figure);
        let new: Vec<u32> = awaited.filter(|figure| !opened.figures.roomy.contains(figure)).collect();
        opened.figures.roomy.extend(new);
        reader.pictures = Some(ticket);
        out.push(Effect::LoadPictures { ticket, target: reader.target.clone(), wanted });
        set(state, out);
    }
}

/// The figures of a text with the addresses of their pictures.
fn figures(document: &Document) -> impl Iterator<Item = (u32, Address)> {
    let all = typeset::figures(document, 0).into_iter();
    all.filter_map(|figure| Some((figure.number, figure.source?.clone())))
}

/// What there is to see of a text's pictures from now on.
fn words(document: &Document) -> String {
    match figures(document).next() {
        None => "Pictures on: this story has none in its text".to_owned(),
        Some(_) => "Pictures on".to_owned(),
    }
}

/// A picture has come, or cannot be had. What is in sight keeps its place, also an empty one.
pub(super) fn arrived(
    state: &mut State,
    ticket: Ticket,
    figure: u32,
    picture: Result<Arc<Picture>, Fault>,
    out: &mut Vec<Effect>,
) {
    let height = usize::from(Regions::of(state).reader.height);
    let wanted = state.pictures.on;
    let reader = state.reader.as_mut().filter(|reader| wanted && reader.pictures == Some(ticket));
    let Some(reader) = reader else { return };
    let top = reader.top;
    let Some(opened) = reader.opened.ready_mut() else { return };
    if opened.figures.is_settled(figure) {
        return;
    }
    let in_sight = is_in_sight(opened, figure, top..top + height);
    if !in_sight {
        opened.figures.roomy.retain(|roomy| *roomy != figure);
    }
    match picture {
        Ok(picture) => opened.figures.shown.push((figure, picture)),
        Err(fault) => {
            opened.figures.failed.push(figure);
            // Of what stands elsewhere nobody wonders yet, and its caption stands alone.
            if in_sight {
                set_status(state, &format!("No picture: {}", fault.sentence), StatusKind::Fault);
            }
        }
    }
    set(state, out);
}

/// Whether lines have the place of a figure's picture among them; while it has none, its words or what they stand in.
fn is_in_sight(opened: &Opened, figure: u32, lines: Range<usize>) -> bool {
    let page = &opened.page.lines;
    let has_place = |line: &Line| line.plate.is_some_and(|row| row.figure == figure);
    let mut seen = page.iter().take(lines.end).skip(lines.start);
    if page.iter().any(has_place) {
        return seen.any(has_place);
    }
    let all = typeset::figures(&opened.article.document, 0);
    let block = all.iter().find(|own| own.number == figure).map(|own| own.block);
    seen.any(|line| line.block.is_some() && line.block == block)
}

/// Rows that a picture may take: what stands around it stays in sight.
pub(super) fn rows(state: &State) -> u16 {
    // A page of lines without a screen is as high as can be.
    (u32::from(Regions::rows(state)) * 3 / 5) as u16
}

/// Asks for a new setting of the open story where its pictures have more or less room than they were set for.
pub(super) fn fit(state: &mut State, out: &mut Vec<Effect>) {
    let opened = state.reader.as_ref().and_then(|reader| reader.opened.ready());
    let figures = opened.map(|opened| &opened.figures).filter(|figures| !figures.is_empty());
    if figures.is_some_and(|figures| figures.rows != rows(state)) {
        set(state, out);
    }
}

fn set(state: &mut State, out: &mut Vec<Effect>) {
    let (rows, measure) = (rows(state), Regions::measure(state));
    let ticket = state.tickets.draw();
    let Some(reader) = &mut state.reader else { return };
    let Some(opened) = reader.opened.ready_mut() else { return };
    if opened.figures.rows != rows {
        opened.figures.resize(rows);
    }
    if rows == 0 {
        // The screen is too small for any text; with room it is set again.
        return;
    }
    // The same measure does not mean the same lines any more.
    reader.held = None;
    reader.setting = Some((ticket, measure));
    out.push(Effect::Set(ticket, Box::new(opened.clone()), measure));
}

/// What is still under way for the open story is wanted no more.
pub(super) fn stop(state: &mut State, out: &mut Vec<Effect>) {
    let Some(reader) = &mut state.reader else { return };
    if reader.pictures.take().is_some() {
        let (ticket, target) = (state.tickets.draw(), reader.target.clone());
        out.push(Effect::LoadPictures { ticket, target, wanted: Vec::new() });
    }
}

/// A story that was open before is open again: with what is missing of its pictures, or without any where they were
/// turned off meanwhile.
pub(super) fn come_back(state: &mut State, out: &mut Vec<Effect>) {
    if state.pictures.on { ask(state, out) } else { clear(state, out) }
}

/// What ran was stopped: pictures that had not come do not come.
pub(super) fn stopped(state: &mut State, out: &mut Vec<Effect>) {
    let Some(reader) = state.reader.as_mut().filter(|reader| reader.pictures.is_some()) else {
        return;
    };
    reader.pictures = None;
    let Some(opened) = reader.opened.ready_mut() else { return };
    let figures = &mut opened.figures;
    let missing: Vec<u32> =
        figures.roomy.iter().copied().filter(|figure| !figures.is_settled(*figure)).collect();
    if !missing.is_empty() {
        figures.failed.extend(missing);
        set(state, out);
    }
}

/// The captions stand alone again.
fn clear(state: &mut State, out: &mut Vec<Effect>) {
    stop(state, out);
    if let Some(opened) = state.reader.as_mut().and_then(|reader| reader.opened.ready_mut())
        && !opened.figures.is_empty()
    {
        opened.figures = Figures::default();
        set(state, out);
    }
}

/// What was remembered, where the settings leave it to that.
pub(super) fn remembered(state: &mut State, on: bool) {
    if state.pictures.remembered {
        state.pictures.on = on && state.pictures.never.is_none();
    }
}

/// The settings say something else now.
pub(super) fn changed(state: &mut State, to: Pictures, out: &mut Vec<Effect>) {
    let before = state.pictures;
    if (before.never, before.remembered) == (to.never, to.remembered) {
        return;
    }
    let on = if to.remembered { before.on && to.never.is_none() } else { to.on };
    state.pictures = Pictures { on, ..to };
    if on {
        ask(state, out);
    } else if before.on {
        clear(state, out);
    }
}
