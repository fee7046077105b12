//! What stands between a reader and the article: a paywall, a question for consent, a page that only scripts
//! draw. Recognised by what the page says of itself and by its words, and said; never taken for the article.

mod offers;
mod stops;
mod words;

use dom_query::{Document as Dom, NodeRef};

use super::link_use::is_mostly_links;
use super::metadata::Metadata;
use super::page::Page;
use super::tokens::{is_hidden, tokens};
use super::words::words_in;
use crate::locale::grouped;
use crate::news::{Document, Text};
pub(super) use offers::take_off;
use words::{CONSENT, PAY, SCRIPTS, WALLS};

/// Words below which a page that does not call itself an article is none.
const FEW_WORDS: u32 = 25;

/// Words below which a page that must be paid for shows its beginning only; with a wall on it, more.
const TEASER: u32 = 150;
const LONG_TEASER: u32 = 450;

/// Words that a question for consent may have.
const QUESTION: u32 = 500;

/// Bytes of a page's words that are looked at.
const MAX_BYTES: usize = 60_000;

impl Page {
    /// Why the text may not be the article, in words.
    pub(super) fn notice(&self, metadata: &Metadata, document: &Document, words: u32) -> Option<Text> {
        if self.is_cut() {
            let said = match words {
                0 => "the page is too long, and its beginning has no text",
                _ => "the page is too long, its beginning is shown",
            };
            return Some(Text::line(said));
        }
        let said = metadata.body.as_deref().map_or(0, words_in);
        if self.is_paid(metadata, words, said) {
            let said = match words {
                0 => "the article is for subscribers".to_owned(),
                _ => format!("{} words are public", grouped(words)),
            };
            return Some(Text::line(&said));
        }
        if words < QUESTION && !metadata.is_article && asks_for_consent(document) {
            return Some(Text::line("the page asks for consent first"));
        }
        if words >= FEW_WORDS && !is_mostly_links(document) {
            return None;
        }
        let page = spoken(self.dom());
        let says = |signs: &[&str]| signs.iter().any(|sign| page.contains(sign));
        if words < FEW_WORDS && (says(SCRIPTS) || is_drawn_by_scripts(self.dom(), &page)) {
            return Some(Text::line("the page needs JavaScript"));
        }
        if words < FEW_WORDS && CONSENT.iter().filter(|sign| page.contains(**sign)).count() >= 2 {
            return Some(Text::line("the page asks for consent first"));
        }
        let short_news = metadata.is_article && words >= 8;
        (!short_news).then(|| Text::line("the page is no article"))
    }

    fn is_paid(&self, metadata: &Metadata, words: u32, said: u32) -> bool {
        if metadata.paid && (words < TEASER || said > words * 2) {
            return true;
        }
        if words >= LONG_TEASER || !(metadata.paid || metadata.is_article) {
            return false;
        }
        let walled = has_wall(self.dom());
        let page = spoken(self.dom());
        let asked = PAY.iter().any(|sign| page.contains(sign));
        if metadata.paid { walled || asked } else { asked && (walled || words < TEASER) }
    }
}

/// The page's words, lower case, as far as they are looked at.
fn spoken(dom: &Dom) -> String {
    let mut text = String::new();
    for node in dom.root().descendants_it().filter(NodeRef::is_text) {
        let silent = node
            .parent()
            .is_some_and(|parent| ["script", "style", "template"].iter().any(|tag| parent.has_name(tag)));
        if !silent {
            text.push_str(node.text().trim());
            text.push(' ');
        }
        if text.len() > MAX_BYTES {
            break;
        }
    }
    text.to_lowercase()
}

fn has_wall(dom: &Dom) -> bool {
    dom.root()
        .descendants_it()
        .filter(NodeRef::is_element)
        .take(20_000)
        .any(|node| !is_hidden(&node) && tokens(&node).iter().any(|token| WALLS.contains(&token.as_str())))
}

/// A page with scripts and hardly a word.
fn is_drawn_by_scripts(dom: &Dom, spoken: &str) -> bool {
    let roots = dom.select("#root, #app, #__next, #__nuxt, #main-app, app-root, [data-reactroot]");
    let empty = roots.nodes().iter().any(|root| root.text().trim().is_empty());
    empty && words_in(spoken) < 60 && dom.select("script[src]").length() > 0
}

/// The words of a text, lower case.
fn spoken_in(document: &Document) -> String {
    document.blocks.iter().filter_map(super::polish::text).collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether a text is a message of the site rather than a story: a question for consent, an offer, a call for scripts.
/// Where it is shown to all (`is_shown`), a long text is a story whatever it speaks of.
pub(super) fn is_message(document: &Document, is_shown: bool) -> bool {
    let text = spoken_in(document);
    let says = |signs: &[&str]| signs.iter().filter(|sign| text.contains(**sign)).count();
    let words = words_in(&text);
    let asks = says(CONSENT) >= 2 && (words < QUESTION || !is_shown);
    asks || words < QUESTION && says(PAY) > 0 || words < TEASER && says(SCRIPTS) > 0
}

/// Whether the text itself is the question.
fn asks_for_consent(document: &Document) -> bool {
    let text = spoken_in(document);
    let signs = CONSENT.iter().filter(|sign| text.contains(**sign)).count();
    let speaks = [
        "cookie",
        "consent",
        "privacy",
        "tracking",
        "personenbezogen",
        "einwilligung",
        "zustimmung",
        "datenschutz",
        "consentement",
        "согласие",
        "同意",
        "동의",
    ];
    let often: usize = speaks.iter().map(|word| text.matches(word).count()).sum();
    signs >= 3 && often >= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Limits, PageFacts};
    use crate::news::{Address, Block};

    fn notice(html: &str) -> Option<String> {
        let facts = PageFacts { address: Address::parse("https://a.example/1").unwrap(), content_type: None };
        let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
        page.article().unwrap().notice.map(|notice| notice.to_string())
    }

    #[test]
    fn what_stands_before_the_article_is_said() {
        let text = format!("<h1>T</h1><p>{}</p>", "Rivers rose in the north again this week. ".repeat(5));
        let article = "<meta property=og:type content=article>";
        for (html, said) in [
            (format!("{article}{text}"), None),
            (
                format!("{article}{text}<div class=paywall>Доступно только подписчикам</div>"),
                Some("40 words are public"),
            ),
            (format!("{article}{text}<p>この先は<b>有料会員限定</b>です。"), Some("40 words are public")),
            (
                format!(
                    r#"{text}<script type="application/ld+json">{{"@type":"NewsArticle","headline":"T","hasPart":
                    {{"@type":"WebPageElement","isAccessibleForFree":"False","cssSelector":".more"}}}}</script>"#
                ),
                Some("40 words are public"),
            ),
            (
                "<title>T</title><div id=root></div><script src=/app.js></script>".to_owned(),
                Some("the page needs JavaScript"),
            ),
            (
                "<noscript>Увімкніть JavaScript, щоб читати далі</noscript>".to_owned(),
                Some("the page needs JavaScript"),
            ),
            (
                format!(
                    "<h1>Before you continue</h1><p>{}</p><p>{}</p><a href=/a>Accept all</a>",
                    "We and our partners use cookies and ask for your consent to store data. ".repeat(3),
                    "Your consent may be withdrawn in the privacy settings; reject all cookies there. "
                        .repeat(3)
                ),
                Some("the page asks for consent first"),
            ),
            (
                "<h2>Weiter mit Werbung lesen</h2><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. Ihre Zustimmung \
                 können Sie jederzeit widerrufen.</p><h2>… oder ohne</h2><p>Nutzen Sie das Blatt ohne Werbetracking im \
                 Pur-Abo für 2,99 € pro Monat.</p><p>Wir und unsere Partner verarbeiten personenbezogene Daten, um \
                 Anzeigen zu messen.</p>"
                    .to_owned(),
                Some("the page asks for consent first"),
            ),
            (
                "<p>Wir brauchen Ihre Einwilligung: Cookies. <a href=/a>Alle akzeptieren</a>".to_owned(),
                Some("the page asks for consent first"),
            ),
        ] {
            assert_eq!(notice(&html).as_deref(), said, "{html}");
        }
    }

    #[test]
    fn offers_below_a_wall_are_not_the_article() {
        let facts = PageFacts { address: Address::parse("https://a.example/1").unwrap(), content_type: None };
        let text = |paid: bool| {
            let data = format!(
                r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Rates","isAccessibleForFree":{}}}</script>"#,
                !paid
            );
            let html = format!(
                "{data}<article><h1>Rates</h1><p>The price of a crossing fell for the tenth week in a row, as new ships \
                 arrive faster than there is cargo to fill them, the index of the harbour says.</p><p>Nobody in the \
                 harbour expects that to change before spring, when the old ships go to the yard.</p><p>Only $1 for 4 \
                 weeks</p><p>Then $75 per month. Cancel anytime during your trial.</p><p>See the plans of your \
                 country</p></article>"
            );
            let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
            let document = page.article().unwrap().document;
            document.texts().collect::<Vec<_>>().join(" ")
        };
        assert!(text(true).ends_with("go to the yard."), "{}", text(true));
        assert!(text(false).contains("Only $1"), "{}", text(false));
        let end = "It was a passing phase, she said. A month later she left.";
        let blocks = ["The first part.", "She wrote to the harbour.", end].map(|words| {
            let span = crate::news::Span { text: Text::line(words), ..crate::news::Span::default() };
            Block::Paragraph { role: crate::news::Role::Body, spans: vec![span] }
        });
        let mut document = Document { blocks: blocks.to_vec(), ..Document::default() };
        take_off(&mut document, true);
        assert_eq!(document.texts().last(), Some(end));
    }
}
