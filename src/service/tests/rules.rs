//! What a person says about the text of a source: made from a block, kept in the file, there for the next story.

use super::*;
use crate::extract::Wish;
use crate::news::Article;

fn story(slug: &str, panel: &str) -> Reply {
    let said = |what: &str| {
        format!(
            "<p>The {what} of the committee met in the morning of {slug} and agreed on the plan that had been prepared over the summer.</p>"
        )
    };
    Reply::html(format!(
        "<html lang=en><head><title>Story {slug}</title><meta property=og:type content=article></head><body><main><article>\
         <h1>Story {slug}</h1><div class=story-body><p class=lead-in>Lead of {slug}: what our reader should know of us before.</p>{}\
         <div class=fact-panel><p>{panel} is what nobody asked for in this story.</p></div>{}</div></article></main></body></html>",
        said("head") + &said("second member"),
        said("clerk") + &said("public") + &said("guest"),
    ))
}

fn room() -> Room {
    let room = Room::new(&wire());
    room.web
        .put(FEED, rss(&[("a", "Thu, 13 Nov 2025 09:00:00 GMT"), ("b", "Thu, 13 Nov 2025 08:00:00 GMT")]));
    room.web.put("https://wire.example/a", story("a", "A panel"));
    room.web.put("https://wire.example/b", story("b", "Another panel"));
    room.refresh(true);
    room
}

fn read(room: &Room, title: &str) -> (Target, Article) {
    let target = Target::Story(room.story("2025-11-13", title).id);
    let article = room.run(read_story(&room.desk, &target, &room.now, false, true)).unwrap();
    (target, article)
}

fn says(article: &Article) -> String {
    article.document.texts().collect::<Vec<_>>().join("\n")
}

fn block(article: &Article, words: &str) -> Block {
    let has = |block: &&Block| format!("{block:?}").contains(words);
    article.document.blocks.iter().find(has).unwrap().clone()
}

#[test]
fn not_this_holds_for_the_next_story_and_can_be_undone() {
    let mut room = room();
    // The next story was made ready ahead, without the rule.
    let (_, ahead) = read(&room, "Story b");
    assert!(says(&ahead).contains("Another panel"));
    let (target, article) = read(&room, "Story a");
    room.later(1);
    let wanted = block(&article, "A panel");
    let taught = room.run(teach(&room.desk, &target, wanted, Wish::NotThis, &room.now)).unwrap();
    assert_eq!((taught.rule.as_str(), taught.slug.as_str()), ("div.fact-panel", "wire"));
    assert!(!says(&taught.article).contains("A panel"));
    assert_eq!(room.sources()[0].rules.drop, ["div.fact-panel"]);
    room.later(1);
    let (next, article) = read(&room, "Story b");
    assert!(
        !says(&article).contains("Another panel") && says(&article).contains("The guest of the committee")
    );
    let why = room.run(why(&room.desk, &next, &room.now)).unwrap();
    assert!(why.left_out.iter().any(|left| left.rule == "your rule drop = div.fact-panel"), "{why:?}");
    assert_eq!(why.rules.unwrap().1.drop, ["div.fact-panel"]);
    room.run(undo(&room.desk, &room.now)).unwrap();
    assert!(room.sources()[0].rules.is_empty());
    room.later(1);
    assert!(says(&read(&room, "Story b").1).contains("Another panel"));
}

#[test]
fn starts_here_leaves_out_what_stands_before() {
    let mut room = room();
    let (target, article) = read(&room, "Story a");
    assert!(says(&article).contains("Lead of a"), "{}", says(&article));
    room.later(1);
    let wanted = block(&article, "The head of the committee");
    let taught = room.run(teach(&room.desk, &target, wanted, Wish::StartsHere, &room.now));
    // A plain paragraph after another has no name of its own: nothing can be said of it for other stories.
    let fault = taught.unwrap_err();
    assert_eq!(fault.sentence, "nothing tells this block from the rest of the text");
    assert!(room.sources()[0].rules.is_empty());
    let wanted = block(&article, "Lead of a");
    let same = room.run(teach(&room.desk, &target, wanted, Wish::StartsHere, &room.now));
    assert!(same.is_err(), "the text starts there anyway");
}

#[test]
fn a_rule_that_would_take_the_text_is_refused() {
    let room = room();
    room.web.put(
        "https://wire.example/a",
        Reply::html(format!(
            "<html><head><title>Story a</title></head><body><article><h1>Story a</h1>{}</article></body></html>",
            "<p class=text>The committee met in the morning and agreed on the plan that had been prepared over the summer.</p>"
                .repeat(9)
        )),
    );
    let (target, article) = read(&room, "Story a");
    let wanted = article.document.blocks[3].clone();
    let fault = room.run(teach(&room.desk, &target, wanted, Wish::NotThis, &room.now)).unwrap_err();
    assert_eq!(fault.sentence, "`p.text` would take most of the text away");
}

#[test]
fn the_chosen_text_holds_for_the_source() {
    let room = room();
    let [a, b] = ["Story a", "Story b"].map(|title| Target::Story(room.story("2025-11-13", title).id));
    // What a person types is a page of the source too, a story or not.
    let [typed, other] = ["a", "c"]
        .map(|slug| Target::Typed(Address::parse(&format!("https://wire.example/{slug}")).unwrap()));
    room.web.put("https://wire.example/c", story("c", "A third panel"));
    let shown = |target: &Target| room.run(read_chosen(&room.desk, target, &room.now, true)).unwrap().kind;
    assert_eq!(shown(&a), TextKind::Extracted);
    room.run(choose_text(&room.desk, &a, TextKind::Feed, &room.now)).unwrap();
    assert_eq!((shown(&a), shown(&b), shown(&typed)), (TextKind::Feed, TextKind::Feed, TextKind::Feed));
    assert_eq!(shown(&other), TextKind::Extracted, "it was in no feed");
    room.run(choose_text(&room.desk, &b, TextKind::Page, &room.now)).unwrap();
    assert_eq!((shown(&a), shown(&other)), (TextKind::Page, TextKind::Page));
    room.run(choose_text(&room.desk, &other, TextKind::Extracted, &room.now)).unwrap();
    assert_eq!(shown(&a), TextKind::Extracted);
}
