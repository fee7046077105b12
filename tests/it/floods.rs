//! Servers that send as fast as they can and never come to the point. With the clock of the wall: what they take is
//! time on a thread, which a clock that stands still does not show.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use dateline::fetch::{Chosen, Fetch, Request, Web, WebSettings, What};
use dateline::news::Address;

use crate::support::site::{Served, Site};

/// A server that answers the first who asks with the same bytes until it is left; its address, and its thread, which
/// ends then.
fn flood(bytes: Vec<u8>) -> (Address, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = Address::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let served = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]);
        while stream.write_all(&bytes).is_ok() {}
    });
    (address, served)
}

#[test]
fn interim_answers_without_end_keep_nobody_waiting() {
    let site = Site::new();
    site.put("/", Served::html("good"));
    let other = Address::parse(&site.url("/")).unwrap();
    let large = (0..40).map(|n| format!("X-{n}: {}\r\n", "a".repeat(500))).collect::<Vec<_>>().concat();
    for (name, answer, times) in [
        ("100", "HTTP/1.1 100 Continue\r\n\r\n".to_owned(), 4000),
        ("103", format!("HTTP/1.1 103 Early Hints\r\n{large}\r\n"), 4),
    ] {
        let (address, served) = flood(answer.repeat(times).into_bytes());
        let page = Duration::from_secs(1);
        let web = Web::new(WebSettings { page, ..WebSettings::default() }).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let mut read = 0;
        let fault = runtime.block_on(async {
            let asked = web.get(Request::new(address, Chosen::Typed, What::Page));
            tokio::pin!(asked);
            loop {
                let other = Request::new(other.clone(), Chosen::Typed, What::Page);
                tokio::select! {
                    answer = &mut asked => return answer.unwrap_err(),
                    answer = web.get(other) => read += usize::from(answer.is_ok()),
                }
            }
        });
        assert!(fault.sentence.contains("did not answer in time"), "{name}: {fault}");
        // Hundreds, where nothing else runs on the machine; one or two, where each has to wait for the flood.
        assert!(read >= 5, "{name}: {read} other pages were read meanwhile");
        // The connection is let go, not read on and on.
        served.join().unwrap();
    }
}
