//! What stands beside a story's text and belongs to it: pull quotes, notes on mistakes, footnotes. It is shown, told
//! apart, and is no part of the plain text; what merely looks like it stays out, or stays text.

use dateline::news::{Article, Block, Role};
use dateline::typeset::formats;

use crate::support::page::{prose, read};

fn page(inside: &str, at_the_end: &str) -> Article {
    read(&format!(
        "<title>The river rises</title><main><article><h1>The river rises</h1>{}{inside}{}{at_the_end}</article></main>",
        prose("river"),
        prose("brook")
    ))
}

/// What has a role of its own, with its place among the blocks.
fn set_apart(article: &Article) -> Vec<(Role, String)> {
    fn gather(blocks: &[Block], out: &mut Vec<(Role, String)>) {
        for block in blocks {
            match block {
                Block::Paragraph { role, spans } if *role != Role::Body => {
                    out.push((*role, spans.iter().map(|span| span.text.as_str()).collect::<String>()));
                }
                Block::List { items, .. } => items.iter().for_each(|item| gather(item, out)),
                Block::Quote(inner) => gather(inner, out),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    gather(&article.document.blocks, &mut out);
    out
}

#[test]
fn a_quotation_in_a_box_beside_the_text_is_shown_and_is_no_part_of_the_plain_text() {
    let saying = "We will move all cars to the field above the church.";
    let plain = formats::text(&page("", "").document);
    for (html, roles) in [
        (format!("<aside class='pull-quote'><p>{saying}</p></aside>"), 1),
        (format!("<aside class='c-pullquote right'><blockquote>{saying}</blockquote></aside>"), 1),
        (format!("<aside><blockquote><p>{saying}</p><cite>Ann Berg, mayor</cite></blockquote></aside>"), 2),
        (format!("<aside class=zitat><p>„{saying}“</p><button>Teilen</button></aside>"), 1),
        (
            format!(
                "<aside class=pullquote>{saying}<div class='share-bar'>Share this quote now</div></aside>"
            ),
            1,
        ),
    ] {
        let article = page(&html, "");
        let apart = set_apart(&article);
        let quotes = apart.iter().filter(|(role, _)| *role == Role::PullQuote).count();
        assert_eq!((quotes, apart.len()), (roles, roles), "{html}: {apart:?}");
        assert!(apart[0].1.contains(saying) && !apart[0].1.contains("Share"), "{apart:?}");
        assert_eq!(formats::text(&article.document), plain, "{html}");
        assert_eq!(article.words, page("", "").words);
        let at = article
            .document
            .blocks
            .iter()
            .position(|block| matches!(block, Block::Paragraph { role: Role::PullQuote, .. }));
        assert_eq!(at, Some(5), "between the paragraphs it stood between");
    }
}

#[test]
fn other_boxes_beside_the_text_stay_out() {
    for aside in [
        "<aside class=related><p>The lake that fell by half in one hot and dry summer</p></aside>",
        "<aside class=quote-form><form><p>Ask for a quote today</p><input name=mail></form></aside>",
        "<aside class='pullquote'><p><a href=/lake>The lake that fell by half in one summer</a></p></aside>",
        "<aside><h3>Facts</h3><p>The river is 120 kilometres long and has nine bridges.</p></aside>",
    ] {
        let article = page(aside, "");
        assert_eq!(set_apart(&article), [], "{aside}");
        assert_eq!(formats::text(&article.document), formats::text(&page("", "").document), "{aside}");
    }
    // One that no text follows is no quotation out of it.
    let below = page("", "<aside class=pullquote><p>We will move all cars to the field.</p></aside>");
    assert_eq!(set_apart(&below), []);
}

#[test]
fn a_note_on_a_mistake_is_a_note_wherever_it_stands() {
    for note in [
        "Correction: An earlier version said that the bridge has three arches. It has two.",
        "Korrektur, 14:05 Uhr: Die Brücke hat zwei Bögen, nicht drei, wie hier zuerst stand.",
        "Уточнение: в первой версии говорилось, что у моста три пролёта. Их два.",
        "Rectificatif : une première version parlait de trois arches. Il y en a deux.",
    ] {
        for html in
            [format!("<p><em>{note}</em></p>"), format!("<aside class=correction><p>{note}</p></aside>")]
        {
            let apart = set_apart(&page("", &html));
            assert_eq!(apart, [(Role::Note, note.to_owned())], "{html}");
        }
    }
    let update = "Update (14:05): The bridge is open again for cars, and the buses go as they always did.";
    assert_eq!(set_apart(&page("", &format!("<p>{update}</p>"))), [(Role::Note, update.to_owned())]);
}

#[test]
fn what_only_begins_like_a_note_stays_text_or_out() {
    let sentence = "Correction officers said on Monday that nobody had been hurt: the fire was out by then.";
    let article = page(&format!("<p>{sentence}</p>"), "");
    assert!(set_apart(&article).is_empty() && formats::text(&article.document).contains(sentence));
    // A report that is told in updates is its updates.
    let updates = (1..5).fold(String::new(), |html, hour| {
        html + &format!(
            "<p>Update, {hour}:05 pm: The river has risen by {hour} more centimetres since noon, and the bridge stays \
             closed.</p>"
        )
    });
    let article = page(&updates, "");
    assert!(set_apart(&article).is_empty(), "{:?}", set_apart(&article));
    let asks = "<aside class=corrections><p>Corrections: If you know of a mistake, write to <a href=mailto:desk@portal.example>our desk</a>.</p></aside>";
    assert!(set_apart(&page("", asks)).is_empty());
}

#[test]
fn footnotes_are_shown_at_the_end_and_are_no_part_of_the_plain_text() {
    let mark = "<p>The river has been measured since the year of the great flood<sup><a href='#fn1' id=fnref1>1</a></sup>, \
                and the brook since last year<sup><a href='#fn2' id=fnref2>2</a></sup>, by two different offices.</p>";
    let first = "The office for water, yearly report, page 12.";
    let second = "The town's own gauge at the mill.";
    let plain = formats::text(&page(mark, "").document);
    for notes in [
        format!(
            "<section role=doc-endnotes><hr><ol><li id=fn1><p>{first} <a href='#fnref1' role=doc-backlink>↩︎</a></p></li>\
             <li id=fn2><p>{second} <a href='#fnref2' role=doc-backlink>back to the text</a></p></li></ol></section>"
        ),
        format!(
            "<ol class=footnotes><li id=fn1>{first} <a href='#fnref1'>↩</a></li><li id=fn2>{second} <a href='#fnref2'>↩</a></li></ol>"
        ),
        format!("<div class=x><p id=fn1>{first}</p><p id=fn2>{second}</p></div>"),
    ] {
        let article = page(mark, &notes);
        let expected = [(Role::Footnote, first.to_owned()), (Role::Footnote, second.to_owned())];
        assert_eq!(set_apart(&article), expected, "{notes}");
        assert_eq!(formats::text(&article.document), plain, "{notes}");
        assert_eq!(article.words, page(mark, "").words);
    }
    // A list of sources that a mark leads to is no list of footnotes.
    let cited = mark.replace("#fn", "#cite_note-");
    let sources =
        format!("<ol class=references><li id=cite_note-1>{first}</li><li id=cite_note-2>{second}</li></ol>");
    assert!(set_apart(&page(&cited, &sources)).is_empty());
}

/// Paragraphs of a story, each in what it is given.
fn told_in(open: &str, close: &str) -> String {
    [
        "The ferry to the island stays in port until Friday at least, the harbour office said, because of the wind.",
        "Two roads along the shore are closed. Drivers are asked to take the road over the hill, which is open.",
        "Schools in the three towns by the sea have sent their pupils home, and buses run as they do on Saturdays.",
        "The first trees have come down in the park by the mill. Nobody was hurt, the fire brigade said at noon.",
        "The council has met since the morning, and nobody could say who would pay for the pier and for the lamps.",
        "Shops in the lower town were shut by noon, and the market will be held in the hall of the school uphill.",
    ]
    .map(|text| format!("{open}{text}{close}"))
    .concat()
}

fn story(head: &str, body: &str) -> Article {
    read(&format!(
        "<head><title>Storm on the coast</title>{head}</head><main><h1>Storm on the coast</h1>{body}</main>"
    ))
}

#[test]
fn a_text_whose_paragraphs_are_links_to_one_place_is_read_and_a_list_of_stories_is_not() {
    let plain = formats::text(&story("", &told_in("<p>", "</p>")).document);
    assert_eq!(plain.matches("\n\n").count(), 5);
    for link in ["/storm", "#more", "/storm#read"] {
        let article = story("", &told_in(&format!("<p><a href='{link}'>"), "</a></p>"));
        assert_eq!(formats::text(&article.document), plain, "{link}");
    }
    let mut html = told_in("<p><a href='/N'>", "</a></p>");
    for at in 0..6 {
        html = html.replacen("/N", &format!("/{at}"), 1);
    }
    assert!(story("", &html).notice.is_some(), "each leads to another story");
}

#[test]
fn a_text_in_a_frame_is_read_and_what_a_frame_draws_is_not() {
    let plain = formats::text(&story("", &told_in("<p>", "</p>")).document);
    let framed = format!("<iframe srcdoc=\"{}\"></iframe>", told_in("<p>", "</p>"));
    assert_eq!(formats::text(&story("", &framed).document), plain);
    let chart = "<iframe srcdoc='<p>Wind in the bay, hour by hour, in metres a second</p>'></iframe>";
    let beside = story("", &format!("{}{chart}", told_in("<p>", "</p>")));
    assert_eq!(formats::text(&beside.document), plain);
}

#[test]
fn a_picture_for_readers_without_scripts_stands_in_its_paragraph() {
    let picture = "<p><noscript><img src='/waves.jpg' alt='Waves at the pier'></noscript></p>";
    let html = format!("{}{picture}{}", told_in("<p>", "</p>"), told_in("<p>Later: ", "</p>"));
    let blocks = story("", &html).document.blocks;
    let at = blocks.iter().position(|block| matches!(block, Block::Figure { source: Some(_), .. }));
    assert_eq!(at, Some(6), "{blocks:?}");
}

#[test]
fn the_hour_of_the_last_entry_is_no_description() {
    let article = story("<meta name=description content='12:05'>", &told_in("<p>", "</p>"));
    assert!(article.excerpt.starts_with("The ferry to the island"), "{}", article.excerpt);
}

#[test]
fn parts_of_a_text_that_numbers_lead_to_are_no_footnotes() {
    let parts = (1..4).map(|n| format!("<section id=note-{n}><h2>Part {n}</h2>{}</section>", prose("river")));
    let parts: String = parts.collect();
    let ways = "<p>Parts: <a href=#note-1>1</a> <a href=#note-2>2</a> <a href=#note-3>3</a></p>";
    let whole = format!("<p><a href='#en-1'>1</a></p><div id=en-1>{}</div>", prose("river"));
    for html in [format!("{ways}{parts}"), whole] {
        let article = read(&format!("<title>The river rises</title><main><article>{html}</article></main>"));
        assert!(set_apart(&article).iter().all(|(role, _)| *role != Role::Footnote), "{html}");
        assert!(formats::text(&article.document).matches("centimetres").count() >= 5, "{html}");
    }
}

#[test]
fn what_a_reader_or_another_story_calls_a_correction_is_no_part_of_the_text() {
    let said = "Correction: the author is wrong about the mayor, and about the field above the church too.";
    for html in [
        format!("<div class=comments><div class=comment><b>ann</b><p>{said}</p></div></div>"),
        format!("<div class=comments><p>{said}</p></div>"),
        format!("<aside class=related><h3>More</h3><p>{said}</p><a href=/x>The mill</a></aside>"),
    ] {
        let text = formats::text(&page("", &html).document);
        assert!(!text.contains("the author is wrong"), "{html}: {text}");
    }
}
