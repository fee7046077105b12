//! What may stand behind a name on the command line where that is one of a list: themes, sources, kept searches,
//! tags, orders. The lists are what the state knows; nothing is asked for here.

use super::{Action, OrderChoice, State};
use crate::news::{TagUse, tag_begun, tags_of, written_tag};
use crate::query::{fold, nearest};

/// Names that the state does not hold otherwise, known since the command line was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownNames {
    /// All themes.
    pub themes: Vec<String>,
    /// All tags in use, the most used first.
    pub tags: Vec<TagUse>,
}

/// What may stand behind the name of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arguments {
    /// One of these, by its name or the beginning of it.
    One(Vec<String>),
    /// Words, of which these are known: each with where in the line it would begin, in bytes.
    Free(Vec<String>, usize),
}

/// What may stand behind the name of an action, where there is a list of it, so far as `typed` allows.
pub fn arguments(state: &State, action: Action, typed: &str) -> Option<Arguments> {
    Some(match action {
        Action::Tags | Action::BookmarkWith => {
            let (from, begun) = tag_begun(typed);
            let taken = tags_of(typed.get(..from).unwrap_or_default());
            let tags = state.names.tags.iter().map(|tag| &tag.name).filter(|tag| !taken.contains(tag));
            let begun = fold(&begun).into_owned();
            let goes_on = tags.filter(|tag| fold(tag).starts_with(&begun));
            Arguments::Free(goes_on.map(written_tag).collect(), from)
        }
        _ => Arguments::One(likely(&choices(state, action)?, typed)),
    })
}

/// All names that may stand behind the name of an action; `None` where it takes no names.
pub fn choices(state: &State, action: Action) -> Option<Vec<String>> {
    Some(match action {
        Action::Themes => state.names.themes.clone(),
        Action::GoSources => {
            let all = std::iter::once(ALL.to_owned());
            let sources = state.all_sources().iter().map(|source| source.row.title.to_string());
            all.chain(sources).chain(state.saved.iter().map(|saved| saved.name.to_string())).collect()
        }
        Action::DropSearch => state.saved.iter().map(|saved| saved.name.to_string()).collect(),
        Action::ListOrder => state.order_choices().into_iter().map(order_name).collect(),
        _ => return None,
    })
}

/// The name of the row of the sources pane that stands for all of them.
const ALL: &str = "all";

fn order_name(choice: OrderChoice) -> String {
    match choice {
        OrderChoice::Stories(order) => order.name(),
        OrderChoice::Turned => "reversed",
        OrderChoice::Hits(crate::news::Order::Newest) => "newest",
        OrderChoice::Hits(crate::news::Order::Best) => "best",
    }
    .to_owned()
}

/// Those that begin like what is typed, then those that have it inside.
fn likely(names: &[String], typed: &str) -> Vec<String> {
    let typed = fold(typed.trim()).into_owned();
    let begins = |name: &&String| fold(name).starts_with(&typed);
    let inside = |name: &&String| !fold(name).starts_with(&typed) && fold(name).contains(&typed);
    names.iter().filter(begins).chain(names.iter().filter(inside)).cloned().collect()
}

/// So many names are told where none is meant.
const FEW: usize = 6;

/// Which of the names is meant: the one that is called so, else the only one that begins so, else the only one that
/// has it inside. What is wrong otherwise, in a sentence: the name that is near, or the action that shows them all.
pub fn chosen(names: &[String], typed: &str, action: &str) -> Result<usize, String> {
    let typed = typed.trim();
    let wanted = fold(typed).into_owned();
    let all = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
        names.iter().enumerate().filter(|(_, name)| is(&fold(name))).map(|(at, _)| at).collect()
    };
    let ways: [&dyn Fn(&str) -> bool; 3] =
        [&|name| name == wanted, &|name| name.starts_with(&wanted), &|name| name.contains(&wanted)];
    for way in ways {
        match all(way).as_slice() {
            [] => {}
            [only] => return Ok(*only),
            some => {
                let more = some.len().saturating_sub(FEW);
                let some: Vec<&str> =
                    some.iter().filter_map(|at| names.get(*at)).take(FEW).map(String::as_str).collect();
                let more = if more == 0 { String::new() } else { format!(" or {more} more") };
                return Err(format!("{typed} may be {}{more}.", some.join(", ")));
            }
        }
    }
    let more = match near(names, typed) {
        Some(near) => format!(" Is {near} meant?"),
        None if names.is_empty() => String::new(),
        None if names.len() <= FEW => format!(" There are {}.", names.join(", ")),
        None => format!(" Write {action} alone to see all {}.", names.len()),
    };
    Err(format!("Nothing is called {typed} here.{more}"))
}

/// The name that was probably meant; of one of several words each may be.
fn near<'n>(names: &'n [String], typed: &str) -> Option<&'n str> {
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    nearest(typed, &known).or_else(|| {
        let wanted = fold(typed).into_owned();
        let folded: Vec<_> = names.iter().map(|name| fold(name)).collect();
        let parted = |name: &'n str| name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 3);
        let words: Vec<&str> = known.iter().flat_map(|name| parted(name)).collect();
        let lower: Vec<String> = words.iter().map(|word| fold(word).into_owned()).collect();
        let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
        let word = nearest(&wanted, &lower)?;
        let at = folded.iter().position(|name| name.contains(word))?;
        known.get(at).copied()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_its_beginning_or_a_part_of_it() {
        let names = ["fjord", "fjord-dark", "The Wire", "The Press"].map(str::to_owned);
        assert_eq!(chosen(&names, "fjord", "themes"), Ok(0));
        assert_eq!(chosen(&names, "FJORD-D", "themes"), Ok(1));
        assert_eq!(chosen(&names, "wire", "themes"), Ok(2));
        assert_eq!(chosen(&names, "the", "themes"), Err("the may be The Wire, The Press.".to_owned()));
        assert_eq!(
            chosen(&names, "fjord-drak", "themes"),
            Err("Nothing is called fjord-drak here. Is fjord-dark meant?".to_owned())
        );
    }

    #[test]
    fn of_many_names_the_near_one_is_told_or_what_shows_them() {
        let names = ["ash", "bay", "dawn", "fjord", "ink", "moss", "The Daily Press"].map(str::to_owned);
        let said = |typed: &str| chosen(&names, typed, "themes").unwrap_err();
        assert_eq!(said("presss"), "Nothing is called presss here. Is The Daily Press meant?");
        assert_eq!(said("fjrod"), "Nothing is called fjrod here. Is fjord meant?");
        assert_eq!(said("something"), "Nothing is called something here. Write themes alone to see all 7.");
        let same: Vec<String> = (1..=9).map(|n| format!("Wire {n}")).collect();
        let said = chosen(&same, "wire", "go-sources").unwrap_err();
        assert_eq!(said, "wire may be Wire 1, Wire 2, Wire 3, Wire 4, Wire 5, Wire 6 or 3 more.");
    }
}
