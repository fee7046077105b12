//! Articles that are not in one piece.

use super::*;

const STORY: &str = "https://wire.example/rivers";

fn page(words: &str, rest: &str) -> Reply {
    let text = format!(
        "<p>{}</p>",
        format!("The {words} of the river rose again in the night, they said. ").repeat(6)
    );
    Reply::html(format!(
        "<html lang=en><head><title>Rivers rise</title><meta property=og:type content=article></head>\
         <body><article><h1>Rivers rise</h1>{}</article><nav>{rest}</nav></body></html>",
        text.repeat(3)
    ))
}

fn read(room: &Room) -> crate::news::Article {
    let target = Target::Typed(Address::parse(STORY).unwrap());
    room.run(read_story(&room.desk, &target, &room.now, true, true)).unwrap()
}

fn said(article: &crate::news::Article, words: &str) -> usize {
    format!("{:?}", article.document).matches(&format!("The {words} of the river rose")).count()
}

#[test]
fn the_pages_of_an_article_are_joined() {
    let room = Room::new("");
    room.web
        .put(STORY, page("bank", "<a href=/rivers/2>2</a> <a href=/rivers/3>3</a> <a href=/lakes/2>2</a>"));
    room.web.put(&format!("{STORY}/2"), page("bed", "<a href=/rivers>1</a> <a href=/rivers/3>3</a>"));
    room.web.put(&format!("{STORY}/3"), page("mouth", "<a href=/rivers/2>2</a>"));
    let article = read(&room);
    assert_eq!(article.notice, None);
    for part in ["bank", "bed", "mouth"] {
        assert!(said(&article, part) > 0, "{part}");
    }
    let alone = said(&article, "bank") + said(&article, "bed") + said(&article, "mouth");
    assert!(article.words as usize >= alone * 11, "{} words", article.words);
}

#[test]
fn a_page_that_is_missing_is_said() {
    let room = Room::new("");
    room.web.put(STORY, page("bank", "<a href=/rivers/2>2</a>"));
    let article = read(&room);
    assert!(said(&article, "bank") > 0);
    let notice = article.notice.unwrap().to_string();
    assert!(notice.starts_with("page 2 is missing; "), "{notice}");
}

#[test]
fn a_page_with_few_words_gives_way_to_its_leaner_copy() {
    let room = Room::new("");
    let thin = "<html><head><title>Rivers rise</title><link rel=amphtml href=/amp/rivers></head>\
                <body><div id=root></div><script src=/x.js></script></body></html>";
    room.web.put(STORY, Reply::html(thin.to_owned()));
    room.web.put("https://wire.example/amp/rivers", page("bank", ""));
    let article = read(&room);
    assert!(said(&article, "bank") > 0);
    assert_eq!((article.notice, article.address), (None, Address::parse(STORY).ok()));
}
