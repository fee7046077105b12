//! Pages that consist of what several people wrote: threads, messages, and what only looks like them.

use dateline::news::{Article, Block, Role, Span, Text};

use crate::support::page::{read_at, text};

fn read(html: &str) -> Article {
    read_at("https://board.example/t/77", html)
}

fn words(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// The lines over the posts of a thread.
fn lines(article: &Article) -> Vec<String> {
    let lines = article.document.blocks.iter().filter_map(|block| match block {
        Block::Paragraph { role: Role::Byline, spans } => Some(words(spans)),
        _ => None,
    });
    lines.collect()
}

fn prose(what: &str) -> String {
    format!(
        "<p>The {what} rose in the night, and people in the town below moved their cars to a field above the church, \
         where it is dry. “Nobody expected that,” the mayor said on Tuesday, and went home.</p>"
    )
}

fn post(name: &str, time: &str, text: &str) -> String {
    format!(
        "<div class=item><div class=side><a class=username>{name}</a></div><span class=date>{time}</span>\
         <div class=content>{text}</div><div class=signature>Fair winds, always.</div></div>"
    )
}

#[test]
fn each_post_of_a_thread_has_its_author_and_time() {
    let posts = [
        post("Ann Berg", "13 November 2025, 09:12", &prose("river")),
        post("Old Mate", "14 November 2025, 10:40", &prose("lake")),
        post("Ann Berg", "15 November 2025, 08:00", "<p>Thank you!</p>"),
    ];
    let article = read(&format!(
        "<title>The river rises</title><nav><a href=/>Board</a></nav><h1>The river rises</h1>{}",
        posts.concat()
    ));
    assert_eq!(
        lines(&article),
        [
            "Ann Berg, 13 November 2025, 09:12",
            "Old Mate, 14 November 2025, 10:40",
            "Ann Berg, 15 November 2025, 08:00"
        ]
    );
    let text = text(&article);
    assert!(text.ends_with("Thank you!") && !text.contains("Fair winds"), "{text}");
    assert_eq!(article.authors.first().map(Text::as_str), Some("Ann Berg"));
    assert!(article.published.is_some_and(|moment| moment.rfc3339().starts_with("2025-11-13")));
}

#[test]
fn an_article_with_comments_and_a_list_of_stories_are_no_threads() {
    let comments: String =
        (1..9).map(|n| post(&format!("Reader {n}"), "14 November 2025", &prose("sea"))).collect();
    let article = read(&format!(
        "<title>The river rises</title><article><h1>The river rises</h1><div class=entry>{}{}{}</div></article>\
         <section id=comments>{comments}</section>",
        prose("river"),
        prose("brook"),
        prose("lake")
    ));
    assert!(text(&article).contains("The lake rose") && lines(&article).is_empty(), "{}", text(&article));
    let stories: String = ["river", "lake", "brook"]
        .iter()
        .map(|what| {
            let post = post("Ann Berg", "13 November 2025", &prose(what));
            post.replace(
                "<div class=content>",
                &format!("<h2><a href=/{what}>The {what} rises</a></h2><div class=content>"),
            )
        })
        .collect();
    let list = read(&format!("<title>The Paper</title><h1>The Paper</h1>{stories}"));
    assert!(lines(&list).is_empty(), "{:?}", lines(&list));
}

#[test]
fn a_message_is_read_with_its_head_quotations_and_code() {
    let article = read(
        "<title>archive</title><pre><a href=/>overview</a></pre><pre>From: &quot;Ann Berg&quot; &lt;ann@a.example&gt;\n\
         To: list@a.example\nSubject: Locks that\n open by themselves\nDate: Thu, 13 Nov 2025 09:12:00 +0100\n\n\
         On Wednesday Old Mate wrote:\n&gt; The lock opened by itself last night, and nobody was there to see\n\
         &gt; it but the dog.\n\nIt did so here too, and more than once, which I have written down in the\nbook of the \
         harbour.\n\n\tlock --shut\n\nAnn\n-- \nFair winds, always.\n</pre><hr><pre>reply\nother threads</pre>",
    );
    assert_eq!(article.title.as_str(), "Locks that open by themselves");
    assert_eq!(article.authors.first().map(Text::as_str), Some("Ann Berg"));
    assert!(article.published.is_some_and(|moment| moment.rfc3339() == "2025-11-13T09:12:00+01:00"));
    let blocks = &article.document.blocks;
    assert!(blocks.iter().any(|block| matches!(block, Block::Quote(_))), "{blocks:?}");
    assert!(blocks.iter().any(|block| matches!(block, Block::Code { .. })), "{blocks:?}");
    let text = text(&article);
    assert!(text.contains("written down in the book of the harbour."), "{text}");
    assert!(
        !text.contains("Fair winds") && !text.contains("Subject") && !text.contains("other threads"),
        "{text}"
    );
}

#[test]
fn the_title_of_a_post_stands_below_the_name_of_its_blog() {
    for head in
        ["Four Quiet Years - Of locks and small integers", "Of locks and small integers | Four Quiet Years"]
    {
        let article = read(&format!(
            "<title>{head}</title><h1>Four Quiet Years</h1><h2>Of locks and small integers</h2>{}{}",
            prose("river"),
            prose("lake")
        ));
        assert_eq!(article.title.as_str(), "Of locks and small integers", "{head}");
    }
}

#[test]
fn the_sign_that_leads_to_a_heading_is_no_part_of_it() {
    let sign = "<a class=headerlink href='#a'>¶</a>";
    let article = read(&format!(
        "<title>How locks open - The Handbook</title><main><article><h1>How locks open{sign}</h1>{}<h2>By night{sign}</h2>{}</article></main>",
        prose("river"),
        prose("lake")
    ));
    assert_eq!(article.title.as_str(), "How locks open");
    assert!(text(&article).contains("By night") && !text(&article).contains('¶'), "{}", text(&article));
}
