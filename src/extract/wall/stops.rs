//! Pages that are served in place of what was asked for: a check whether the reader is a machine, a question for
//! consent that is all there is, a page that says there is none. Their text is never the story's.

use super::super::page::Page;
use super::spoken;
use super::words::{ACCEPTS, ASKS, BOTS, BOTS_SAY, CHALLENGES, CONSENT, NONE_SAYS, NOT_FOUND};
use crate::extract::words::words_in;
use crate::news::{Article, Fault, FaultKind};

/// Words that a page in place of another may have in all, and as its text.
const MOST_WORDS: u32 = 320;
const MOST_TEXT: u32 = 220;

/// Words of a page that says there is none; with so few it need not say more than its title.
const MOST_OF_NONE: u32 = 90;
const BARE: u32 = 8;

/// Points that make a check: what its title asks, what its parts are, what it says. Under a title of its own one more.
const ENOUGH: usize = 3;

impl Page {
    /// Why this is not the page that was asked for, where that is plain. What calls itself an article or tells who
    /// wrote it, or when, is one, whatever it is about.
    pub(in crate::extract) fn stop(&self, article: &Article) -> Option<Fault> {
        let dated = article.published.is_some() || !article.authors.is_empty();
        if article.words > MOST_TEXT || dated || self.calls_itself_article() {
            return None;
        }
        let said = spoken(self.dom()).replace(['\u{2019}', '\u{2018}'], "'");
        if words_in(&said) > MOST_WORDS {
            return None;
        }
        let host = self.facts().address.host();
        let heads = self.heads();
        let is_headed = |phrases: &[&str]| heads.iter().any(|head| phrases.contains(&head.as_str()));
        if self.is_check(&said, article.words, is_headed(BOTS)) {
            return Some(by_browser(format!("{host} wants to see a browser before it shows this page")));
        }
        let consent = CONSENT.iter().filter(|sign| said.contains(**sign)).count();
        if article.notice.is_none() && is_headed(ASKS) && consent >= 3 && self.has_answer() {
            return Some(by_browser(format!("{host} asks for consent before it shows this page")));
        }
        let is_headed = self.is_titled(NOT_FOUND) && self.is_named(NOT_FOUND);
        let says_so = || {
            let text = article.document.texts().collect::<Vec<_>>().join(" ").to_lowercase();
            NONE_SAYS.iter().any(|sign| text.contains(sign))
        };
        let is_none = article.words <= MOST_OF_NONE && is_headed && (article.words <= BARE || says_so());
        is_none.then(|| {
            Fault::new(FaultKind::NotFound, format!("{host} says that there is no such page"))
                .hint("check the address; the page may have moved or not exist yet")
        })
    }

    fn calls_itself_article(&self) -> bool {
        let kind = self.dom().select_single("meta[property='og:type']");
        kind.attr("content").is_some_and(|kind| kind.to_lowercase().contains("article"))
            || self.dom().select("[itemprop='articleBody']").exists()
    }

    /// Whether signs of a check for machines come together, at least one of them in what it says or in its parts: its title
    /// may be a poem's.
    fn is_check(&self, said: &str, words: u32, is_titled: bool) -> bool {
        let says = BOTS_SAY.iter().filter(|sign| said.contains(**sign)).count();
        let dom = self.dom();
        let has = |selector: &str| dom.select(selector).exists();
        let scripts = dom.select("script:not([src])").text().to_string();
        let is_challenge =
            has(CHALLENGES) || ["_cf_chl_opt", "bm-verify"].iter().any(|name| scripts.contains(name));
        if says == 0 && !(is_challenge && is_titled) {
            return false;
        }
        let unlisted = has("meta[name=robots][content*=noindex]") || has("meta[http-equiv=refresh i]");
        let few = words < super::FEW_WORDS;
        let points = 2 * usize::from(is_titled)
            + 2 * usize::from(is_challenge)
            + says.min(3)
            + usize::from(unlisted)
            + usize::from(few);
        points >= if is_titled { ENOUGH } else { ENOUGH + 1 }
    }

    /// Whether there is a button or a link to accept all.
    fn has_answer(&self) -> bool {
        let buttons = self.dom().select("button, a, input[type=submit], [role=button]");
        buttons.iter().any(|button| {
            let said = format!("{} {}", button.text(), button.attr_or("value", ""));
            ACCEPTS.contains(&plain(&said).as_str())
        })
    }

    /// The page's titles: what stands over it, in parts, and its first headings.
    fn heads(&self) -> Vec<String> {
        let mut heads = self.title_parts();
        heads.extend(self.headings());
        heads
    }

    fn title_parts(&self) -> Vec<String> {
        let title = self.dom().select_single("head title").text().to_string();
        let parted = [" - ", " – ", " — ", " · "].iter().fold(title, |title, sign| title.replace(sign, "|"));
        parted.split('|').map(plain).collect()
    }

    fn headings(&self) -> Vec<String> {
        let headings = self.dom().select("h1");
        headings.iter().take(2).map(|heading| plain(&heading.text())).collect()
    }

    fn is_titled(&self, phrases: &[&str]) -> bool {
        self.title_parts().iter().any(|part| phrases.contains(&part.as_str()))
    }

    fn is_named(&self, phrases: &[&str]) -> bool {
        let headings = self.headings();
        headings.is_empty() || headings.iter().any(|heading| phrases.contains(&heading.as_str()))
    }
}

fn by_browser(sentence: String) -> Fault {
    Fault::new(FaultKind::Content, sentence).hint("open it in a browser: o on the screen")
}

/// A title or the words of a button, lower case, without what stands around them.
fn plain(said: &str) -> String {
    let said = said.to_lowercase().replace(['\u{2019}', '\u{2018}'], "'");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    said.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

#[cfg(test)]
mod tests {
    use crate::extract::{Limits, PageFacts, convert};
    use crate::news::Address;

    /// The sentence that stands for a page, or the words of its text.
    fn read(html: &str) -> Result<u32, String> {
        let facts = PageFacts { address: Address::parse("https://a.example/1").unwrap(), content_type: None };
        let read = convert(html.as_bytes().to_vec(), facts, Limits::default());
        read.map(|article| article.words).map_err(|fault| fault.sentence.to_string())
    }

    const CHECK: &str = "a.example wants to see a browser before it shows this page";

    #[test]
    fn a_check_for_machines_is_not_the_page() {
        for html in [
            "<title>Just a moment...</title><h1>post.example</h1><h2 id=challenge-running>Checking if the site connection \
             is secure</h2><p>post.example needs to review the security of your connection before proceeding.</p>",
            "<title>Are you a robot?</title><h1>We have detected unusual activity from your network</h1><p>To continue, \
             please click the box below to let us know you're not a robot.</p><p>Why did this happen? Please make sure \
             your browser supports JavaScript and cookies and that you are not blocking them from loading.</p>",
            "<title>Making sure you&#8217;re not a bot!</title><main><h1>Making sure you&#8217;re not a bot!</h1><p>Loading\
             ...</p><details><summary>Why am I seeing this?</summary><p>You are seeing this because the administrator of \
             this website has set up a guard to protect the server against the scourge of companies that aggressively \
             scrape websites. This can and does cause downtime, which makes their resources inaccessible for everyone.\
             </p><p>The guard is a compromise. It uses a Proof-of-Work scheme.</p></details></main>",
            "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1><p>Ray ID: 8a1b</p>",
            "<title>Ой!</title><form action='/checkcaptcha'><p>Подтвердите, что запросы отправляли вы, а не робот</p></form>",
            "<title>a.example</title><div class=h-captcha></div><p>Bitte bestätigen Sie, dass Sie ein Mensch sind.</p>",
            "<title>人机验证</title><p>请完成验证</p><div class=cf-turnstile></div>",
        ] {
            assert_eq!(read(html).unwrap_err(), CHECK, "{html}");
        }
    }

    #[test]
    fn what_is_written_about_checks_is_read() {
        let robots = "A box that asks whether you are a robot has been with us for twenty years, and it was never a good \
                      question, the researchers write. ";
        for html in [
            // At length, under the same title.
            format!("<title>Are you a robot?</title><h1>Are you a robot?</h1><p>{}</p>", robots.repeat(14)),
            // In short, by an article's own account or with its day.
            format!(
                "<title>Captcha</title><meta property=og:type content=article><h1>Captcha</h1><p>{robots}"
            ),
            format!(
                "<title>Just a moment</title><h1>Just a moment</h1><time datetime=2026-11-03>3 November 2026</time><p>{robots}"
            ),
            // In short, under a title of its own, with a form for comments.
            format!(
                "<title>Sites ask again whether you are not a robot</title><h1>Sites ask again</h1><p>{robots}{robots}</p>\
                     <form><textarea></textarea><div class=g-recaptcha></div></form>"
            ),
        ] {
            assert!(read(&html).is_ok_and(|words| words > 20), "{html}");
        }
    }

    #[test]
    fn a_title_alone_makes_no_page_another() {
        let poem = "<p>The tide comes in,<br>the tide goes out,<br>the boat stays where it is.</p>";
        let banner = "<div class=banner>We use cookies and similar technologies to personalise content and ads, with our \
                      partners. Consent can be withdrawn. <button>Accept all</button></div>";
        let form = "<form><div class=g-recaptcha></div></form>";
        for (title, head, rest) in [
            ("One more step – Poems", "One more step", poem),
            ("Ой", "Ой", poem),
            ("Captcha – Poems", "Captcha", poem),
            ("404", "404", poem),
            (
                "Not found | Exhibitions",
                "Not found",
                "<p>“Page not found” is the title of the new show in the town hall: forty pictures of empty places.</p>",
            ),
            (
                "Site asks: are you a robot? - The Post",
                "Site asks: are you a robot?",
                "<p>The library has put a test before its catalogue. “I'm not a robot” must be ticked, and those who are \
                 blocked see a ray id and a captcha. The director said the automated requests had doubled.</p>",
            ),
            (
                "Kontakt",
                "Kontakt",
                &format!("<p>Schreiben Sie uns. Bitte aktualisieren Sie Ihren Browser.</p>{form}"),
            ),
            ("Cookies", "Cookies", &format!("<p>Butter, sugar, oats. Bake for ten minutes.</p>{banner}")),
        ] {
            let html = format!("<title>{title}</title><main><h1>{head}</h1>{rest}</main>");
            assert!(read(&html).is_ok_and(|words| words > 5), "{title}: {:?}", read(&html));
        }
    }

    #[test]
    fn a_question_for_consent_that_is_all_there_is_is_not_the_page() {
        let asked = "<p>We use cookies and data to deliver and maintain our services, track outages and protect against \
                     spam.</p><p>If you choose to accept all, we will also use cookies to show personalised content.</p>\
                     <form><button>Reject all</button><button>Accept all</button></form>";
        let html = format!("<title>Before you continue</title><h1>Before you continue</h1>{asked}");
        assert_eq!(read(&html).unwrap_err(), "a.example asks for consent before it shows this page");
        let story =
            "The river rose in the night and took the lower bridge with it, as it had in the spring. "
                .repeat(6);
        let banner = format!(
            "<title>The river rose</title><article><h1>The river rose</h1><p>{story}</p></article><div>{asked}</div>"
        );
        assert!(read(&banner).unwrap() > 80);
    }

    #[test]
    fn a_page_that_says_there_is_none_is_none() {
        let none = "a.example says that there is no such page";
        for (title, head) in [
            ("Page not found - The Post", "404"),
            ("404 | Das Blatt", "Seite nicht gefunden"),
            ("Страница не найдена", "Ошибка 404"),
        ] {
            let html = format!(
                "<title>{title}</title><main><h1>{head}</h1><p>Sorry, it may have been moved or deleted. Try the \
                                search, or go back to the front page, where all the news of the day are.</p></main>"
            );
            assert_eq!(read(&html).unwrap_err(), none, "{title}");
        }
        let story = "Nobody in the harbour has seen the page that the registry lost, and nobody expects to. "
            .repeat(3);
        let html = format!(
            "<title>Page not found</title><article><h1>The page that was lost</h1><p>{story}</p></article>"
        );
        assert!(read(&html).is_ok());
    }
}
