//! Pictures, as far as memory goes: however many are asked for, one is decoded at a time.

use super::*;
use crate::service::pictures::picture;

#[test]
fn one_picture_is_decoded_at_a_time() {
    let room = Room::new("");
    let address = |n: usize| Address::parse(&format!("https://wire.example/{n}.jpg")).unwrap();
    let sample = include_bytes!("../../picture/samples/baseline.jpg");
    for n in 0..3 {
        room.web.put(address(n).as_str(), Reply::new(200, sample).header("Content-Type", "image/jpeg"));
    }
    let target = Target::Typed(Address::parse("https://wire.example/").unwrap());
    room.run(async {
        // Whoever decodes one holds the place until it is done.
        let alone = address(0);
        let mut first = Box::pin(picture(&room.desk, &target, &alone));
        let mut held = false;
        let done = loop {
            if let Some(done) = poll_once(&mut first).await {
                break done;
            }
            held |= poll_once(&mut Box::pin(room.desk.one_picture())).await.is_none();
            tokio::task::yield_now().await;
        };
        assert!(done.is_ok() && held);
        // And whoever finds it held waits, however long.
        let decoded = room.desk.one_picture().await;
        let (one, other) = (address(1), address(2));
        let mut first = Box::pin(picture(&room.desk, &target, &one));
        let mut second = Box::pin(picture(&room.desk, &target, &other));
        while room.web.hits(one.as_str()) + room.web.hits(other.as_str()) < 2 {
            assert!(poll_once(&mut first).await.is_none() && poll_once(&mut second).await.is_none());
            tokio::task::yield_now().await;
        }
        // Whoever is left while he waits holds up nobody.
        drop(first);
        drop(decoded);
        assert!(second.await.is_ok());
    });
}

#[test]
fn what_is_asked_before_the_store_agrees_with_the_sources_is_asked_as_they_say() {
    let (home, web) = (tempfile::tempdir().unwrap(), Arc::new(Canned::new()));
    let paths = paths_with(home.path(), &wire());
    web.put(FEED, rss(&[("grain", "Thu, 13 Nov 2025 08:00:00 GMT")]));
    web.put("https://wire.example/grain", super::article("Grain"));
    let sample = include_bytes!("../../picture/samples/baseline.jpg");
    let address = Address::parse("https://wire.example/grain.jpg").unwrap();
    web.put(address.as_str(), Reply::new(200, sample).header("Content-Type", "image/jpeg"));
    let (now, runtime) = (noon(), runtime());
    let open = || Desk::open_at_once(web.clone(), &paths, crate::news::Refresh::Never).unwrap();
    let desk = open();
    runtime.block_on(sync_sources(&desk, &now)).unwrap();
    runtime.block_on(refresh_live(&desk, &desk.sources(), &now, true, |_| {})).unwrap();
    let edition = desk.read(|store| store.edition(Scope::All, day("2025-11-13").only())).wait().unwrap();
    drop(desk);
    // A story that was open when the program was left is there before its source is.
    let target = Target::Story(edition.rows[0].id);
    let own = Some(("wire.example".to_owned(), 443));
    runtime.block_on(picture(&open(), &target, &address)).unwrap();
    assert_eq!(web.requests(address.as_str())[0].trusted, own);
    runtime.block_on(read_story(&open(), &target, &now, true, true)).unwrap();
    let grain = "https://wire.example/grain";
    assert_eq!(web.requests(grain)[0].trusted, own);
    runtime.block_on(look_at_link(&open(), &Address::parse(grain).unwrap(), &now)).unwrap();
    assert_eq!(web.requests(grain)[1].trusted, own);
    // What is wrong with the file keeps nobody from reading.
    std::fs::write(paths.sources_file(), "[[source]").unwrap();
    let read = runtime.block_on(read_story(&open(), &target, &now, true, true)).unwrap();
    assert!(read.words > 0);
    assert_eq!(web.requests(grain)[2].trusted, None);
}

/// What a future has to say now.
async fn poll_once<T>(asked: &mut std::pin::Pin<Box<impl Future<Output = T>>>) -> Option<T> {
    std::future::poll_fn(|cx| {
        std::task::Poll::Ready(match asked.as_mut().poll(cx) {
            std::task::Poll::Ready(done) => Some(done),
            std::task::Poll::Pending => None,
        })
    })
    .await
}
