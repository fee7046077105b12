//! What discovery found, in the words of the add line.

use crate::app::FoundSite;
use crate::news::{LiveKind, Route, SourceRow, Text};
use crate::service::{Found, FoundKind};

/// What a site without an archive is, by the routes that were found.
fn live_kind(found: &Found) -> &'static str {
    let any = |is: fn(&Route) -> bool| found.routes.iter().any(|evidence| is(&evidence.route));
    if any(|route| matches!(route, Route::Feed { .. })) {
        "a site with a feed"
    } else if any(|route| matches!(route, Route::Live { kind: LiveKind::NewsSitemap, .. })) {
        "a site with a sitemap of its news"
    } else if any(|route| matches!(route, Route::Live { kind: LiveKind::Section, .. })) {
        "a page of headlines, without a feed"
    } else {
        "a site"
    }
}

/// The answer of the add line to what was typed; `lacking`: ways to ask for days which the source that follows it lacks.
pub(super) fn found_site(
    typed: &str,
    found: &Found,
    followed: Option<&SourceRow>,
    lacking: Vec<Route>,
) -> FoundSite {
    let dated = found.routes.iter().any(|evidence| !evidence.route.is_live());
    let kind = match found.kind {
        FoundKind::Feed => "a feed",
        FoundKind::Template => "a day template",
        FoundKind::Sitemap => "a sitemap",
        FoundKind::Article => "an article",
        FoundKind::Site if dated => "a site with an archive by days",
        FoundKind::Site => live_kind(found),
    };
    let routes = found.routes.iter().map(|evidence| {
        let what = match &evidence.route {
            Route::Feed { url } => format!("what is new · {url}"),
            Route::DayPage { template, .. } => format!("{} · {template}", days(&evidence.route)),
            Route::Page { url } => format!("one page · {url}"),
            other if other.is_live() => format!("what is new · {} {}", other.kind(), other.place()),
            other => format!("{} · {} {}", days(other), other.kind(), other.place()),
        };
        Text::line(&what)
    });
    let title = match (&found.article, found.kind) {
        (Some(article), FoundKind::Article) if !article.title.is_empty() => article.title.clone(),
        _ => found.source.title.clone(),
    };
    let mut notes = found.notes.clone();
    if let Some(row) = followed {
        notes.insert(0, Text::line(&format!("You follow it already, as {}", row.title)));
    }
    if found.feed.as_ref().is_some_and(|feed| feed.items.is_empty()) {
        notes.push(Text::line("Its feed has no stories at the moment; it may have been given up"));
    }
    if followed.is_none() && !found.routes.is_empty() {
        let words = if dated {
            "For days it has nothing of, ⟨ask-copies⟩ asks the Wayback Machine"
        } else {
            "It keeps no archive by days. On a day without stories ⟨ask-copies⟩ asks the Wayback Machine"
        };
        notes.push(Text::line(words));
    }
    FoundSite {
        input: typed.to_owned(),
        title,
        kind: Text::line(kind),
        routes: routes.collect(),
        ways: found.routes.iter().map(|evidence| evidence.route.clone()).collect(),
        notes,
        // Beside an article its site's headlines would look like its own.
        sample: if found.article.is_some() { Vec::new() } else { found.sample.clone() },
        article: found.article.as_ref().map(|_| found.address.clone()),
        can_follow: followed.is_none() && !found.routes.is_empty(),
        followed: followed.map(|row| row.id),
        days: lacking,
        is_file: false,
    }
}

/// The days a dated route answers for.
fn days(route: &Route) -> String {
    match route.range() {
        (None, None) => "any day".to_owned(),
        (Some(from), None) => format!("days since {from}"),
        (None, Some(to)) => format!("days until {to}"),
        (Some(from), Some(to)) => format!("days from {from} to {to}"),
    }
}
