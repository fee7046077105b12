//! What stands on a story's page and is no part of the story: the next one, polls, summaries by machines, pull quotes.

use std::path::Path;

use dateline::extract::{Limits, Page, PageFacts, explain};
use dateline::news::{Address, Article, Block, Role};
use dateline::typeset::formats;

use crate::support::page::{ADDRESS, prose, read, text};

fn told(inside: &str, below: &str) -> (String, Article) {
    let html = format!(
        "<title>The river rises</title><main><article><h1>The river rises</h1>{}{inside}{}</article>{below}</main>",
        prose("river"),
        prose("brook")
    );
    let article = read(&html);
    let text = text(&article);
    assert_eq!(text.matches("rose by").count(), 10, "{text}");
    (text, article)
}

#[test]
fn the_next_story_below_is_another() {
    let next = format!("<div class=below><article><h1>A lake falls</h1>{}</article></div>", prose("lake"));
    let (text, _) = told("", &next);
    assert!(!text.contains("lake"), "{text}");
}

#[test]
fn polls_boxes_of_facts_and_summaries_by_machines_are_left_out() {
    for (open, words) in [
        ("<div class=elementPoll>", "Should the dam have been built a metre higher than it is today?"),
        (
            "<div class='column factbox'>",
            "The river is 120 kilometres long and rises in the mountains of the north.",
        ),
        (
            "<div class=aiSummaryContent>",
            "People moved their cars after the river had risen, says the machine.",
        ),
    ] {
        let (text, _) = told(&format!("{open}<p>{words}</p></div>"), "");
        assert!(!text.contains(words), "{open}: {text}");
    }
}

#[test]
fn a_question_to_readers_goes_and_one_of_the_story_stays() {
    for (open, asked, buttons) in [
        ("<div>", "Was this page helpful?", "<button>Yes</button><button>No</button>"),
        (
            "<div class=inline-vote>",
            "Which pier is yours?",
            "<button>The old one</button><button>The new one</button>",
        ),
    ] {
        let (text, _) = told(&format!("{open}<p>{asked}</p>{buttons}</div>"), "");
        assert!(!text.contains(asked), "{asked}: {text}");
    }
    let tools = "<button>Listen</button><button>Save</button>";
    for inside in [
        format!("<div class=intro><p>Who pays for the gate? The city, the port and the ships.</p>{tools}</div>"),
        format!("<div><p>“Why did nobody call us?” asked Mira Holm</p>{tools}</div>"),
        "<div><p>Why did nobody call?</p><button>Like</button><button>Reply</button></div><p>Nobody had a telephone then.</p>".to_owned(),
        "<div class=faq><button>When does it sail?</button><p>At ten.</p><button>Who steers?</button><p>The owner, yes.</p></div>".to_owned(),
    ] {
        let (text, _) = told(&inside, "");
        let kept = ["pays for the gate", "nobody call", "At ten"];
        assert!(kept.iter().any(|words| text.contains(words)), "{inside}: {text}");
    }
}

#[test]
fn a_box_labelled_as_others_goes_where_it_leads_to_them() {
    let others = "<p><a href=/a>Other rivers and those who live beside them, a series in six parts for everyone</a></p>";
    let (text, _) = told(&format!("<section aria-label='Related'>{others}{others}</section>"), "");
    assert!(!text.contains("Other rivers"), "{text}");
    let folded = "<p>The second flood came in the night, when the guards had gone home.</p>
        <p>It took the fence with it, as one of them said on the day after.</p>";
    let (text, _) = told(&format!("<section aria-label='Read more'>{folded}</section>"), "");
    assert!(text.contains("second flood"), "{text}");
}

#[test]
fn what_is_hidden_beside_a_text_that_is_shown_stays_hidden() {
    let (text, _) = told("", &format!("<div hidden>{0}{0}</div>", prose("sea").replace("rose", "sank")));
    assert!(!text.contains("sea"), "{text}");
    let hidden = prose("sea").replace("rose", "sank");
    let (text, _) = told(&format!("<div style='visibility: hidden'>{hidden}</div>"), "");
    assert!(!text.contains("sea"), "{text}");
}

#[test]
fn a_pull_quote_a_caption_without_a_figure_and_initials_are_told_from_the_text() {
    let (_, article) = told(
        "<blockquote>moved their cars to a field above the church, where it is dry</blockquote><div \
         class=story__picture><img src=/a.jpg><p>Ann Berg looks at the field above the church</p></div>",
        "",
    );
    let roles: Vec<Role> = article
        .document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph { role, .. } if *role != Role::Body => Some(*role),
            _ => None,
        })
        .collect();
    assert_eq!(roles, [Role::PullQuote]);
    let captioned = article
        .document
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Figure { caption, .. } if !caption.is_empty()));
    assert!(captioned, "{:?}", article.document.blocks);
}

#[test]
fn a_formula_is_read_though_its_maker_calls_it_a_menu() {
    let formula = "<p>The flood is told by <mjx-container class='MathJax CtxtMenu_Attached_0'><mjx-math aria-hidden=true>\
                   </mjx-math><mjx-assistive-mml><math><mi>h</mi><mo>=</mo><mn>7</mn></math></mjx-assistive-mml>\
                   </mjx-container>, as the office for water writes in its report of the year, and so is the drought.</p>";
    let (text, _) = told(formula, "");
    assert!(text.contains("told by h=7, as"), "{text}");
}

#[test]
fn a_page_of_bare_text_is_its_text() {
    let article = read("<html><body>The bridge is closed.</body></html>");
    assert_eq!(article.document.texts().collect::<Vec<_>>(), ["The bridge is closed."]);
}

#[test]
fn why_a_text_is_as_it_is_names_what_each_step_left_out() {
    let html = format!(
        "<title>The river rises</title><main><article><h1>The river rises</h1><div class=body>{}<div class=x1><p>Sign up for \
         our morning newsletter</p><p><a href=/n>Get the day's best stories by mail</a></p></div>{}<p>Support our work: become \
         a member of The Paper today</p><div class=elementPoll>\
         <p>Should the dam have been built higher?</p></div><div><p>Was this page helpful?</p><button>Yes</button>\
         <button>No</button></div></div></article>{}</main>",
        prose("river"),
        prose("brook"),
        format_args!("<article><h1>A lake falls</h1>{}</article>", prose("lake"))
    );
    let address = Address::parse(ADDRESS).unwrap();
    let facts = PageFacts { address, content_type: None };
    let page = Page::parse(html.as_bytes(), &facts, &Limits::default()).unwrap();
    let (_, left) = explain(&page);
    let rule = |words: &str| {
        let found = left.iter().find(|left| left.begins.contains(words));
        found.map(|left| left.rule.to_string())
    };
    assert_eq!(rule("Sign up for our morning").as_deref(), Some("stands outside the article"));
    assert_eq!(rule("Support our work").as_deref(), Some("a label, counter or leading line"));
    assert_eq!(rule("built higher").as_deref(), Some("named “poll”"));
    assert_eq!(rule("page helpful").as_deref(), Some("a question to readers"));
    assert_eq!(rule("A lake falls").as_deref(), Some("another story with a headline of its own"));
}

#[test]
fn a_line_under_the_headline_stands_above_the_text_and_is_none_of_it() {
    let deck = "Three villages wait for an answer before the winter";
    let mut decks = 0;
    for (line, byline) in [
        (
            format!("<div class='field field--name-field-subhead'>{deck}</div>"),
            "<p class=byline>By Ann Berg</p>",
        ),
        (format!("<p class=subtitle>{deck}</p>"), ""),
        (format!("<h2 class=sub>{deck}</h2>"), "<div class=author>By Ann Berg</div>"),
    ] {
        let html = format!(
            "<title>The river rises</title><main><article><header><h1>The river rises</h1>{line}{byline}</header>\
             {}</article></main>",
            prose("river")
        );
        let article = read(&html);
        let first = article.document.blocks.first();
        let Some(Block::Paragraph { role, .. }) = first else { panic!("{line}: {first:?}") };
        let told = formats::text(&article.document);
        match role {
            Role::Deck => assert!(!told.contains(deck), "{line}: {told}"),
            Role::Standfirst => assert!(told.starts_with(deck), "{line}: {told}"),
            other => panic!("{line}: {other:?}"),
        }
        decks += usize::from(*role == Role::Deck);
    }
    assert!(decks > 0, "none of them is a deck");
}

#[test]
fn the_place_and_the_day_before_a_release_stay_whatever_their_elements_are_called() {
    let place = "<p><span class=legendSpanClass><span class=xn-location>LORAIN, Ohio</span></span>, <span \
                 class=legendSpanClass>Oct. 22, 2024</span> /Wire/ -- The maker of pumps said on Tuesday that it would \
                 build its next works by the river, where four hundred people are to find work from next summer on.</p>";
    let html = format!(
        "<title>Pumps</title><main><article><h1>Pumps</h1>{place}{}</article></main>",
        prose("river")
    );
    let text = read(&html).document.texts().collect::<String>();
    assert!(text.contains("LORAIN, Ohio, Oct. 22, 2024 /Wire/"), "{text}");
}

#[test]
fn a_second_copy_of_the_text_goes_and_what_the_writer_says_again_stays() {
    const REFRAIN: &str = "We stood at the river and waited, and when the morning came we stood there still, all of us, \
                           with our coats over our heads.";
    let told: Vec<String> = ["bridge", "church", "field", "mill", "weir"]
        .iter()
        .map(|what| {
            format!("<h2>The {what}</h2><p>The water came to the {what} in the night, and in the morning nobody could say where \
                     the road had been that leads there from the town.</p><p>{REFRAIN}</p>")
        })
        .collect();
    let copy = told.concat();
    let html = format!(
        "<title>A speech at the river</title><main><article><h1>A speech at the river</h1><div class=wide>{copy}</div>\
         <div class=narrow>{copy}</div></article></main>"
    );
    let address = Address::parse(ADDRESS).unwrap();
    let page =
        Page::parse(html.as_bytes(), &PageFacts { address, content_type: None }, &Limits::default()).unwrap();
    let (article, left) = explain(&page);
    let text = text(&article);
    assert_eq!((text.matches("The water came").count(), text.matches(REFRAIN).count()), (5, 5), "{text}");
    assert!(text.ends_with(REFRAIN), "no heading of the copy is left: {text}");
    let copies = left.iter().filter(|left| &*left.rule == "a copy of what stands above").count();
    assert_eq!(copies, 10, "{left:?}");
}

#[test]
fn what_the_judge_left_out_is_told_in_its_words() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/pages/en-reader.html");
    let address = Address::parse("https://corpus.example/news/77/").unwrap();
    let facts = PageFacts { address, content_type: None };
    let page = Page::parse(&std::fs::read(page).unwrap(), &facts, &Limits::default()).unwrap();
    let (_, left) = explain(&page);
    let judged: Vec<String> = left
        .iter()
        .filter(|left| &*left.rule == "reads like no part of the article")
        .map(|left| format!("{}: {}", left.what, left.begins))
        .collect();
    assert_eq!(judged, ["span: 4 min read", "span: Nov 13, 2025"]);
}

#[test]
fn a_caption_that_a_picture_says_too_is_set_once() {
    let figure = "<figure><picture><img src=/a.jpg alt='The weir in June'></picture><noscript><img src=/a.jpg \
                  alt='The weir in June'></noscript><img src=/b.jpg alt='The weir in June'>\
                  <figcaption>The weir in June</figcaption></figure>";
    let (_, article) = told(figure, "");
    let figures = article.document.blocks.iter().filter(|block| matches!(block, Block::Figure { .. }));
    assert_eq!(figures.count(), 1);
}

#[test]
fn a_box_that_asks_for_an_address_is_no_text() {
    let form = "<form><input type=email name=e><button>Go</button></form>";
    let ask = format!(
        "<div class=kx><h3>The river in the morning</h3><p>Get the letter every week.</p>{form}</div>"
    );
    let (text, _) = told(&ask, "");
    assert!(!text.contains("Get the letter") && !text.contains("in the morning"), "{text}");
    // A field inside the text takes nothing else with it.
    let (text, _) =
        told(&format!("<div class=kx><p>{}</p>{form}</div>", "The ferry went on all night. ".repeat(20)), "");
    assert!(text.contains("The ferry went on"), "{text}");
}

#[test]
fn preformatted_prose_is_set_as_prose_and_code_is_not() {
    let line = "The ferry went on all night, and in the morning the lock was open.\n";
    let mail = format!("<pre>{}\n{}</pre>", line.repeat(3), line.repeat(3));
    let (_, article) = told(&mail, "");
    assert!(!article.document.blocks.iter().any(|block| matches!(block, Block::Code { .. })), "{article:?}");
    let code = "<pre>fn main() {\n    let boats = vec![1, 2];\n    println!(\"{boats:?}\");\n}</pre>";
    let (_, article) = told(code, "");
    assert!(article.document.blocks.iter().any(|block| matches!(block, Block::Code { .. })), "{article:?}");
}

#[test]
fn a_folded_rest_of_the_text_is_read() {
    for fold in ["hidden", "aria-hidden=true", "style='display:none'"] {
        let (text, _) = told(&format!("<div {fold}>{}</div>", prose("sea").replace("rose", "sank")), "");
        assert_eq!(text.matches("sea sank").count(), 5, "{fold}: {text}");
    }
}

#[test]
fn a_quiz_keeps_its_questions() {
    let questions = (1..8).fold(String::new(), |html, n| {
        html + &format!(
            "<div class=quiz><p>Question {n}: by how many centimetres did the river below the town rise in the night \
             of the great flood?</p></div>"
        )
    });
    let html = format!(
        "<title>The river quiz</title><main><article><h1>The river quiz</h1><p>How well do you know the river that \
         runs through the town? Seven questions will tell, and the answers are below.</p>{questions}</article></main>"
    );
    let text = text(&read(&html));
    assert_eq!(text.matches("Question ").count(), 7, "{text}");
}

#[test]
fn a_report_of_many_articles_is_whole() {
    let parts = (1..9).fold(String::new(), |html, n| {
        html + &format!(
            "<article><h1>{n} o'clock</h1><p>At {n} o'clock the water stood at the third step of the bridge, and the \
             fire brigade brought sand from the quarry above the town.</p></article>"
        )
    });
    let html = format!(
        "<title>The river rises</title><main><article><h1>The river rises</h1><p>What happened last in the town by \
         the river, where the water has been rising since the early morning, as it comes in.</p></article>{parts}</main>"
    );
    let text = text(&read(&html));
    assert_eq!(text.matches("third step").count(), 8, "{text}");
}

#[test]
fn a_step_of_a_guide_and_the_plot_under_its_heading_are_text() {
    let step =
        "Mix the flour with the butter and the sugar in a bowl. Let the dough rest for an hour in the cold.";
    let (text, article) = told(
        &format!(
            "<div class=image-left><img src=/a.jpg><p>{step}</p></div><h2>Inhalt</h2><p>Ein Mann kommt nach vielen \
             Jahren in das Dorf zurück, in dem sein Vater einen kleinen Laden hatte.</p>"
        ),
        "",
    );
    assert!(text.contains("Inhalt\n"), "{text}");
    let body = article.document.blocks.iter().any(|block| match block {
        Block::Paragraph { role: Role::Body, spans } => {
            spans.iter().any(|span| span.text.as_str().contains("Mix the"))
        }
        _ => false,
    });
    assert!(body, "{text}");
}
