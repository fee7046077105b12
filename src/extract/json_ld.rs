//! What a page says about its article in JSON-LD (schema.org `Article` and its kinds).

use dom_query::Document;
use serde_json::{Map, Value};

/// Types of schema.org that are articles.
const TYPES: &[&str] = &[
    "Article",
    "NewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "DiscussionForumPosting",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "AskPublicNewsArticle",
    "AdvertiserContentArticle",
    "SatiricalArticle",
    "ScholarlyArticle",
    "TechArticle",
    "Report",
    "Review",
];

/// Bytes one block of JSON-LD may have, and objects looked at.
const MAX_BYTES: usize = 1 << 20;
const MAX_OBJECTS: usize = 10_000;

/// The article's own description of itself.
#[derive(Debug, Default)]
pub(super) struct Described {
    pub headline: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    /// Those of the authors that are organisations.
    pub organisations: Vec<String>,
    pub published: Option<String>,
    /// The date of something else on the page: the page itself, its video.
    pub published_around: Option<String>,
    pub modified: Option<String>,
    pub section: Option<String>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    pub image: Option<String>,
    /// The text itself, where it is given.
    pub body: Option<String>,
    /// What a recipe or a guide needs, and its steps, one by one.
    pub steps: Vec<String>,
    /// `isAccessibleForFree` is false.
    pub paid: bool,
    /// Whether one of the objects is an article at all.
    pub is_article: bool,
}

type Object = Map<String, Value>;

/// A story as a list on a page tells it.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub url: String,
    pub title: String,
    pub published: Option<String>,
    pub description: Option<String>,
    pub image: Option<String>,
}

/// Reads the lists of stories of a page: `ItemList`, and articles side by side, each with its address.
pub(super) fn lists(dom: &Document) -> Vec<Told> {
    let blocks = blocks(dom);
    let mut objects: Vec<&Object> = Vec::new();
    for value in &blocks {
        gather(value, &IN_LISTS, &mut objects);
    }
    let text =
        |object: &Object, keys: &[&str]| keys.iter().find_map(|key| object.get(*key).and_then(first_text));
    let told = objects.into_iter().filter_map(|object| {
        let is_row = object.get("@type").and_then(Value::as_str) == Some("ListItem");
        if !is_row && !is_article(object) {
            return None;
        }
        Some(Told {
            url: text(object, &["url", "mainEntityOfPage", "@id", "item"]).or_else(|| {
                object.get("mainEntityOfPage").and_then(|page| page.get("@id")).and_then(first_text)
            })?,
            title: text(object, &["headline", "name"]).unwrap_or_default(),
            published: text(object, &["datePublished", "dateCreated"]),
            description: text(object, &["description"]),
            image: object.get("image").and_then(image),
        })
    });
    told.collect()
}

/// The blocks of JSON-LD of a page.
fn blocks(dom: &Document) -> Vec<Value> {
    let scripts = dom.select(r#"script[type*="ld+json" i]"#);
    let texts = scripts.nodes().iter().take(50).map(dom_query::NodeRef::text);
    texts.filter(|text| text.len() <= MAX_BYTES).filter_map(|text| lenient(&text)).collect()
}

/// What is looked into for the article that a page is.
const IN_ARTICLES: [&str; 7] =
    ["@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "hasPart", "itemReviewed"];

/// What is looked into for the stories that a page lists.
const IN_LISTS: [&str; 6] = ["@graph", "mainEntity", "hasPart", "itemListElement", "item", "blogPost"];

/// Reads all JSON-LD of a page; empty but for the date where none describes an article.
pub(super) fn read(dom: &Document) -> Described {
    let blocks = blocks(dom);
    let mut objects: Vec<&Object> = Vec::new();
    for value in &blocks {
        gather(value, &IN_ARTICLES, &mut objects);
    }
    let articles = objects.iter().copied().filter(|object| is_article(object));
    let article = articles.max_by_key(|object| {
        // The page's own article knows most about itself; on a tie the first one counts.
        let known = ["headline", "datePublished", "author", "articleBody"];
        (
            known.iter().filter(|key| object.contains_key(**key)).count(),
            std::cmp::Reverse(position(&objects, object)),
        )
    });
    let mut described = article.map(|article| describe(article, &objects)).unwrap_or_default();
    for value in objects.iter().flat_map(|object| STEPS.iter().filter_map(|key| object.get(*key))) {
        steps(value, &mut described.steps);
    }
    if !described.steps.is_empty() {
        let named = objects.iter().filter(|object| STEPS.iter().take(3).any(|key| object.contains_key(*key)));
        described.steps.extend(named.filter_map(|object| object.get("name").and_then(first_text)));
    }
    if described.published.is_none() {
        let dates = ["datePublished", "dateCreated", "uploadDate"];
        described.published_around = objects
            .iter()
            .find_map(|object| dates.iter().find_map(|key| object.get(*key).and_then(first_text)));
    }
    described
}

/// Under which keys recipes and guides say what they need and what is to be done.
const STEPS: [&str; 6] =
    ["recipeIngredient", "ingredients", "recipeInstructions", "step", "supply", "itemListElement"];

/// Steps that are kept.
const MAX_STEPS: usize = 400;

/// The texts of a list of steps, of its sections and of what they need.
fn steps(value: &Value, found: &mut Vec<String>) {
    if found.len() >= MAX_STEPS {
        return;
    }
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| steps(value, found)),
        Value::Object(object) => {
            let is_step =
                object.get("@type").and_then(first_text).is_some_and(|kind| kind.starts_with("HowTo"));
            if is_step {
                let said = ["text", "name", "itemListElement"].iter().filter_map(|key| object.get(*key));
                said.for_each(|value| steps(value, found));
            }
        }
        _ => {}
    }
}

fn position(objects: &[&Object], object: &Object) -> usize {
    objects.iter().position(|other| std::ptr::eq(*other, object)).unwrap_or(usize::MAX)
}

/// JSON as pages write it: with line ends inside strings, in comments, with a semicolon.
fn lenient(text: &str) -> Option<Value> {
    let text = text
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_start_matches("<![CDATA[");
    let text = text.trim_end_matches("-->").trim_end_matches("//]]>").trim_end_matches("]]>");
    let text = text.trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let flat: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&flat).ok()
    })
}

fn gather<'a>(value: &'a Value, into: &[&str], objects: &mut Vec<&'a Object>) {
    if objects.len() >= MAX_OBJECTS {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, into, objects)),
        Value::Object(object) => {
            objects.push(object);
            for inner in into.iter().filter_map(|key| object.get(*key)) {
                gather(inner, into, objects);
            }
        }
        _ => {}
    }
}

fn is_article(object: &Object) -> bool {
    let known = |value: &Value| {
        value
            .as_str()
            .is_some_and(|name| TYPES.contains(&name.rsplit(['/', ':', '#']).next().unwrap_or_default()))
    };
    match object.get("@type") {
        Some(Value::Array(types)) => types.iter().any(known),
        Some(one) => known(one),
        None => false,
    }
}

fn describe(article: &Object, objects: &[&Object]) -> Described {
    let text = |key: &str| article.get(key).and_then(first_text);
    let (mut authors, mut firms) = (Vec::new(), Vec::new());
    for key in ["author", "creator"] {
        if authors.is_empty()
            && let Some(value) = article.get(key)
        {
            names(value, objects, &mut authors);
            organisations(value, objects, &mut firms);
        }
    }
    let mut publishers = Vec::new();
    if let Some(value) = article.get("publisher") {
        names(value, objects, &mut publishers);
    }
    Described {
        headline: text("headline").or_else(|| text("name")),
        description: text("description"),
        authors,
        organisations: firms,
        published_around: None,
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        section: text("articleSection"),
        publisher: publishers.into_iter().next(),
        language: text("inLanguage"),
        image: article.get("image").and_then(image),
        body: text("articleBody"),
        steps: Vec::new(),
        paid: is_paid(article) || parts(article).any(is_paid),
        is_article: true,
    }
}

/// Whether an object says that it must be paid for.
fn is_paid(object: &Object) -> bool {
    object.get("isAccessibleForFree").is_some_and(|free| match free {
        Value::Bool(free) => !free,
        Value::String(free) => {
            let free = free.rsplit(['/', '#']).next().unwrap_or_default();
            ["false", "no", "0"].iter().any(|no| free.eq_ignore_ascii_case(no))
        }
        _ => false,
    })
}

/// The parts an article tells of, which may each be free or not.
fn parts(article: &Object) -> impl Iterator<Item = &Object> {
    let value = article.get("hasPart");
    let (one, many) = match value {
        Some(Value::Array(values)) => (None, values.as_slice()),
        other => (other, [].as_slice()),
    };
    many.iter().chain(one).filter_map(Value::as_object)
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Array(values) => values.iter().find_map(first_text),
        Value::Object(object) => {
            ["@value", "name", "alternateName"].iter().find_map(|key| object.get(*key).and_then(first_text))
        }
        _ => None,
    }
}

/// The names of persons and organisations: texts, objects, lists of them, references into the graph.
fn names(value: &Value, objects: &[&Object], found: &mut Vec<String>) {
    if found.len() >= 20 {
        return;
    }
    match value {
        Value::String(name) => found.push(name.clone()),
        Value::Array(values) => values.iter().for_each(|value| names(value, objects, found)),
        Value::Object(object) => {
            let named =
                object.get("name").or_else(|| referred(object, objects).and_then(|other| other.get("name")));
            match named {
                Some(Value::Array(values)) => found.extend(values.iter().filter_map(first_text)),
                Some(name) => found.extend(first_text(name)),
                None => {
                    let part = |key: &str| object.get(key).and_then(first_text);
                    if let (Some(given), Some(family)) = (part("givenName"), part("familyName")) {
                        found.push(format!("{given} {family}"));
                    }
                }
            }
        }
        _ => {}
    }
}

/// The object of the graph that another only names by its `@id`.
fn referred<'a>(object: &Object, objects: &[&'a Object]) -> Option<&'a Object> {
    let id = object.get("@id")?.as_str()?;
    objects
        .iter()
        .copied()
        .find(|other| other.contains_key("name") && other.get("@id").and_then(Value::as_str) == Some(id))
}

/// The names among authors that belong to organisations.
fn organisations(value: &Value, objects: &[&Object], found: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| organisations(value, objects, found)),
        Value::Object(object) => {
            let is = |object: &Object| {
                object.get("@type").and_then(first_text).is_some_and(|kind| kind.ends_with("Organization"))
            };
            if is(object) || referred(object, objects).is_some_and(is) {
                names(value, objects, found);
            }
        }
        _ => {}
    }
}

fn image(value: &Value) -> Option<String> {
    match value {
        Value::String(address) => Some(address.clone()),
        Value::Array(values) => values.iter().find_map(image),
        Value::Object(object) => object.get("url").or_else(|| object.get("contentUrl")).and_then(image),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_in_a_graph_with_references() {
        let html = r##"<script type="application/ld+json">{"@graph":[
            {"@type":"WebSite","name":"The Wire"},
            {"@type":["Article","NewsArticle"],"headline":"Talks
 resume","author":[{"@id":"#p1"},"B. Two"],"datePublished":"2025-11-13T09:12:00+05:00",
             "publisher":{"@type":"Organization","name":"The Wire"},"isAccessibleForFree":"False",
             "image":[{"@type":"ImageObject","url":"https://a.example/p.jpg"}]},
            {"@type":"Person","@id":"#p1","name":"A. One"}]};</script>"##;
        let found = read(&Document::from(html));
        assert!(found.is_article);
        assert_eq!(found.headline.as_deref(), Some("Talks  resume"));
        assert_eq!(found.authors, ["A. One", "B. Two"]);
        assert_eq!(found.published.as_deref(), Some("2025-11-13T09:12:00+05:00"));
        assert_eq!(found.publisher.as_deref(), Some("The Wire"));
        assert_eq!(found.image.as_deref(), Some("https://a.example/p.jpg"));
        assert!(found.paid);
    }

    #[test]
    fn the_steps_of_a_recipe_are_told_and_no_list_of_stories_is() {
        let html = r#"<script type="application/ld+json">[{"@type":"Recipe","name":"Bread","recipeIngredient":["1 l milk"],
            "recipeInstructions":[{"@type":"HowToSection","name":"Dough","itemListElement":[{"@type":"HowToStep","text":"Stir."}]}]},
            {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Home"}]}]</script>"#;
        assert_eq!(read(&Document::from(html)).steps, ["1 l milk", "Dough", "Stir.", "Bread"]);
    }

    #[test]
    fn nothing_is_found_in_what_is_no_article() {
        for html in [
            "",
            "<script type=application/ld+json>{\"@type\":\"WebPage\"}</script>",
            "<script type=application/ld+json>{{</script>",
        ] {
            assert!(!read(&Document::from(html)).is_article);
        }
    }
}
