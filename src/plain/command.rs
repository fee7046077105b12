//! What a line asks for: a name or keys with a number or words behind, an answer to what was asked, a number.

use super::scene::Scene;
use crate::app::{
    Action, AddState, Asked, Chain, Context, Effect, Msg, Overlay, Spoken, State, clear, meant,
    named_behind_colon, named_with_words, put, to_row, update, worded,
};
use crate::keymap::{Feeder, Key, KeyCode, Sequence, Step};
use crate::news::Text;

/// What came of a line.
#[derive(Debug, Default, PartialEq)]
pub struct Obeyed {
    /// What is asked of the world.
    pub effects: Vec<Effect>,
    /// What is to be said of the line itself, such as what is wrong in it.
    pub said: Vec<String>,
    /// Whether everything is to be told again.
    pub again: bool,
}

/// What is only there to be seen.
const SEEN: [Action; 10] = [
    Action::Zen,
    Action::Wider,
    Action::Narrower,
    Action::Themes,
    Action::BorderLeft,
    Action::BorderRight,
    Action::WeekNumbers,
    Action::ScrollLeft,
    Action::ScrollRight,
    Action::NextPane,
];

/// Does what a line asks for. The state afterwards tells the rest.
pub fn obey(state: &mut State, line: &str) -> Obeyed {
    let line = Text::line(line);
    let mut told = Obeyed::default();
    if state.overlay.is_some() {
        answer(state, &line, &mut told);
    } else {
        ask(state, &line, &mut told);
    }
    told
}

/// Closes what has been told to its end, and a line whose answer was wrong: the next one is none to it.
pub fn settle(state: &mut State) -> Vec<Effect> {
    let is_told = match &state.overlay {
        Some(Overlay::Help(_) | Overlay::Why(_) | Overlay::Themes(_) | Overlay::GoTo(_, Some(_))) => true,
        Some(Overlay::Add(add)) => matches!(add.state, AddState::Failed(_)),
        Some(Overlay::Palette(palette)) => palette.fault.is_some(),
        Some(Overlay::Routes(panel)) => panel.line.as_ref().is_some_and(|line| line.error.is_some()),
        Some(Overlay::Search) => state.search.as_ref().is_some_and(|search| search.error.is_some()),
        _ => false,
    };
    match &state.overlay {
        Some(overlay) if is_told && overlay.context().is_some() => {
            update(state, Msg::Act(Action::Back, None))
        }
        _ if is_told => update(state, Msg::Key(Key::plain(KeyCode::Esc))),
        _ => Vec::new(),
    }
}

/// What is asked for now, before what is typed.
pub fn prompt(state: &State) -> String {
    match Scene::of(state) {
        Scene::Asked(prompt, _) => format!("{prompt}: "),
        _ => "> ".to_owned(),
    }
}

impl Obeyed {
    fn tell(&mut self, state: &mut State, msg: Msg) {
        self.effects.extend(update(state, msg));
    }

    fn press(&mut self, state: &mut State, code: KeyCode) {
        self.tell(state, Msg::Key(Key::plain(code)));
    }

    /// Does an action in a panel; in a line presses the key that stands for it there.
    fn take(&mut self, state: &mut State, action: Action, code: KeyCode) {
        if state.overlay.as_ref().is_some_and(|overlay| overlay.context().is_some()) {
            self.tell(state, Msg::Act(action, None));
        } else {
            self.press(state, code);
        }
    }

    fn say(&mut self, words: impl Into<String>) {
        self.said.push(words.into());
    }
}

/// A line where nothing is asked for.
fn ask(state: &mut State, line: &str, told: &mut Obeyed) {
    if let Some(number) = line.strip_prefix(':').and_then(|line| line.trim().parse().ok()) {
        if let Err(wrong) = to_row(state, number, &mut told.effects) {
            told.say(wrong);
        }
        return;
    }
    let behind_colon = line.strip_prefix(':').map(str::trim);
    let line = behind_colon.unwrap_or(line);
    if line.is_empty() {
        return act(state, Action::ReadOn, "", None, told);
    }
    if line == "again" {
        told.again = true;
        return;
    }
    if line.parse::<usize>().is_ok() {
        return act(state, Action::Open, line, None, told);
    }
    for (sign, action) in [('/', Action::Find), ('|', Action::Pipe)] {
        if let Some(words) = line.strip_prefix(sign) {
            return act(state, action, words.trim(), None, told);
        }
    }
    if let Some(chain) = keys(state, line) {
        let (chain, count) = chain;
        for link in chain.links() {
            if state.overlay.is_some() || state.leaving {
                return;
            }
            act(state, link.action, "", count.or(link.count), told);
        }
        return;
    }
    if line.contains("://") && !line.contains(' ') {
        told.tell(state, Msg::Paste(line.to_owned()));
        return told.press(state, KeyCode::Enter);
    }
    let Spoken { count, name, words } = Spoken::of(line);
    let short = named_with_words(name, words.unwrap_or_default())
        .or_else(|| behind_colon.and_then(|_| named_behind_colon(name)));
    match short.map_or_else(|| meant(name), Ok) {
        Ok(row) => act(state, row.action, words.unwrap_or_default(), count, told),
        Err(wrong) => told.say(wrong),
    }
}

/// The actions of a line that is written in keys, and the number before them.
fn keys(state: &State, line: &str) -> Option<(Chain, Option<u32>)> {
    let sequence = line.parse::<Sequence>().or_else(|_| format!("<{line}>").parse()).ok()?;
    let named = format!("<{line}>").parse::<Sequence>().ok();
    let context = state.context().name();
    let walk = |sequence: &Sequence| {
        let mut feeder = Feeder::new();
        let mut keys = sequence.keys().iter().peekable();
        while let Some(key) = keys.next() {
            match feeder.press(&state.keymap, &[context], *key) {
                Step::Action { action, count } if keys.peek().is_none() => return Some((action, count)),
                Step::Pending(_) => {}
                Step::Action { .. } | Step::Nothing => return None,
            }
        }
        None
    };
    // `Space` and `Enter` are keys by their names; a name of an action goes before both.
    if line.chars().count() > 1 && meant(line).is_ok() {
        return None;
    }
    walk(&sequence).or_else(|| named.as_ref().and_then(walk))
}

/// Does an action with what stands behind its name.
fn act(state: &mut State, action: Action, words: &str, count: Option<u32>, told: &mut Obeyed) {
    let Some(row) = action.row() else { return };
    if SEEN.contains(&action) {
        return told.say(format!("{} is for the screen.", row.name));
    }
    if let Err(wrong) = worded(state, row, count, words, &mut told.effects) {
        return told.say(wrong);
    }
    // Who goes there where they are already wants to hear it again; who did not get there hears why.
    told.again |= match action {
        Action::GoList => state.context() == Context::List,
        Action::GoSources => state.context() == Context::Sources,
        Action::GoBookmarks => state.context() == Context::Bookmarks,
        Action::GoReader => state.context() == Context::Reader,
        _ => false,
    };
}

/// Chooses the row with a number, counted from one, of what lies over the panes.
fn choose(state: &mut State, number: usize, told: &mut Obeyed) -> bool {
    let Scene::Rows(rows) = Scene::of(state) else {
        told.say("There is nothing with a number here.");
        return false;
    };
    let Some(to) = number.checked_sub(1).filter(|to| *to < rows.said.len()) else {
        told.say(format!("The numbers go from 1 to {}.", rows.said.len()));
        return false;
    };
    let (steps, action, code) = if to >= rows.at {
        (to - rows.at, Action::Down, KeyCode::Down)
    } else {
        (rows.at - to, Action::Up, KeyCode::Up)
    };
    let takes_actions = state.overlay.as_ref().is_none_or(|overlay| overlay.context().is_some());
    if steps > 0 && takes_actions {
        told.tell(state, Msg::Act(action, u32::try_from(steps).ok()));
    } else {
        for _ in 0..steps {
            told.press(state, code);
        }
    }
    true
}

/// A line as the answer to what is asked for.
fn answer(state: &mut State, line: &str, told: &mut Obeyed) {
    if line == "cancel" {
        return told.take(state, Action::Back, KeyCode::Esc);
    }
    let number = line.parse::<usize>().ok();
    let is_empty = line.is_empty();
    match (over(state), number) {
        (Over::Letters, _) if !is_empty => {
            for letter in line.chars() {
                told.press(state, KeyCode::Char(letter));
            }
        }
        (Over::Offers | Over::Answers, Some(number)) => {
            if choose(state, number, told) {
                told.take(state, Action::Open, KeyCode::Enter);
            }
        }
        // The question is answered in words, too.
        (Over::Answers, None) if matches!(line, "y" | "Y" | "yes" | "Yes") => {
            told.press(state, KeyCode::Enter);
        }
        (Over::Answers, None) if matches!(line, "n" | "N" | "no" | "No") => told.press(state, KeyCode::Esc),
        (Over::Words | Over::Offers, None) if !is_empty => {
            clear(state, &mut told.effects);
            told.tell(state, Msg::Paste(line.to_owned()));
        }
        (Over::Choices, Some(number)) => {
            if choose(state, number, told) {
                told.take(state, Action::Pick, KeyCode::Char(' '));
            }
        }
        (Over::Rows | Over::Mute, Some(number)) => {
            choose(state, number, told);
        }
        // What stands there is taken as it is.
        (Over::Keep | Over::Mute, None) if is_empty => told.press(state, KeyCode::Enter),
        (Over::Keep, None) if line == "^x" => told.tell(state, Msg::Key(Key::ctrl('x'))),
        (Over::Mute, None) => {
            choose(state, 1, told);
            clear(state, &mut told.effects);
            for letter in line.chars() {
                told.press(state, KeyCode::Char(letter));
            }
        }
        (Over::Choices | Over::Rows, None) => in_panel(state, line, told),
        _ if is_empty => told.press(state, KeyCode::Esc),
        _ => put(state, line, &mut told.effects),
    }
}

/// How what lies over the screen takes a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    /// Words.
    Line,
    /// Words to find something by, of which offers come.
    Words,
    /// The number of what is to be done.
    Offers,
    /// The number of an answer, or another line in place of what was answered.
    Answers,
    /// The letters of a link.
    Letters,
    /// Numbers of what is to be chosen, then keys.
    Choices,
    /// The number of a row, then keys.
    Rows,
    /// Tags, then a note.
    Keep,
    /// The number of what is to be muted, or words for it.
    Mute,
}

fn over(state: &State) -> Over {
    match &state.overlay {
        Some(Overlay::Hints(_)) => Over::Letters,
        Some(Overlay::Palette(palette)) if palette.asked == Asked::Line => Over::Line,
        Some(Overlay::Palette(palette)) if palette.input.text.is_empty() => Over::Words,
        Some(Overlay::Palette(_) | Overlay::Order(_) | Overlay::OtherWays(_)) => Over::Offers,
        Some(Overlay::Add(add)) if matches!(add.state, AddState::Found(..)) => Over::Answers,
        Some(Overlay::Starters(list)) if !list.typing => Over::Choices,
        Some(Overlay::Routes(panel)) if panel.line.is_some() => Over::Line,
        Some(Overlay::Routes(_) | Overlay::Health(_) | Overlay::Mutes(_) | Overlay::Changes(_)) => Over::Rows,
        Some(Overlay::Keep(_)) => Over::Keep,
        Some(Overlay::Mute(_)) => Over::Mute,
        _ => Over::Line,
    }
}

/// What is wanted of a panel: an action by its name, with the number of a row behind it, or by its keys.
fn in_panel(state: &mut State, line: &str, told: &mut Obeyed) {
    if line.is_empty() {
        return told.tell(state, Msg::Act(Action::Open, None));
    }
    if let Some((chain, count)) = keys(state, line) {
        for link in chain.links() {
            told.tell(state, Msg::Act(link.action, count.or(link.count)));
        }
        return;
    }
    let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
    match (meant(name), rest.trim().parse::<usize>()) {
        (Ok(row), Ok(number)) => {
            if choose(state, number, told) {
                told.tell(state, Msg::Act(row.action, None));
            }
        }
        (Ok(row), Err(_)) => {
            told.tell(state, Msg::Act(row.action, None));
            // Words behind it are for the line that it has opened.
            if !rest.is_empty() && over(state) == Over::Line {
                put(state, rest.trim(), &mut told.effects);
            }
        }
        (Err(wrong), _) => told.say(wrong),
    }
}
