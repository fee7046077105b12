//! What lies over the screen, as words, as rows with numbers, or as a line that is asked for.

use super::scene::{Rows, Scene};
use super::words::{ended, sentences, spoken, unread};
use crate::app::{
    ACTIONS, AddLine, AddState, Answer, Asked, Awaited, ChangesView, FoundSite, HealthView, HelpView, Hints,
    KeepField, KeepLine, MuteBy, MuteList, MutePanel, OtherWay, OtherWays, Overlay, Palette, RoutePanel,
    StarterLine, Starters, State, keys_of, language_of, offered, why_lines,
};
use crate::locale::{counted, grouped};
use crate::news::{Condition, Fault, written_tag};
use crate::view::order_words;

/// What an overlay says.
pub(super) fn scene(state: &State, overlay: &Overlay) -> Scene {
    let asked = |prompt, fault: Option<String>| {
        Scene::Asked(prompt, fault.map(|fault| ended(&fault)).into_iter().collect())
    };
    match overlay {
        Overlay::Help(view) => Scene::Words("help", help(state, view)),
        Overlay::Palette(palette) if palette.asked == Asked::Line => asked("Do", palette.fault.clone()),
        Overlay::Palette(palette) if palette.input.text.is_empty() => asked("Find an action", None),
        Overlay::Palette(palette) => Scene::Rows(offers(state, palette)),
        Overlay::Add(add) => adding(add),
        Overlay::GoTo(_, fault) => asked("Go to", fault.as_ref().map(Fault::to_string)),
        Overlay::Search => {
            let error = state.search.as_ref().and_then(|search| search.error.as_ref());
            asked("Search", error.map(|error| error.sentence.clone()))
        }
        Overlay::Name(_) => asked("Keep as", None),
        Overlay::Rename(_) => asked("Call it", None),
        Overlay::Find(_) => asked("Find", None),
        Overlay::Filter => {
            let error = state.bookmarks.filter.as_ref().and_then(|filter| filter.error.as_ref());
            asked("Narrow the bookmarks", error.map(|error| error.sentence.clone()))
        }
        Overlay::Pipe(_) => asked("Pipe the story to", None),
        Overlay::Keep(line) => keep(line),
        Overlay::Mute(panel) => Scene::Rows(mute(panel)),
        Overlay::Changes(view) => Scene::Rows(changes(state, view)),
        Overlay::OtherWays(ways) => Scene::Rows(other_ways(ways)),
        Overlay::Order(at) => Scene::Rows(orders(state, *at)),
        Overlay::Mutes(list) => Scene::Rows(mutes(list)),
        Overlay::Hints(hints) => Scene::Words("links", links(hints)),
        Overlay::Themes(_) => Scene::Words("themes", vec!["Themes are there to be seen.".to_owned()]),
        Overlay::Routes(panel) => match &panel.line {
            Some(line) => {
                let words = match &line.error {
                    Some(error) => error.sentence.clone(),
                    None => format!("{} is the route now", line.input.text),
                };
                asked("Route", Some(words).filter(|_| line.error.is_some() || line.row.is_some()))
            }
            None => Scene::Rows(routes(state, panel)),
        },
        Overlay::Starters(list) if list.typing => asked("Narrow to", None),
        Overlay::Starters(list) => Scene::Rows(starters(list)),
        Overlay::Health(view) => Scene::Rows(health(state, view)),
        Overlay::Why(view) => Scene::Words(
            "why",
            match &view.why {
                Awaited::Ready(why) => why_lines(why, false)
                    .into_iter()
                    .map(|(_, line)| line.split_whitespace().collect::<Vec<_>>().join(" "))
                    .filter(|line| !line.is_empty())
                    .collect(),
                Awaited::Failed(fault) => vec![ended(&fault.to_string())],
                Awaited::Idle | Awaited::Waiting(_) => Vec::new(),
            },
        ),
    }
}

/// Every action that does something here, by its name, with its keys; then those of other places.
fn help(state: &State, view: &HelpView) -> Vec<String> {
    let here = view.here;
    let wanted = view.query.text.to_lowercase();
    let mut lines = Vec::new();
    let mut group = "";
    for row in ACTIONS {
        let keys = keys_of(state, row.action, Some(here));
        let keys = if keys.is_empty() { keys_of(state, row.action, None) } else { keys };
        let line = format!("{}: {}", row.name, row.summary);
        let line = if keys.is_empty() { ended(&line) } else { format!("{} Keys: {keys}.", ended(&line)) };
        if !wanted.split_whitespace().all(|word| line.to_lowercase().contains(word)) {
            continue;
        }
        if group != row.group {
            group = row.group;
            lines.push(format!("{group}:"));
        }
        lines.push(line);
    }
    if lines.is_empty() {
        return vec!["No action says that.".to_owned()];
    }
    if wanted.is_empty() {
        lines.insert(
            0,
            "Type a name or a key, with a number or words behind it: open 3, next-day, go-to-date fri, search grain. \
             An empty line reads on. A number alone opens that story."
                .to_owned(),
        );
    }
    lines
}

fn offers(state: &State, palette: &Palette) -> Rows {
    const MOST: usize = 9;
    let rows: Vec<String> = offered(state, palette)
        .into_iter()
        .take(MOST)
        .map(|offer| ended(&format!("{}: {}", offer.name, offer.summary)))
        .collect();
    Rows {
        kind: "palette",
        key: palette.input.text.clone(),
        head: if rows.is_empty() {
            "Nothing does that here.".to_owned()
        } else {
            "A number does it:".to_owned()
        },
        said: rows,
        at: palette.selected,
        ..Rows::default()
    }
}

fn adding(add: &AddLine) -> Scene {
    match &add.state {
        AddState::Typing => {
            let mut lines: Vec<String> = Vec::new();
            lines.extend(add.others.iter().map(|(reader, file)| format!("{reader}: {file}")));
            if lines.is_empty() {
                lines.push("The address of a site, a feed or an article, or a file to import.".to_owned());
            }
            Scene::Asked("Add", lines)
        }
        AddState::Failed(fault) => Scene::Asked("Add", vec![ended(&fault.to_string())]),
        AddState::Looking(_) | AddState::Adding(_) => Scene::Words("adding", Vec::new()),
        AddState::Found(_, site, chosen) => Scene::Rows(found(site, &add.answers(), *chosen)),
    }
}

fn found(site: &FoundSite, answers: &[Answer], chosen: usize) -> Rows {
    const SAMPLE: usize = 5;
    let title = if site.title.is_empty() { site.input.as_str() } else { site.title.as_str() };
    let sample = site.sample.iter().filter(|item| !item.title.is_empty()).take(SAMPLE);
    let said = [title.to_owned(), site.kind.to_string()]
        .into_iter()
        .chain(site.routes.iter().chain(&site.notes).map(ToString::to_string))
        .chain(sample.map(|item| item.title.to_string()));
    Rows {
        kind: "found",
        key: site.input.clone(),
        head: sentences(said),
        said: answers.iter().map(|answer| ended(answer.words())).collect(),
        at: chosen,
        foot: "A number does it, cancel ends.".to_owned(),
        ..Rows::default()
    }
}

/// The tags that are asked for, or the note; what stands there already and what could.
fn keep(line: &KeepLine) -> Scene {
    let fault = line.fault.iter().map(|fault| ended(&fault.to_string()));
    match line.field {
        KeepField::Tags => {
            let have = line.words().0;
            let have = have.iter().map(crate::news::Text::as_str).collect::<Vec<_>>().join(", ");
            let have = if have.is_empty() { String::new() } else { format!("Has the tags: {have}") };
            let offers =
                line.offers().into_iter().map(|tag| written_tag(&tag.name)).collect::<Vec<_>>().join(", ");
            let offers = if offers.is_empty() { String::new() } else { format!("There are: {offers}") };
            let how = "An empty line leaves them as they are, cancel all".to_owned();
            Scene::Asked("Tags", fault.chain([sentences([have, offers, how])]).collect())
        }
        KeepField::Note => {
            let have = line.note.text.replace('\n', " ");
            let have = if have.is_empty() { String::new() } else { format!("Has the note: {have}") };
            let how = "An empty line leaves it as it is, ^x opens the editor".to_owned();
            Scene::Asked("Note", fault.chain([sentences([have, how])]).collect())
        }
    }
}

/// What is never to be shown again, and what that would hide.
fn mute(panel: &MutePanel) -> Rows {
    let by = panel.by.iter().map(|by| match by {
        MuteBy::Author(author) => format!("By the author {author}."),
        MuteBy::Section(section, _, source) => format!("In the section {section} of {source}."),
        MuteBy::Source(_, source) => format!("Of the source {source}."),
    });
    let foot = match &panel.preview {
        Some(preview) => {
            let titles = preview.titles.iter().take(3).map(ToString::to_string);
            let of = counted(preview.of, "story", "stories");
            sentences(
                [format!("Would hide {} of {of} of the last 30 days", grouped(preview.hidden))]
                    .into_iter()
                    .chain(titles),
            )
        }
        None => String::new(),
    };
    Rows {
        kind: "mute",
        key: panel.rows().to_string(),
        head: "Never show stories: a number chooses, words take the place of the first, an empty line does it, cancel ends."
            .to_owned(),
        said: std::iter::once(format!("With the words {}.", panel.words.text)).chain(by).collect(),
        at: panel.selected,
        foot,
        ..Rows::default()
    }
}

/// The orders of the list.
fn orders(state: &State, at: usize) -> Rows {
    let said = state.order_choices().into_iter().map(|choice| {
        let now = if state.is_ordered(choice) { ", as it is now" } else { "" };
        ended(&format!("{}{now}", order_words(state, choice)))
    });
    Rows {
        kind: "order",
        head: "The order of the list. A number chooses, cancel ends.".to_owned(),
        said: said.collect(),
        at,
        ..Rows::default()
    }
}

/// The mute rules there are.
fn mutes(list: &MuteList) -> Rows {
    let rows = list.rows.as_deref().unwrap_or_default();
    let said = rows
        .iter()
        .map(|(rule, many)| format!("{}, hides {}.", rule.in_words(), counted(*many, "story", "stories")));
    Rows {
        kind: "mutes",
        key: rows.len().to_string(),
        head: if rows.is_empty() {
            "No mute rules.".to_owned()
        } else {
            "Mute rules: a number chooses one, remove lets it go, cancel ends.".to_owned()
        },
        said: said.collect(),
        at: list.selected,
        ..Rows::default()
    }
}

/// What was changed, newest first.
fn changes(state: &State, view: &ChangesView) -> Rows {
    let rows = view.rows.as_deref().unwrap_or_default();
    let said = rows.iter().map(|change| {
        let when = state.locale.date_time(change.at.civil(&state.now.zone));
        let back = if change.undone { ", taken back" } else { "" };
        ended(&format!("{when}, {}{back}", change.label))
    });
    Rows {
        kind: "changes",
        key: rows
            .iter()
            .map(|change| format!("{}{}", change.seq, change.undone))
            .collect::<Vec<_>>()
            .join(" "),
        head: if rows.is_empty() {
            "Nothing was changed yet.".to_owned()
        } else {
            "What was changed: a number chooses, open takes it back or does it again, cancel ends.".to_owned()
        },
        said: said.collect(),
        at: view.selected,
        ..Rows::default()
    }
}

/// What else of a story can be opened.
fn other_ways(ways: &OtherWays) -> Rows {
    let said = ways.rows.iter().map(|way| match way {
        OtherWay::Told(story) => ended(&format!("{}: {}", story.source_title, story.title)),
        OtherWay::Browser(what, address) => format!("{}: {address}", what.words()),
    });
    Rows {
        kind: "ways",
        head: "What to open. A number chooses, cancel ends.".to_owned(),
        said: said.collect(),
        at: ways.selected,
        ..Rows::default()
    }
}

fn links(hints: &Hints) -> Vec<String> {
    let what = if hints.browser { "to open a link in the browser" } else { "to follow a link" };
    let mut lines = vec![format!("Type the letters in front {what}; cancel ends.")];
    lines.extend(hints.left().map(|hint| format!("{}: {}", hint.label, hint.address)));
    lines
}

fn routes(state: &State, panel: &RoutePanel) -> Rows {
    let rows = panel.rows.iter().map(|row| sentences([row.route.line(), spoken(&RoutePanel::said(row))]));
    Rows {
        kind: "routes",
        key: format!("{:?} {}", panel.source, panel.rows.len()),
        head: format!("Routes of {}, tried on {}.", panel.title, state.locale.short_date(panel.day)),
        said: rows.collect(),
        at: panel.selected,
        foot: panel.fault.as_ref().map(|fault| ended(&fault.to_string())).unwrap_or_default(),
        ..Rows::default()
    }
}

fn starters(list: &Starters) -> Rows {
    let mut rows = Rows {
        kind: "starters",
        key: format!("{} {}", list.rows.len(), list.query.text),
        head: match list.query.text.trim() {
            "" => {
                "Sources to begin with. A number chooses, an empty line adds what is chosen, find narrows, \
                   cancel ends."
                    .to_owned()
            }
            words => format!(
                "Sources with “{words}”. A number chooses, an empty line adds what is chosen, find narrows otherwise, \
                 cancel shows all."
            ),
        },
        at: list.selected,
        ..Rows::default()
    };
    for line in list.lines() {
        match line {
            StarterLine::Head(row) => {
                let language = language_of(&row.source);
                rows.groups.push((rows.said.len(), format!("{language}:")));
            }
            StarterLine::Row(_, row) => {
                let state = match (row.followed, row.chosen) {
                    (true, _) => ", followed already",
                    (false, true) => ", chosen",
                    (false, false) => "",
                };
                rows.said.push(ended(&format!("{}{state}", row.source.title)));
            }
        }
    }
    rows
}

fn health(state: &State, view: &HealthView) -> Rows {
    let sources = view.rows(state);
    let at = view.at(&sources);
    let rows = sources.iter().map(|source| {
        let health = &source.row.health;
        let condition = match health.condition() {
            Condition::Gone => "gone for good".to_owned(),
            Condition::Failing => format!("failed, {}", counted(health.failures, "time", "times")),
            Condition::Unasked => "not asked yet".to_owned(),
            Condition::Fine => "answers".to_owned(),
        };
        let trouble = health.trouble.as_ref().map(ToString::to_string).unwrap_or_default();
        let missed = view
            .missed_of(source.row.id)
            .map(|(day, why)| format!("{}: {why}", state.locale.short_date(day)));
        let missed = missed.collect::<Vec<_>>().join(". ");
        let stories = counted(u64::from(source.row.stories), "story", "stories");
        let counts =
            [Some(stories), unread(source.row.unread)].into_iter().flatten().collect::<Vec<_>>().join(", ");
        sentences([format!("{}: {condition}", source.row.title), trouble, missed, counts])
    });
    Rows {
        kind: "health",
        key: sources.len().to_string(),
        head: "How the sources answer:".to_owned(),
        said: rows.collect(),
        at,
        ..Rows::default()
    }
}
