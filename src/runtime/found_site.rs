//! What discovery found, in the words of the add line.

use crate::app::FoundSite;
use crate::news::{Route, Text};
use crate::service::{Found, FoundKind};

/// The answer of the add line to what was typed.
pub(super) fn found_site(typed: &str, found: &Found) -> FoundSite {
    let dated = found.routes.iter().any(|evidence| !evidence.route.is_live());
    let kind = match found.kind {
        FoundKind::Feed => "a feed",
        FoundKind::Template => "a day template",
        FoundKind::Article => "an article",
        FoundKind::Site if dated => "a site with an archive by days",
        FoundKind::Site => "a site with a feed",
    };
    let routes = found.routes.iter().map(|evidence| {
        let what = match &evidence.route {
            Route::Feed { url } => format!("what is new · {url}"),
            Route::DayPage { template, .. } => format!("any day · {template}"),
            Route::Page { url } => format!("one page · {url}"),
            other if other.is_live() => format!("what is new · {} {}", other.kind(), other.place()),
            other => format!("any day · {} {}", other.kind(), other.place()),
        };
        Text::line(&what)
    });
    let title = match (&found.article, found.kind) {
        (Some(article), FoundKind::Article) if !article.title.is_empty() => article.title.clone(),
        _ => found.source.title.clone(),
    };
    FoundSite {
        input: typed.to_owned(),
        title,
        kind: Text::line(kind),
        routes: routes.collect(),
        notes: found.notes.clone(),
        sample: found.sample.clone(),
        article: found.article.as_ref().map(|_| found.address.clone()),
        can_follow: !found.routes.is_empty(),
    }
}
