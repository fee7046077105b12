//! Thousands of sources at once.

use super::*;

/// How many: work that grew with their square would keep this test for many minutes.
const MANY: usize = 3000;

#[test]
fn thousands_of_one_name_come_go_and_come_back_as_one_act() {
    let room = Room::new(&wire());
    let like = room.sources()[0].clone();
    let one = |number: usize| {
        let url = Address::parse(&format!("https://h{number}.example/rss")).unwrap();
        Source { routes: vec![Route::Feed { url }], ..like.clone() }
    };
    let all: Vec<Source> = (0..MANY).map(one).collect();
    assert_eq!(room.run(follow_all(&room.desk, all.clone(), &room.now)).unwrap(), MANY);
    let ids = || room.sources().iter().map(|source| source.slug.to_string()).collect::<Vec<_>>();
    let known: Vec<String> =
        std::iter::once("wire".to_owned()).chain((2..MANY + 2).map(|n| format!("wire-{n}"))).collect();
    assert_eq!(ids(), known);
    room.run(undo(&room.desk, &room.now)).unwrap();
    assert_eq!(ids(), ["wire"]);
    room.run(redo(&room.desk, &room.now)).unwrap();
    assert_eq!(ids(), known);
    // All of them are known.
    assert_eq!(room.run(follow_all(&room.desk, all, &room.now)).unwrap(), 0);
}
