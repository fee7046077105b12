use crate::extract::page::Page;
use crate::extract::{Limits, PageFacts};
use crate::news::{Address, Article, Block};

fn article(html: &str) -> Article {
    let address = Address::parse("https://a.example/talk/1").unwrap();
    let facts = PageFacts { address, content_type: Some("text/html".to_owned()) };
    Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap().article().unwrap()
}

fn lines(article: &Article) -> Vec<String> {
    let text = |block: &Block| match block {
        Block::Separator => Some("-".to_owned()),
        Block::Code { text, .. } => Some(text.to_string()),
        other => crate::extract::polish::text(other),
    };
    article.document.blocks.iter().filter_map(text).collect()
}

const SAID: [&str; 3] = [
    "I rode the old boat as a child and it always smelled of diesel and of chips, as summer does.",
    "Nine hundred passengers a day is not much for a town of this size, the tram carries that in an hour.",
    "The tram does not cross the harbour though, so that you have to add twenty minutes around it.",
];

#[test]
fn a_page_of_nothing_but_comments_is_a_thread() {
    let row = |n: usize, text: &str| {
        format!(
            "<tr class=entry id=c{n}><td><span class=head><a class=nickuser>u{n}</a> <span class=age \
             title='2026-11-03T1{n}:00:00'><a>{n} hours ago</a></span> | <a>prev</a></span><div class=comment>\
             <div class='commtext c00'>{text}</div><div class=reply><p><a>reply</a></div></div></td></tr>"
        )
    };
    let rows: String = SAID.iter().enumerate().map(|(n, text)| row(n, text)).collect();
    let told = article(&format!(
        "<title>The ferry returns | The Board</title><table><tr><td><b><a href=all>The Board</a></b></table>\
         <table><tr><td class=title><span class=titleline><a href=/x>The ferry returns</a></span></table>\
         <table class=comments>{rows}</table>"
    ));
    assert_eq!(told.title.as_str(), "The ferry returns");
    assert_eq!(lines(&told)[..3], ["u0, 0 hours ago", SAID[0], "u1, 1 hours ago"]);
    assert_eq!(lines(&told).len(), 6);
    assert_eq!(told.authors[0].as_str(), "u0");
    assert!(told.published.unwrap().rfc3339().starts_with("2026-11-03T10"));

    let item = |n: usize, text: &str| {
        format!(
            "<li><div class=comment><a class=up>{n}</a><div class=byline><a>u{n}</a> <time>2 hours ago</time> | \
             <a>link</a></div><div class=comment_text><p>{text}</p></div></div>"
        )
    };
    let items: String = SAID.iter().enumerate().map(|(n, text)| item(n, text)).collect();
    let told = article(&format!("<h1>T</h1><ol class=comments>{items}</ol>"));
    assert_eq!(lines(&told)[..2], ["u0, 2 hours ago", SAID[0]], "a name is the link before the time");
}

#[test]
fn what_is_asked_and_answered_needs_no_names() {
    let told = article(&format!(
        "<h1>How does it smell?</h1><div class=question><div class=s-prose><p>{}</p></div></div>\
         <div class='answer accepted'><div class=s-prose><p>{}</p><pre><code>x = 1</code></pre></div></div>",
        SAID[0], SAID[1]
    ));
    let said: Vec<String> = lines(&told).into_iter().filter(|line| line != "-").collect();
    assert_eq!(said, [SAID[0], SAID[1], "x = 1"]);
    let told = article(&format!(
        "<h1>Crash #8</h1><div><a class=author>octo</a> opened this <relative-time datetime=2026-11-03T09:00:00Z>\
         3 Nov</relative-time></div><div class=comment><div class='comment-body markdown-body'><p>{}</p></div></div>\
         <div class=comment><h3><a class=author>ann</a> commented</h3><div class='comment-body markdown-body'>\
         <p>{}</p></div></div>",
        SAID[0], SAID[1]
    ));
    let said: Vec<String> = lines(&told).into_iter().filter(|line| SAID.contains(&line.as_str())).collect();
    assert_eq!(said, SAID[..2]);
}

#[test]
fn the_posts_of_a_board_are_of_the_day_they_were_written() {
    let post = |n: usize, text: &str| {
        let re = if n == 0 { "" } else { "Re: " };
        format!(
            "<div id=p{n} class='post bg1'><dl class=postprofile><dt><a class=username>u{n}</a></dt><dd>Joined: \
             Mon Jan 05, 2015</dd></dl><div class=postbody><h3>{re}The ferry smells of chips</h3><p class=author>by \
             <a class=username>u{n}</a> <time datetime=2026-11-03T01:12:00+00:00>Tue Nov 03, 2026</time></p>\
             <div class=content>{text}</div><div class=signature>Sent from my boat</div></div></div>"
        )
    };
    let board = |count: usize| {
        let posts: String = SAID.iter().take(count).enumerate().map(|(n, text)| post(n, text)).collect();
        article(&format!("<title>The ferry smells of chips - Boards | Site</title><h1>Boards</h1>{posts}"))
    };
    for count in [1, 3] {
        let told = board(count);
        assert_eq!(lines(&told)[..2], ["u0, Tue Nov 03, 2026", SAID[0]]);
        assert_eq!(lines(&told).len(), count * 2, "{count}");
        assert!(told.published.unwrap().rfc3339().starts_with("2026-11-03"));
    }
}

#[test]
fn a_line_may_tell_who_and_when() {
    let post = |n: usize, text: &str| {
        format!(
            "<div id=p{n} class='post bg1'><dl class=postprofile><dt>u{n}</dt><dd>Joined: Mon Jan 05, 2015</dd></dl>\
             <div class=postbody><h3>Re: The ferry smells</h3><p class=author>by <strong>u{n}</strong> » Tue Nov 03, \
             2026 9:12 am</p><div class=content>{text}</div></div></div>"
        )
    };
    let posts: String = SAID.iter().enumerate().map(|(n, text)| post(n, text)).collect();
    let told = article(&format!("<title>The ferry smells</title><h2>The ferry smells</h2>{posts}"));
    assert_eq!(lines(&told)[..2], ["u0, Tue Nov 03, 2026 9:12 am", SAID[0]]);
    assert!(told.published.unwrap().rfc3339().starts_with("2026-11-03"));
}

#[test]
fn an_article_with_comments_is_no_thread() {
    let comment = |n: usize, text: &str| {
        format!(
            "<div class=comment><a class=user>u{n}</a> <time>2 hours ago</time><div class=comment-body>{text}</div></div>"
        )
    };
    let comments: String = SAID.iter().enumerate().map(|(n, text)| comment(n, text)).collect();
    let text: String = SAID.map(|text| format!("<p>The boat is back in town: {text}</p>")).concat();
    let told = article(&format!(
        "<article><h1>The boat</h1>{text}{text}</article><section class=comments>{comments}</section>"
    ));
    assert!(lines(&told).iter().all(|line| line.starts_with("The boat is back")), "{:?}", lines(&told));
}
