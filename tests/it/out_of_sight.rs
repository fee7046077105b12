//! Articles that stand where no article is looked for: whole in a link, for those without scripts, in a template, in a
//! dialog. What is hidden by design stays hidden.

use dateline::news::Article;

use crate::support::page::{self, PARAGRAPHS, text};

const COOKIES: &str = "<p>We use cookies to improve your experience on this site, and so do our partners, of whom there are \
                       four hundred and twelve.</p><p>You can accept all of them or manage your choice now, and \
                       you can withdraw your consent later on the page of our cookie policy.</p><p>Some of them process \
                       your personal data on the ground of their legitimate interest, which you may object to below.</p>\
                       <button>Accept all</button>";

/// A call for scripts that is longer than most.
fn scripts_wanted() -> String {
    let words =
        "Please enable JavaScript in your browser to read this site, which is drawn by scripts alone today. ";
    format!("<p>{}</p>", words.repeat(5))
}

fn article() -> String {
    format!("<h1>The bridge must wait</h1><p>{}</p>", PARAGRAPHS.join("</p><p>"))
}

fn read(body: &str) -> Article {
    let page = format!(
        "<!doctype html><html lang=en><title>The bridge must wait</title><body><nav><a href=/>Home</a> <a href=/w>World</a>\
         </nav>{body}<footer>All rights reserved</footer></body></html>"
    );
    page::read(&page)
}

#[test]
fn an_article_whole_in_a_link_a_button_or_a_label_is_read() {
    let all = article();
    for body in [
        format!("<article><a href=/x>{all}</a></article>"),
        format!("<a href=/x><article>{all}</article></a>"),
        format!("<main><a href=/x>{all}</a></main>"),
        format!("<main><button>{all}</button></main>"),
        format!("<main><label>{all}</label></main>"),
    ] {
        let read = read(&body);
        let text = text(&read);
        let lost: Vec<&str> =
            PARAGRAPHS.into_iter().filter(|words| text.matches(words).count() != 1).collect();
        assert!(lost.is_empty() && read.notice.is_none(), "{}: {lost:#?} {:?}", &body[..40], read.notice);
    }
}

#[test]
fn a_text_that_browsers_show_later_is_read_where_there_is_no_other_and_said() {
    let all = article();
    let later = Some("a browser shows this text only once scripts have run");
    for (body, notice) in [
        (format!("<div id=app></div><noscript>{all}</noscript><script src=/a.js></script>"), None),
        (format!("<div id=root></div><noscript><article>{all}</article></noscript>"), None),
        (format!("<details><summary>Read on</summary>{all}</details>"), None),
        (format!("<dialog>{all}</dialog>"), later),
        (format!("<dialog class=modal open>{all}</dialog>"), None),
        (format!("<div id=app></div><template id=story>{all}</template><dialog>{COOKIES}</dialog>"), later),
        // Longer than the article, and before it: what the site says to its visitors.
        (format!("<dialog>{}</dialog><template>{all}</template>", COOKIES.repeat(9)), later),
        (format!("<noscript>{}</noscript><template>{all}</template>", scripts_wanted()), later),
    ] {
        let read = read(&body);
        let text = text(&read);
        let lost: Vec<&str> =
            PARAGRAPHS.into_iter().filter(|words| text.matches(words).count() != 1).collect();
        assert!(lost.is_empty(), "{}: {lost:#?}", &body[..40]);
        assert!(!text.contains("cookies"), "{text}");
        assert_eq!(read.notice.as_deref(), notice, "{}", &body[..40]);
    }
}

#[test]
fn what_is_hidden_by_design_never_becomes_the_article() {
    let long = COOKIES.repeat(3);
    let needs = "<p>You need to enable JavaScript to read this page, as most pages of our time do, and so does ours.</p>";
    let how = "<p>Open the settings of your browser, look for the part that is called content, and choose to allow it.</p>";
    for (body, notice) in [
        (format!("<dialog>{long}</dialog>"), "the page asks for consent first"),
        (format!("<template>{long}</template>"), "the page is no article"),
        (
            format!("<div id=app></div><noscript>{needs}{how}{how}{how}{how}</noscript>"),
            "the page needs JavaScript",
        ),
        (format!("<template class=comments>{}</template>", article()), "the page is no article"),
    ] {
        let read = read(&body);
        assert_eq!((read.notice.as_deref(), text(&read).as_str()), (Some(notice), ""), "{body}");
    }
    // Beside an article nothing of the kind is looked for.
    let first = PARAGRAPHS[..3].join("</p><p>");
    let rest = PARAGRAPHS[3..].join("</p><p>");
    let shown = format!("<main><h1>The bridge must wait</h1><p>{first}</p></main>");
    for (open, close) in
        [("<dialog>", "</dialog>"), ("<template>", "</template>"), ("<noscript>", "</noscript>")]
    {
        let text = text(&read(&format!("{shown}{open}<p>{rest}</p>{close}")));
        assert!(text.contains(PARAGRAPHS[2]) && !text.contains(PARAGRAPHS[3]), "{open}: {text}");
    }
}
