//! Another way to ask a source in trouble: its site is looked at again, as if it were new, and what is found there takes the
//! place of what failed. The view of the sources' health and the panel of a source's routes enter. Nothing is changed
//! before the person has seen what was found and said yes.

use super::super::message::Effect;
use super::super::state::{Input, Overlay, State};
use super::routes::may_change;
use super::{adding, say};
use crate::news::{Address, Route, SourceId};

/// Looks at the front page of a source, in the add line; where the page that it follows has failed, at its site's.
pub(super) fn open(state: &mut State, source: SourceId, out: &mut Vec<Effect>) {
    if !may_change(state) {
        return;
    }
    let found = state.all_sources().iter().find(|known| known.row.id == source);
    let front = found.and_then(|found| {
        let source = &found.source;
        let root = source.routes.iter().find_map(Route::url).map(Address::root);
        source.home.clone().or(root).or_else(|| source.front())
    });
    adding::open(state, front.map(|front| Input::new(front.as_str().to_owned())).unwrap_or_default(), out);
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
    state.work.again = Some(slug.clone());
    out.push(Effect::SetRoutes(slug, routes));
}

/// Asks a source for days in more ways, behind its own.
pub(super) fn join(state: &mut State, source: Option<SourceId>, days: Vec<Route>, out: &mut Vec<Effect>) {
    let known = source.and_then(|id| state.all_sources().iter().find(|known| known.row.id == id));
    let Some(known) = known else { return };
    let (slug, before) = (known.row.slug.clone(), known.source.routes.clone());
    adding::show_source(state, source, out);
    out.push(Effect::SetRoutes(slug, before.into_iter().chain(days).collect()));
}

/// The routes of a source with what was found anew. Where it has one that tells the newest, what was found for that takes its
/// place; of several it is not known which have failed, so they stay, behind what was found. What answers for days stays and is
/// joined by what was found for them. What is found by the other scheme takes the place of the same way, but for one that is
/// bounded by hand.
fn merged(before: &[Route], found: Vec<Route>) -> Vec<Route> {
    let mut routes = before.to_vec();
    let (same, new): (Vec<Route>, Vec<Route>) =
        found.into_iter().partition(|route| before.iter().any(|known| known.is_same_way(route)));
    for route in same {
        let known = routes.iter_mut().find(|known| known.is_same_way(&route));
        if let Some(known) = known.filter(|known| known.range() == (None, None)) {
            *known = route;
        }
    }
    let (live, dated): (Vec<Route>, Vec<Route>) = new.into_iter().partition(Route::is_live);
    let alone = before.iter().filter(|route| route.is_live()).count() == 1;
    let place = before.iter().position(Route::is_live).unwrap_or(0);
    let replaced = usize::from(alone && !live.is_empty());
    routes.splice(place..place + replaced, live);
    routes.extend(dated);
    let mut once: Vec<Route> = Vec::with_capacity(routes.len());
    for route in routes {
        if !once.contains(&route) {
            once.push(route);
        }
    }
    once
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::LiveKind;

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
        assert_eq!(merged(&[days(), feed("old")], vec![feed("new")]), [days(), feed("new")]);
        assert_eq!(merged(&[feed("old")], vec![feed("new"), page("news")]), [feed("new"), page("news")]);
        let other = Route::typed("https://wire.example/{YYYY}/{MM}/{DD}").unwrap();
        assert_eq!(merged(&[days()], vec![feed("new"), other.clone()]), [feed("new"), days(), other]);
    }

    #[test]
    fn what_may_still_answer_and_what_is_bounded_by_hand_stays() {
        let old = [feed("a"), feed("b"), days()];
        assert_eq!(merged(&old, vec![feed("new")]), [feed("new"), feed("a"), feed("b"), days()]);
        let bounded = Route::typed("https://wire.example/{YYYY}-{MM}-{DD}/ since 2020-01-01")
            .unwrap_or_else(|_| days());
        assert_eq!(merged(std::slice::from_ref(&bounded), vec![days()]), [bounded]);
    }

    #[test]
    fn one_way_by_two_schemes_is_one_route() {
        let by_http = |route: &Route| Route::typed(&route.line().replace("https:", "http:")).unwrap();
        let old = [by_http(&feed("a")), feed("b"), by_http(&days())];
        assert_eq!(merged(&old, vec![feed("a"), days()]), [feed("a"), feed("b"), days()]);
        assert_eq!(merged(&[by_http(&feed("a")), feed("a")], vec![feed("a")]), [feed("a")]);
        let bounded = Route::typed("day-page http://wire.example/{YYYY}-{MM}-{DD}/ from 2020-01-01").unwrap();
        assert_eq!(merged(std::slice::from_ref(&bounded), vec![days()]), [bounded]);
    }
}
