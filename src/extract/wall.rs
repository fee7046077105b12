//! What stands between a reader and the article: a paywall, a question for consent, a page that only scripts
//! draw. Recognised by what the page says of itself and by its words, and said; never taken for the article.

use dom_query::{Document as Dom, NodeRef};

use super::link_use::is_mostly_links;
use super::metadata::Metadata;
use super::page::Page;
use super::tokens::{is_hidden, tokens};
use super::words::words_in;
use crate::news::{Block, Document, Text};

/// Words below which a page that does not call itself an article is none.
const FEW_WORDS: u32 = 25;

/// Words below which a page that must be paid for shows its beginning only; with a wall on it, more.
const TEASER: u32 = 150;
const LONG_TEASER: u32 = 450;

/// Words that a question for consent may have.
const QUESTION: u32 = 500;

/// Bytes of a page's words that are looked at.
const MAX_BYTES: usize = 60_000;

/// Words in names of elements that are a wall.
const WALLS: &[&str] =
    &["paywall", "regwall", "piano", "tp-container", "subscribewall", "premiumwall", "paygate"];

/// What walls say to readers, lower case.
const PAY: &[&str] = &[
    "subscribe to continue reading",
    "subscribe to read",
    "this article is for subscribers",
    "subscribers only",
    "to continue reading, subscribe",
    "already a subscriber? log in",
    "read the full story with",
    "unlock this article",
    "weiterlesen mit",
    "jetzt abonnieren und weiterlesen",
    "exklusiv für abonnenten",
    "nur für abonnenten",
    "dieser artikel ist kostenpflichtig",
    "réservé aux abonnés",
    "réservé à nos abonnés",
    "la suite est réservée",
    "solo para suscriptores",
    "contenido exclusivo para suscriptores",
    "suscríbete para seguir",
    "riservato agli abbonati",
    "contenuto riservato",
    "abbonati per continuare",
    "exclusivo para assinantes",
    "conteúdo exclusivo para assinantes",
    "alleen voor abonnees",
    "tylko dla prenumeratorów",
    "dalsza część dostępna",
    "по подписке",
    "доступно только подписчикам",
    "только для подписчиков",
    "оформите подписку",
    "чтобы прочитать полностью",
    "тільки для передплатників",
    "доступно за передплатою",
    "оформіть передплату",
    "жазылушыларға ғана",
    "للمشتركين فقط",
    "اشترك لمتابعة القراءة",
    "केवल सदस्यों के लिए",
    "सब्सक्राइब करें और पढ़ें",
    "付费阅读",
    "订阅后阅读全文",
    "订阅后继续阅读",
    "訂閱後繼續閱讀",
    "訂戶專享",
    "有料会員限定",
    "会員限定記事",
    "この記事は有料",
    "구독자 전용",
    "유료회원",
    "구독 후 이용",
    "למנויים בלבד",
    "μόνο για συνδρομητές",
    "เฉพาะสมาชิก",
    "sadece aboneler",
];

/// What pages say that only scripts draw.
const SCRIPTS: &[&str] = &[
    "enable javascript",
    "javascript is disabled",
    "requires javascript",
    "turn on javascript",
    "javascript to run this app",
    "javascript is required",
    "javascript aktivieren",
    "javascript ist deaktiviert",
    "activer javascript",
    "javascript est désactivé",
    "habilite javascript",
    "activar javascript",
    "activa javascript",
    "attivare javascript",
    "habilitar o javascript",
    "ative o javascript",
    "włącz javascript",
    "schakel javascript in",
    "включите javascript",
    "включить javascript",
    "увімкніть javascript",
    "javascript қосыңыз",
    "تفعيل جافا سكريبت",
    "تمكين javascript",
    "javascript सक्षम",
    "启用javascript",
    "启用 javascript",
    "啟用javascript",
    "javascriptを有効",
    "javascriptが無効",
    "자바스크립트를",
    "javascript를",
    "javascript'i etkinleştir",
    "ενεργοποιήστε τη javascript",
    "הפעל javascript",
    "checking your browser",
    "verify you are human",
    "just a moment",
];

/// What questions for consent say; several of them make one.
const CONSENT: &[&str] = &[
    "accept all",
    "reject all",
    "manage options",
    "manage your privacy",
    "we value your privacy",
    "our partners",
    "before you continue",
    "privacy settings",
    "cookie policy",
    "legitimate interest",
    "personalised ads",
    "consent",
    "accept and continue",
    "your personal data",
    "withdraw your",
    "alle akzeptieren",
    "alles akzeptieren",
    "akzeptieren und",
    "personenbezogene",
    "werbung und tracking",
    "mit werbung weiter",
    "pur-abo",
    "jederzeit widerrufen",
    "einwilligung",
    "zustimmen",
    "unsere partner",
    "datenschutz",
    "cookies",
    "tout accepter",
    "tout refuser",
    "continuer sans accepter",
    "données personnelles",
    "nos partenaires",
    "consentement",
    "aceptar todo",
    "rechazar todo",
    "datos personales",
    "nuestros socios",
    "accetta tutto",
    "rifiuta",
    "dati personali",
    "i nostri partner",
    "alles accepteren",
    "zaakceptuj",
    "zgoda",
    "принять все",
    "согласие",
    "наши партнеры",
    "прийняти всі",
    "kabul et",
    "çerez",
    "同意",
    "接受所有",
    "すべて受け入れる",
    "모두 동의",
    "قبول الكل",
    "सभी स्वीकार",
    "αποδοχή όλων",
    "אישור הכל",
    "ยอมรับทั้งหมด",
];

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
                _ => format!("{words} words are public"),
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

/// How the words of an offer below a wall begin, lower case.
const OFFERS: &[&str] = &[
    "subscri",
    "per month",
    "for 4 weeks",
    "cancel any",
    "free trial",
    "unlimited access",
    "digital access",
    "pro monat",
    "jederzeit kündbar",
    "abonn",
    "probemonat",
    "par mois",
    "sans engagement",
    "suscri",
    "por mês",
    "per maand",
    "в месяц",
    "подписк",
    "на місяць",
    "передплат",
];

/// Whether words of a text begin so.
fn begins_word(text: &str, sign: &str) -> bool {
    text.match_indices(sign)
        .any(|(at, _)| !text.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric)))
}

/// Takes the wall's own words off the end of a text, and the offers below it where the page must be paid for: from the
/// first of two or more short blocks that speak of one, if half of all after it do.
pub(super) fn take_off(document: &mut Document, is_paid: bool) {
    const SHORT: usize = 160;
    let says = |block: &Block, signs: &[&str]| {
        let text = super::polish::text(block).unwrap_or_default();
        text.chars().count() <= SHORT && {
            let text = text.to_lowercase();
            signs.iter().any(|sign| text.contains(sign))
        }
    };
    let (mut offers, mut wall) = (0, document.blocks.len());
    for (after, (at, block)) in document.blocks.iter().enumerate().skip(1).rev().enumerate() {
        let text = super::polish::text(block).unwrap_or_default().to_lowercase();
        let offer = OFFERS.iter().any(|sign| begins_word(&text, sign)) || says(block, PAY);
        let long = text.chars().count() > SHORT;
        if !is_paid || long {
            break;
        }
        offers += usize::from(offer);
        wall = if offer && offers >= 2 && offers * 2 > after { at } else { wall };
    }
    document.blocks.truncate(wall);
    while document.blocks.len() > 1 && document.blocks.last().is_some_and(|block| says(block, PAY)) {
        document.blocks.pop();
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
    use crate::news::Address;

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
