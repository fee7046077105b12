//! What a page says about its article: title, authors, dates, site, pictures.

mod around;
mod authors;
mod byline;
mod names;
mod published;
mod slashes;
mod title;
mod told;
mod written;
mod zone;

use std::collections::HashSet;

use dom_query::Document;
use jiff::SignedDuration;

use super::date;
use super::json_ld::{self, Described};
use super::page::Page;
use super::tokens::{attr, first_attr};
use crate::news::{Address, Moment, Text, When};

/// What was found, read before anything is taken out of the tree.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub title: Text,
    pub authors: Vec<Text>,
    pub published: Option<Moment>,
    /// The other reading of a day in numbers, where only the page's language speaks for the first.
    pub otherwise: Option<Moment>,
    pub updated: Option<Moment>,
    pub site: Option<Text>,
    pub section: Option<Text>,
    pub lang: Option<Text>,
    pub description: Text,
    pub image: Option<Address>,
    pub canonical: Option<Address>,
    /// The text as JSON-LD gives it.
    pub body: Option<String>,
    /// What JSON-LD says of a recipe or a guide, piece by piece, folded.
    pub steps: HashSet<String>,
    /// The page says of itself that it is an article.
    pub is_article: bool,
    /// The page says that its text must be paid for.
    pub paid: bool,
}

/// Characters of a name.
const MAX_NAME: usize = 80;

pub(super) fn read(page: &Page) -> Metadata {
    let metas = Metas::read(page.dom());
    let described = json_ld::read(page.dom());
    let is_article =
        described.is_article || metas.get(&["og:type"]).is_some_and(|kind| kind.contains("article"));
    let site = metas.get(&["og:site_name"]).or_else(|| described.publisher.clone());
    let site = site.or_else(|| metas.get(&["application-name", "apple-mobile-web-app-title"]));
    let site = site.and_then(|name| line(&name).non_empty()).filter(|name| name.chars().count() <= MAX_NAME);
    let description = described.description.clone();
    let description = metas.get(&["og:description", "description", "twitter:description"]).or(description);
    let image = metas.get(&["og:image", "og:image:url", "twitter:image", "twitter:image:src"]);
    let image = image.or_else(|| described.image.clone()).and_then(|raw| page.base().join(&raw).ok());
    let title = title::choose(page, &metas, &described, site.as_ref());
    let published = published::find(page, &metas, &described, &title);
    let (published, otherwise) = published
        .map(|found| slashes::meant(found, page, &metas, &described))
        .map_or((None, None), |(published, otherwise)| (Some(published), otherwise));
    let updated =
        metas.get(&["article:modified_time", "og:updated_time", "last-modified", "dcterms.modified"]);
    let updated = described.modified.clone().or(updated).and_then(|raw| moment(&raw));
    let section = metas.get(&["article:section"]).or_else(|| described.section.clone());
    Metadata {
        title,
        authors: authors::find(page, &metas, &described, site.as_ref()),
        updated: updated
            .filter(|updated| published.is_none_or(|published| updated.instant > published.instant)),
        published,
        otherwise,
        section: section
            .and_then(|name| line(&name).non_empty())
            .filter(|name| name.chars().count() <= MAX_NAME),
        lang: page.lang().or_else(|| language(&metas, &described)),
        description: description.map(|text| line(&text)).unwrap_or_default(),
        image,
        canonical: canonical(page, &metas),
        body: described.body,
        steps: described.steps.iter().map(|step| folded(step)).filter(|step| !step.is_empty()).collect(),
        is_article,
        paid: described.paid
            || metas
                .get(&["article:content_tier", "og:article:content_tier"])
                .is_some_and(|tier| tier == "locked"),
        site,
    }
}

/// The `meta` elements of a page by lower-case name, in page order.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn read(dom: &Document) -> Self {
        let mut metas = Vec::new();
        for meta in dom.select("meta[content]").nodes().iter().take(500) {
            let named = first_attr(meta, &["property", "name", "itemprop", "http-equiv"]);
            if let (Some(key), Some(content)) = (named, attr(meta, "content"))
                && !content.trim().is_empty()
            {
                metas.push((key.trim().to_ascii_lowercase(), content));
            }
        }
        Self(metas)
    }

    fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a String> {
        self.0.iter().filter(move |(name, _)| name == key).map(|(_, content)| content)
    }

    fn get(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.all(key).next().cloned())
    }
}

impl Metas {
    /// The first instant of a `meta` whose name speaks of a date, and not of a change or an end.
    fn dated(&self) -> Option<Moment> {
        let speaks = |name: &str| {
            ["date", "time", "publish", "created"].iter().any(|word| name.contains(word))
                && !["modif", "updat", "expir", "valid", "event", "birth", "build", "revis", "reading"]
                    .iter()
                    .any(|word| name.contains(word))
        };
        self.0.iter().filter(|(name, _)| speaks(name)).find_map(|(_, raw)| moment(raw))
    }
}

/// One line of text whose entities may have been written twice (`&amp;amp;`).
fn line(raw: &str) -> Text {
    if raw.contains('&') && raw.contains(';') {
        let escaped = raw.replace('<', "&lt;");
        return Text::line(&Document::fragment(escaped).text());
    }
    Text::line(raw)
}

/// A text for comparing: letters and digits only, lower case.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            folded.extend(c.to_lowercase());
        }
    }
    folded
}

/// The instant of a written date: a time without a zone is taken for UTC, a date alone for its noon,
/// which is the same date nearly everywhere.
pub(super) fn moment(raw: &str) -> Option<Moment> {
    instant_of(date::parse(raw)?)
}

fn instant_of(when: When) -> Option<Moment> {
    let utc = |civil: jiff::civil::DateTime| {
        civil.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| Moment::at(zoned.timestamp()))
    };
    match when {
        When::Moment(moment) => Some(moment),
        // A noon that is written is told apart from a day alone by a second.
        When::Local(local) => {
            let utc = utc(local);
            utc.filter(|moment| moment.day_alone().is_none()).or_else(|| {
                let instant = utc?.instant.checked_add(SignedDuration::from_secs(1)).ok()?;
                Some(Moment::at(instant))
            })
        }
        When::Date(date) => utc(date.at(12, 0, 0, 0)),
    }
}

fn language(metas: &Metas, described: &Described) -> Option<Text> {
    let raw = described.language.clone().or_else(|| metas.get(&["og:locale", "dc.language", "language"]))?;
    let tag = raw.trim().replace('_', "-");
    let valid =
        (2..=12).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    valid.then(|| Text::line(&tag))
}

/// The address the page gives as its own, unless that is the front page.
fn canonical(page: &Page, metas: &Metas) -> Option<Address> {
    let link =
        page.dom().select(r#"link[rel~="canonical" i]"#).nodes().first().and_then(|link| attr(link, "href"));
    let found = link.or_else(|| metas.get(&["og:url"])).and_then(|raw| page.base().join(&raw).ok())?;
    let own = &page.facts().address;
    (found.url().path() != "/" || own.url().path() == "/").then_some(found)
}
