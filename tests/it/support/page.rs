//! Pages of a news site as tests write them, and the articles they are read as.

use dateline::extract::{Limits, PageFacts, convert};
use dateline::news::{Address, Article, Fault};

/// Where the pages of most tests stand.
pub const ADDRESS: &str = "https://portal.example/world/48213/";

/// Paragraphs of a report; none says what another does.
pub const PARAGRAPHS: [&str; 8] = [
    "The council met on Monday evening to hear what the engineers had found under the old bridge, and the hall was full.",
    "Two of the piers stand on sand, the report says, and the river has carried much of it away since the last flood.",
    "“We cannot wait for another winter,” the mayor told the people, who had come from all four villages of the valley.",
    "Farmers asked how they should bring their milk to the dairy if the only road is closed, and nobody had an answer.",
    "A ferry was proposed, as there had been one until the nineteen fifties, but the water is too low for it in summer.",
    "The council will decide in December, and until then lorries must take the long way around the lake and the town.",
    "The engineers have laid their report out in the library, where it may be read until the end of the year by anyone.",
    "A second meeting is planned for the spring, when the snow has gone and the piers can be looked at from below.",
];

/// Five paragraphs about something.
pub fn prose(what: &str) -> String {
    (1..6).fold(String::new(), |html, n| {
        html + &format!(
            "<p>The {what} rose by {n} centimetres, and people in the town below moved their cars to a field above the \
             church, where it is dry. “Nobody expected that,” the mayor said on Tuesday.</p>"
        )
    })
}

/// What a page says of itself in its head: an address, and HTML in UTF-8.
pub fn facts(address: &str) -> PageFacts {
    let address = Address::parse(address).unwrap();
    PageFacts { address, content_type: Some("text/html; charset=utf-8".to_owned()) }
}

/// The article of a page at that address.
pub fn read_at(address: &str, html: &str) -> Article {
    convert(html.as_bytes().to_vec(), facts(address), Limits::default()).unwrap()
}

/// The article of a page of the portal.
pub fn read(html: &str) -> Article {
    read_at(ADDRESS, html)
}

/// The same within limits.
pub fn read_within(limits: Limits, html: &str) -> Result<Article, Fault> {
    convert(html.as_bytes().to_vec(), facts(ADDRESS), limits)
}

/// The texts of an article, one a line.
pub fn text(article: &Article) -> String {
    article.document.texts().collect::<Vec<_>>().join("\n")
}
