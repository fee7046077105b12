//! What a page says about its article: title, authors, dates, site, pictures.

use dom_query::{Document, NodeRef};

use super::date;
use super::json_ld::{self, Described};
use super::page::Page;
use super::tokens::{attr, first_attr, is_hidden, name, tokens};
use crate::news::{Address, Moment, Text, When};

/// What was found, read before anything is taken out of the tree.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub title: Text,
    pub authors: Vec<Text>,
    pub published: Option<Moment>,
    pub updated: Option<Moment>,
    pub site: Option<Text>,
    pub section: Option<Text>,
    pub lang: Option<Text>,
    pub description: Text,
    pub image: Option<Address>,
    pub canonical: Option<Address>,
    /// The text as JSON-LD gives it.
    pub body: Option<String>,
    /// The page says of itself that it is an article.
    pub is_article: bool,
    /// The page says that its text must be paid for.
    pub paid: bool,
}

/// Characters of a title, an author's name.
const MAX_TITLE: usize = 300;
const MAX_NAME: usize = 80;

pub(super) fn read(page: &Page) -> Metadata {
    let metas = Metas::read(page.dom());
    let described = json_ld::read(page.dom());
    let is_article =
        described.is_some() || metas.get(&["og:type"]).is_some_and(|kind| kind.contains("article"));
    let described = described.unwrap_or_default();
    let site = metas.get(&["og:site_name"]).or_else(|| described.publisher.clone());
    let site = site.or_else(|| metas.get(&["application-name", "apple-mobile-web-app-title"]));
    let site = site.and_then(|name| line(&name).non_empty()).filter(|name| name.chars().count() <= MAX_NAME);
    let description = described.description.clone();
    let description = metas.get(&["og:description", "description", "twitter:description"]).or(description);
    let image = metas.get(&["og:image", "og:image:url", "twitter:image", "twitter:image:src"]);
    let image = image.or_else(|| described.image.clone()).and_then(|raw| page.base().join(&raw).ok());
    let published = published(page.dom(), &metas, &described);
    let updated =
        metas.get(&["article:modified_time", "og:updated_time", "last-modified", "dcterms.modified"]);
    let updated = described.modified.clone().or(updated).and_then(|raw| moment(&raw));
    let section = metas.get(&["article:section"]).or_else(|| described.section.clone());
    Metadata {
        title: title(page, &metas, &described, site.as_ref()),
        authors: authors(page.dom(), &metas, &described, site.as_ref()),
        updated: updated
            .filter(|updated| published.is_none_or(|published| updated.instant > published.instant)),
        published,
        section: section
            .and_then(|name| line(&name).non_empty())
            .filter(|name| name.chars().count() <= MAX_NAME),
        lang: page.lang().or_else(|| language(&metas, &described)),
        description: description.map(|text| line(&text)).unwrap_or_default(),
        image,
        canonical: canonical(page, &metas),
        body: described.body,
        is_article,
        paid: described.paid,
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

/// One line of text whose entities may have been written twice (`&amp;amp;`).
fn line(raw: &str) -> Text {
    if raw.contains('&') && raw.contains(';') {
        let escaped = raw.replace('<', "&lt;");
        return Text::line(&Document::fragment(escaped).text());
    }
    Text::line(raw)
}

fn title(page: &Page, metas: &Metas, described: &Described, site: Option<&Text>) -> Text {
    let host = page.facts().address.host().to_owned();
    let headlines: Vec<Text> = page
        .dom()
        .select("h1")
        .nodes()
        .iter()
        .take(20)
        .filter(|node| !is_hidden(node))
        .filter_map(|node| Text::line(&node.text()).non_empty())
        .filter(|text| text.chars().count() <= MAX_TITLE)
        .collect();
    let mut said: Vec<Text> = Vec::new();
    let head = page.dom().select_single("title").text();
    let metas =
        ["og:title", "twitter:title", "dc.title", "title"].iter().filter_map(|key| metas.get(&[*key]));
    said.extend(metas.map(|raw| without_site(&line(&raw), site, &host)));
    said.extend(described.headline.as_deref().map(|raw| without_site(&line(raw), site, &host)));
    said.push(without_site(&line(&head), site, &host));
    said.retain(|text| !text.is_empty());
    // A headline on the page that the page's head knows too is the headline.
    let known = headlines.iter().find(|h1| {
        let h1 = folded(h1);
        h1.chars().count() >= 4
            && said.iter().any(|text| folded(text) == h1 || folded(&line(&head)).starts_with(&h1))
    });
    let title = known.or_else(|| said.first()).or_else(|| headlines.first());
    let title = title.cloned().unwrap_or_default();
    match title.char_indices().nth(MAX_TITLE) {
        Some((end, _)) => Text::line(title.get(..end).unwrap_or_default()),
        None => title,
    }
}

/// A title without the name of its site before or after it: `Talks resume | The Wire`.
fn without_site(title: &Text, site: Option<&Text>, host: &str) -> Text {
    const SIGNS: &[&str] = &[
        " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " ‹ ", " « ", "｜", "|", "_", " ― ",
        "－",
    ];
    let labels: Vec<&str> =
        host.split('.').filter(|label| label.len() > 3 || host.starts_with(label)).collect();
    let is_site = |part: &str| {
        let part = folded(part);
        let named = site.is_some_and(|site| {
            let site = folded(site);
            !site.is_empty()
                && (part == site
                    || (part.chars().count() < 40 && part.contains(&site))
                    || (part.len() > 3 && site.contains(&part)))
        });
        named
            || part.replace('.', "") == host.trim_start_matches("www.").replace(['.', '-'], "")
            || labels.iter().any(|label| part == label.replace('-', ""))
    };
    let mut rest = title.as_str();
    for _ in 0..3 {
        let last = SIGNS.iter().filter_map(|sign| rest.rfind(sign).map(|at| (at, sign.len()))).max();
        if let Some((at, length)) = last
            && is_site(rest.get(at + length..).unwrap_or_default())
            && at > 0
        {
            rest = rest.get(..at).unwrap_or_default().trim_end();
            continue;
        }
        let first = SIGNS.iter().filter_map(|sign| rest.find(sign).map(|at| (at, sign.len()))).min();
        if let Some((at, length)) = first
            && is_site(rest.get(..at).unwrap_or_default())
            && rest.len() > at + length
        {
            rest = rest.get(at + length..).unwrap_or_default().trim_start();
            continue;
        }
        break;
    }
    Text::line(rest)
}

/// A text for comparing: letters and digits only, lower case.
pub(super) fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn authors(dom: &Document, metas: &Metas, described: &Described, site: Option<&Text>) -> Vec<Text> {
    let mut raw: Vec<String> = described.authors.clone();
    if raw.iter().all(|name| person(name, site).is_empty()) {
        raw = [
            "author",
            "article:author",
            "og:article:author",
            "dc.creator",
            "dcterms.creator",
            "parsely-author",
            "sailthru.author",
            "byl",
        ]
        .iter()
        .map(|key| metas.all(key).cloned().collect::<Vec<_>>())
        .find(|found| found.iter().any(|name| !person(name, site).is_empty()))
        .unwrap_or_default();
    }
    if raw.is_empty() {
        raw = on_the_page(dom);
    }
    let mut authors: Vec<Text> = Vec::new();
    for name in raw.iter().flat_map(|name| person(name, site)) {
        if !authors.iter().any(|known| folded(known) == folded(&name)) && authors.len() < 12 {
            authors.push(name);
        }
    }
    authors
}

/// Names that stand on the page: `rel=author`, `itemprop=author`, a byline.
fn on_the_page(dom: &Document) -> Vec<String> {
    for selector in [
        r#"[itemprop~="author"] [itemprop~="name"]"#,
        r#"[itemprop~="author"]"#,
        r#"a[rel~="author"]"#,
        ".author-name, .author__name, .byline__name, .article-author, .post-author, .entry-author",
        ".byline, .author",
    ] {
        let found: Vec<String> = dom
            .select(selector)
            .nodes()
            .iter()
            .take(5)
            .filter(|node| !is_hidden(node))
            .map(|node| node.text().to_string())
            .collect();
        let named: Vec<String> =
            found.into_iter().filter(|text| (2..=MAX_NAME).contains(&text.trim().chars().count())).collect();
        if !named.is_empty() {
            return named;
        }
    }
    Vec::new()
}

/// The names in one author field: `By A. One and B. Two, The Wire`.
fn person(raw: &str, site: Option<&Text>) -> Vec<Text> {
    const BEFORE: &[&str] = &[
        "by ",
        "von ",
        "par ",
        "por ",
        "di ",
        "автор: ",
        "автор ",
        "author: ",
        "text: ",
        "текст: ",
        "od ",
        "door ",
    ];
    let text = line(raw);
    let mut rest = text.as_str();
    for prefix in BEFORE {
        if let Some(start) = rest.get(..prefix.len())
            && start.to_lowercase() == *prefix
        {
            rest = rest.get(prefix.len()..).unwrap_or_default();
        }
    }
    let spaced = rest
        .replace(" and ", ",")
        .replace(" und ", ",")
        .replace(" & ", ",")
        .replace(" и ", ",")
        .replace(" et ", ",");
    spaced
        .split([',', ';', '|', '、'])
        .map(Text::line)
        .filter(|name| {
            let length = name.chars().count();
            let address = name.contains("://") || name.contains('@') || name.starts_with("www.");
            let is_site = site.is_some_and(|site| folded(site) == folded(name));
            (2..=MAX_NAME).contains(&length)
                && !address
                && !is_site
                && name.chars().any(char::is_alphabetic)
                && name.split_whitespace().count() <= 6
        })
        .collect()
}

fn published(dom: &Document, metas: &Metas, described: &Described) -> Option<Moment> {
    const NAMES: &[&str] = &[
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "parsely-pub-date",
        "sailthru.date",
        "article.published",
        "pubdate",
        "publishdate",
        "publish-date",
        "publish_date",
        "publication_date",
        "dc.date.issued",
        "dcterms.created",
        "dc.date",
        "dcterms.date",
        "date",
        "article:created",
        "cxenseparse:recs:publishtime",
        "cxenseparse:publishtime",
        "rnews:datepublished",
        "originalpublicationdate",
        "og:published_time",
        "article_date_original",
        "mediator_published_time",
        "article:published",
        "releasedate",
        "created",
        "datecreated",
    ];
    let said = described.published.as_deref().and_then(moment);
    let said = said.or_else(|| NAMES.iter().find_map(|key| metas.all(key).find_map(|raw| moment(raw))));
    said.or_else(|| on_the_page_date(dom))
}

/// The first date that the page marks as one.
fn on_the_page_date(dom: &Document) -> Option<Moment> {
    for selector in [r#"[itemprop~="datePublished"]"#, "time[pubdate]", "article time", "main time", "time"] {
        let found =
            dom.select(selector).nodes().iter().take(10).filter(|node| !is_hidden(node)).find_map(date_of);
        if found.is_some() {
            return found;
        }
    }
    let mut seen = 0;
    for node in dom.root().descendants_it().filter(NodeRef::is_element) {
        let dated = name(&node)
            .is_some_and(|tag| matches!(&*tag, "span" | "div" | "p" | "abbr" | "li" | "small" | "em" | "td"))
            && tokens(&node).iter().any(|token| {
                matches!(
                    token.as_str(),
                    "date" | "published" | "pubdate" | "datetime" | "timestamp" | "time" | "posted"
                )
            });
        if dated && !is_hidden(&node) {
            seen += 1;
            if let Some(found) = date_of(&node) {
                return Some(found);
            }
        }
        if seen > 20 {
            break;
        }
    }
    None
}

fn date_of(node: &NodeRef) -> Option<Moment> {
    let written = first_attr(node, &["datetime", "content", "data-datetime", "title"]);
    written.and_then(|raw| moment(&raw)).or_else(|| {
        let text = node.text();
        (text.len() < 200).then(|| moment(&text))?
    })
}

/// The instant of a written date: a time without a zone is taken for UTC, a date alone for its noon,
/// which is the same date nearly everywhere.
fn moment(raw: &str) -> Option<Moment> {
    let utc = |civil: jiff::civil::DateTime| {
        civil.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| Moment::at(zoned.timestamp()))
    };
    match date::parse(raw)? {
        When::Moment(moment) => Some(moment),
        When::Local(local) => utc(local),
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
