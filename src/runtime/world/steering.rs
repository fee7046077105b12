//! Effects about the routes of a source.

use super::World;
use crate::app::{Msg, Ticket};
use crate::locale::counted;
use crate::news::{Day, Route, Slug, SourceId, Text};
use crate::service::{self, Tried};

impl World {
    /// Tells what the routes of a source answered last.
    pub(super) fn load_routes(&mut self, source: SourceId) {
        let (desk, out, now) = (self.desk.clone(), self.out.clone(), self.clock.now());
        let locale = self.locale;
        let row = super::lock(&self.rows).iter().find(|row| row.id == source).cloned();
        let live: Vec<Route> = row
            .as_ref()
            .and_then(|row| desk.source(&row.slug))
            .map(|source| source.routes.into_iter().filter(Route::is_live).collect())
            .unwrap_or_default();
        self.spawn(async move {
            let when = |at: crate::news::Moment| {
                let local = at.instant.to_zoned(now.zone.clone());
                let day = Day::from_date(local.date()).unwrap_or(Day::MAX);
                format!("{} {:02}:{:02}", locale.short_date(day), local.hour(), local.minute())
            };
            let mut said: Vec<(String, Text)> = Vec::new();
            // Live routes answer together; their source's health tells how.
            if let Some(health) = row.map(|row| row.health)
                && let Some(asked) = health.last_asked
            {
                let all = if live.len() > 1 { "all live routes together: " } else { "" };
                let words = match &health.trouble {
                    Some(trouble) => format!("{all}{trouble} · {}", when(asked)),
                    None => format!("{all}answered · {}", when(asked)),
                };
                said.extend(live.iter().map(|route| (route.place().to_owned(), Text::line(&words))));
            }
            let answers = service::route_answers(&desk, source).await;
            out.answer(answers.map(|answers| {
                said.extend(answers.into_iter().map(|answer| {
                    let words = Text::line(&format!("{} · {}", answer.said, when(answer.at)));
                    (answer.place, words)
                }));
                Msg::Routes(source, said)
            }));
        });
    }

    /// Asks one route; nothing of it is stored.
    pub(super) fn try_route(&mut self, ticket: Ticket, source: SourceId, route: Route, day: Day) {
        let (desk, out, now) = (self.desk.clone(), self.out.clone(), self.clock.now());
        let Some(source) = self.sources(|id| id == source).pop() else { return };
        self.spawn(async move {
            let tried = service::try_route(&desk, &source, &route, day, &now).await;
            out.send(Msg::RouteTried(ticket, tried.map(|tried| words(&tried))));
        });
    }

    /// Writes the routes of a source into the sources file.
    pub(super) fn set_routes(&mut self, slug: Slug, routes: Vec<Route>) {
        let (desk, out, now) = (self.desk.clone(), self.out.clone(), self.clock.now());
        self.spawn(async move {
            let written = service::set_routes(&desk, &slug, routes, &now).await;
            out.send(Msg::RoutesSet(slug, written));
        });
    }
}

fn words(tried: &Tried) -> Text {
    let first = tried.first.as_ref().map(|title| format!(": {title}")).unwrap_or_default();
    Text::line(&match tried.stories {
        0 => "no stories".to_owned(),
        many => format!("{}{first}", counted(many, "story", "stories")),
    })
}
