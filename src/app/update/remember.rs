//! What the screen remembers over a restart: the day, the story and whether it was open, what the calendar counts,
//! borders and measure. The place within a story is kept with the story.

use super::super::message::{Effect, Target};
use super::super::state::{Pane, Reader, Replace, Resume, State, StatusKind};
use super::super::{Action, Awaited, Lens, Regions};
use super::{days, list, measure, pictures, reader, say_in};
use crate::news::{Day, Edition, StoryId, Text};

/// Tells what a later start should know.
pub(super) fn tell(state: &State, out: &mut Vec<Effect>) {
    // A day that was said for once is no place to come back to.
    if state.demo || state.day_given == Some(state.calendar.chosen) {
        return;
    }
    let open = state.behind.as_deref().or(state.reader.as_ref()).filter(|reader| !reader.preview);
    let open = open.and_then(|reader| match reader.target {
        Target::Story(story) => Some(story),
        Target::Address(_) | Target::Link(_) => None,
    });
    let title =
        open.and(state.behind.as_deref().or(state.reader.as_ref())).map(|reader| reader.title.to_string());
    let story = open.or(state.list.selected).map_or(0, |story| story.0);
    let facts = [
        ("screen.day", state.calendar.chosen.to_string()),
        ("screen.today", state.today().to_string()),
        ("screen.story", story.to_string()),
        ("screen.open", u8::from(open.is_some()).to_string()),
        ("screen.title", title.unwrap_or_default()),
    ];
    out.extend(facts.map(|(name, value)| Effect::Remember(name, value)));
}

/// What was remembered is here. Once the reader has pressed a key, where the keys are is no longer moved.
pub(super) fn arrived(state: &mut State, facts: &[(String, String)], out: &mut Vec<Effect>) {
    let fact = |name: &str| facts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let number = |name: &str| fact(name).and_then(|value| value.parse::<i64>().ok());
    if let Some(lens) = fact("screen.lens").and_then(Lens::named) {
        state.calendar.lens = lens;
    }
    if let Some(order) = fact("screen.order") {
        state.list_look.read(order);
    }
    state.list_look.hides_read = number("screen.unread") == Some(1);
    list::lay_out(state);
    if number("screen.clock") == Some(1) && !state.calendar.own_clock {
        state.calendar.own_clock = true;
        out.push(Effect::OwnClock(true));
        if state.asked_early || state.sources.ready().is_some() {
            days::reload_month(state, out);
            days::load_ends(state, out);
            days::reload_list(state, Replace::Now, out);
        }
    }
    let heads = facts.iter().filter_map(|(name, words)| Some((name.strip_prefix("header.")?, words)));
    state.heads = heads.map(|(slug, words)| (slug.to_owned(), words.clone())).collect();
    pictures::remembered(state, number("screen.pictures") == Some(1));
    // A story may be open already: who types fast is faster than what was remembered.
    pictures::ask(state, out);
    state.calendar.week_numbers = number("screen.weeks") == Some(1);
    let columns = |name: &str| number(name).and_then(|columns| u16::try_from(columns).ok());
    state.borders.side = columns("screen.side");
    state.borders.list = columns("screen.list");
    // The keys' measure holds until the settings say another.
    if let Some((now, of)) = fact("screen.measure").and_then(|value| value.split_once(" of "))
        && let (Ok(now), Ok(of)) = (now.parse::<u16>(), of.parse::<u16>())
        && of == state.measure_set
        && (20..=200).contains(&now)
    {
        state.measure = now;
    }
    // In lines it begins with the day, not in the middle of a story.
    let day = |name: &str| fact(name).and_then(|value| value.parse::<Day>().ok());
    if let (false, false, Some(chosen)) =
        (state.settled || state.plain, state.day_given.is_some(), day("screen.day"))
    {
        let open = number("screen.open") == Some(1);
        let story = number("screen.story").filter(|id| *id > 0).map(StoryId);
        // A new day begins with its own stories, wherever one was; the one that was open is offered. No day that has not
        // come is begun with.
        let is_new_day = day("screen.today").is_some_and(|on| on != state.today());
        let offered = story.filter(|_| open && is_new_day);
        state.resume = story.filter(|_| offered.is_none()).map(|story| Resume { story, open });
        if let Some(story) = offered {
            offer(state, story, chosen, fact("screen.title").unwrap_or_default());
        }
        let chosen = if is_new_day || chosen > state.last_come() { state.today() } else { chosen };
        if state.sources.ready().is_some() {
            if chosen != state.calendar.chosen {
                days::choose(state, chosen, out);
            } else if let Some(edition) = state.list.edition.ready().cloned() {
                resume(state, &edition, out);
            }
        } else if state.asked_early && chosen != state.calendar.chosen {
            // What was asked for early is of another day.
            days::load(state, chosen, out);
        } else {
            state.calendar.chosen = chosen;
        }
    }
    list::keep_visible(state);
    measure::set_anew(state, out);
}

/// Says which story was open when the program ended on another day, and the key that goes on with it.
fn offer(state: &mut State, story: StoryId, on: Day, title: &str) {
    let title = Text::line(title);
    let mut reader = Reader::new(Target::Story(story), title.clone(), Regions::measure(state));
    // Its text is asked for when it is gone back to.
    reader.opened = Awaited::Waiting(state.tickets.draw());
    state.trail.left(&reader);
    let was = format!("⟨history-back⟩ goes on with the story of {}", state.locale.short_date(on));
    let words = if title.is_empty() { was.clone() } else { format!("{was}: {title}") };
    say_in(state, &[words, was], StatusKind::Note);
    if let Some(status) = &mut state.status {
        // It stands until a key is pressed.
        status.until = None;
    }
}

/// The list is here: chooses the story of the last time, and opens it if it was open. Answers whether it did.
pub(super) fn resume(state: &mut State, edition: &Edition, out: &mut Vec<Effect>) -> bool {
    let Some(wanted) = state.resume.take_if(|wanted| edition.position(wanted.story).is_some()) else {
        return false;
    };
    if wanted.open {
        state.focus = Pane::List;
        reader::open_story(state, wanted.story, out);
    } else if list::row_of(state, wanted.story).is_some() {
        list::select(state, wanted.story, out);
    }
    true
}

/// Other ways of looking at the calendar.
pub(super) fn look(state: &mut State, action: Action, out: &mut Vec<Effect>) {
    if action == Action::CycleLens {
        state.calendar.lens = state.calendar.lens.next();
        let name = state.calendar.lens.name();
        out.push(Effect::Remember("screen.lens", name.to_owned()));
        let of = if state.calendar.lens == Lens::Minutes { " of stored texts" } else { "" };
        super::say(state, &format!("The calendar counts {name}{of}"));
    } else if action == Action::OwnClock {
        let own = !state.calendar.own_clock;
        state.calendar.own_clock = own;
        out.push(Effect::Remember("screen.clock", u8::from(own).to_string()));
        out.push(Effect::OwnClock(own));
        state.calendar.months.clear();
        days::reload_month(state, out);
        days::load_ends(state, out);
        days::reload_list(state, Replace::Now, out);
        super::say(state, if own { "Days are by your clock" } else { "Days are as the sites have them" });
    } else {
        let on = !state.calendar.week_numbers;
        state.calendar.week_numbers = on;
        out.push(Effect::Remember("screen.weeks", u8::from(on).to_string()));
        list::keep_visible(state);
        measure::set_anew(state, out);
    }
}
