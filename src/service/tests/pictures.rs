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
        let decoded = room.desk.one_picture().await;
        let (one, other) = (address(0), address(1));
        let mut first = Box::pin(picture(&room.desk, &target, &one));
        let mut second = Box::pin(picture(&room.desk, &target, &other));
        // Both have their bytes, and nothing to wait for but the place.
        for _ in 0..100 {
            assert!(poll_once(&mut first).await.is_none() && poll_once(&mut second).await.is_none());
        }
        assert_eq!((room.web.hits(address(0).as_str()), room.web.hits(address(1).as_str())), (1, 1));
        // Whoever is left while he waits holds up nobody.
        drop(first);
        drop(decoded);
        assert!(second.await.is_ok());
        assert!(picture(&room.desk, &target, &address(2)).await.is_ok());
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
