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
