//! Another way to ask a source in trouble: its site is looked at again, as if it were new, and what is found there takes the
//! place of what failed. The view of the sources' health and the panel of a source's routes enter. Nothing is changed
//! before the person has seen what was found and said yes.

use super::super::message::Effect;
use super::super::state::{Overlay, State};
use super::routes::may_change;
use super::{adding, say};
use crate::news::{Route, SourceId};

/// Looks at the front page of a source, in the add line.
pub(super) fn open(state: &mut State, source: SourceId, out: &mut Vec<Effect>) {
    if !may_change(state) {
        return;
    }
    let found = state.all_sources().iter().find(|known| known.row.id == source);
    let front = found.and_then(|found| found.source.front());
    adding::open(state, front.map(|front| front.as_str().to_owned()).unwrap_or_default(), out);
    if let Some(Overlay::Add(add)) = &mut state.overlay {
        add.instead = Some(source);
    }
    adding::submit(state, out);
}

/// Writes what was found in place of what failed, and shows the source among the others.
pub(super) fn replace(state: &mut State, source: Option<SourceId>, found: Vec<Route>, out: &mut Vec<Effect>) {
    let known = source.and_then(|id| state.all_sources().iter().find(|known| known.row.id == id));
    let Some((slug, before)) = known.map(|known| (known.row.slug.clone(), known.source.routes.clone()))
    else {
        state.overlay = None;
        return;
    };
    super::health::open(state, out);
    if let Some(Overlay::Health(view)) = &mut state.overlay {
        view.selected = source;
    }
    let routes = merged(&before, found);
    if routes == before {
        return say(state, "It is asked this way already");
    }
    out.push(Effect::SetRoutes(slug, routes));
}

/// The routes of a source with what was found anew: what tells the newest is replaced by what was found for it, what answers
/// for days stays and is joined by what was found for them.
fn merged(before: &[Route], found: Vec<Route>) -> Vec<Route> {
    let (live, dated): (Vec<Route>, Vec<Route>) = found.into_iter().partition(Route::is_live);
    let mut routes: Vec<Route> = Vec::new();
    let mut given = Some(live).filter(|live| !live.is_empty());
    let replaces = given.is_some();
    for route in before {
        match given.take_if(|_| route.is_live()) {
            Some(live) => routes.extend(live),
            None if replaces && route.is_live() => {}
            None => routes.push(route.clone()),
        }
    }
    // There was none that tells the newest.
    routes.splice(0..0, given.unwrap_or_default());
    for route in dated {
        if !routes.contains(&route) {
            routes.push(route);
        }
    }
    routes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::{Address, LiveKind};

    fn feed(path: &str) -> Route {
        Route::Feed { url: Address::parse(&format!("https://wire.example/{path}")).unwrap() }
    }

    fn page(path: &str) -> Route {
        Route::Live {
            kind: LiveKind::Section,
            url: Address::parse(&format!("https://wire.example/{path}")).unwrap(),
        }
    }

    fn days() -> Route {
        Route::typed("https://wire.example/{YYYY}-{MM}-{DD}/").unwrap()
    }

    #[test]
    fn what_failed_goes_and_what_answers_for_days_stays() {
        let old = [days(), feed("old"), page("news")];
        assert_eq!(merged(&old, vec![feed("new")]), [days(), feed("new")]);
        assert_eq!(merged(&old, vec![days()]), old);
        let other = Route::typed("https://wire.example/{YYYY}/{MM}/{DD}").unwrap();
        assert_eq!(merged(&[days()], vec![feed("new"), other.clone()]), [feed("new"), days(), other]);
        assert_eq!(merged(&[feed("old")], vec![feed("new"), page("news")]), [feed("new"), page("news")]);
    }
}
