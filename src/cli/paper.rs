//! How commands print texts: `read` and `day` alike.

use std::io::{IsTerminal, Write};

use serde_json::Value;

use super::args::Format;
use super::end::Ended;
use super::json;
use super::world::World;
use crate::extract::feed::attached_json;
use crate::news::{Article, Attached, Headline};
use crate::runtime;
use crate::typeset::{Measure, Page, formats, typeset};

/// The form and width that were asked for.
pub struct Paper {
    /// Colours on a terminal, else plain text, where nothing is asked for.
    pub format: Option<Format>,
    /// Columns of a line; the settings' measure without.
    pub width: Option<u16>,
}

impl Paper {
    /// Prints a text; `again` when another stands before it. A story adds what the list knows of it.
    pub fn print(
        &self,
        world: &World,
        (article, attached): (&Article, &Attached),
        story: Option<&Headline>,
        again: bool,
    ) -> Ended {
        let mut out = std::io::stdout().lock();
        let text = match self.format.unwrap_or_else(usual_format) {
            Format::Json => format!("{}\n", object(article, attached, story)),
            Format::Markdown => ended(formats::markdown(article, true)),
            Format::Html => ended(formats::html(article)),
            Format::Text => formats::plain(&self.page(world, article, attached, story)),
            Format::Ansi => formats::ansi(&self.page(world, article, attached, story)),
        };
        if again && !matches!(self.format, Some(Format::Json)) {
            out.write_all(b"\n\n")?;
        }
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(())
    }

    fn page(&self, world: &World, article: &Article, attached: &Attached, story: Option<&Headline>) -> Page {
        let given = self.width.map(|columns| if columns == 0 { Measure::UNBROKEN } else { columns });
        let columns = given.unwrap_or_else(|| {
            let screen = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
            world.settings().measure.min(screen.unwrap_or(u16::MAX).max(1))
        });
        // On paper the address stays whole, so that it can be copied.
        let mut head = crate::app::head(article, story, world.locale(), &world.now().zone, u16::MAX);
        head.attached = crate::app::attached_line(attached);
        // The notice has been said on standard error.
        head.notices.clear();
        let settings = world.settings();
        let page = typeset(article, &head, Measure { columns, ..runtime::manner(settings) });
        if world.turns() { page.as_seen() } else { page }
    }
}

fn object(article: &Article, attached: &Attached, story: Option<&Headline>) -> Value {
    let url = story.and_then(|story| story.address.as_ref()).map(crate::news::Address::as_str);
    let mut object = json::article(article, url);
    let Some(fields) = object.as_object_mut() else { return object };
    fields.extend(attached_json(attached));
    if let Some(story) = story {
        fields.insert("id".into(), story.id.0.into());
        fields.insert("day".into(), story.day.to_string().into());
    }
    object
}

fn ended(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// Colours only for a terminal that wants them (<https://no-color.org>).
fn usual_format() -> Format {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var("TERM").is_ok_and(|term| term == "dumb")
        || !std::io::stdout().is_terminal();
    if plain { Format::Text } else { Format::Ansi }
}
