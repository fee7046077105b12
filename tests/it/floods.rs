//! Servers that send as fast as they can and never come to the point. With the clock of the wall: what they take is
//! time on a thread, which a clock that stands still does not show.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use dateline::fetch::{Chosen, Fetch, Request, Web, WebSettings, What};
use dateline::news::{Address, Fault};
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

use crate::hostile_web::{Act, CA, GOOD, Here, frame, serve_securely};
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

/// Asks for a page, and for other pages until that has failed: the fault, and how many of the others were read.
fn asked_meanwhile(settings: WebSettings, address: &Address) -> (Fault, usize) {
    let site = Site::new();
    site.put("/", Served::html("good"));
    let other = Address::parse(&site.url("/")).unwrap();
    let web = Web::with_names(settings, Arc::new(Here)).unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let mut read = 0;
    let fault = runtime.block_on(async {
        let asked = web.get(Request::new(address.clone(), Chosen::Typed, What::Page));
        tokio::pin!(asked);
        loop {
            let other = Request::new(other.clone(), Chosen::Typed, What::Page);
            tokio::select! {
                answer = &mut asked => return answer.unwrap_err(),
                answer = web.get(other) => read += usize::from(answer.is_ok()),
            }
        }
    });
    (fault, read)
}

fn in_a_second() -> WebSettings {
    WebSettings { page: Duration::from_secs(1), ..WebSettings::default() }
}

#[test]
fn interim_answers_without_end_keep_nobody_waiting() {
    let large = (0..40).map(|n| format!("X-{n}: {}\r\n", "a".repeat(500))).collect::<Vec<_>>().concat();
    for (name, answer, times) in [
        ("100", "HTTP/1.1 100 Continue\r\n\r\n".to_owned(), 4000),
        ("103", format!("HTTP/1.1 103 Early Hints\r\n{large}\r\n"), 4),
    ] {
        let (address, served) = flood(answer.repeat(times).into_bytes());
        let (fault, read) = asked_meanwhile(in_a_second(), &address);
        assert!(fault.sentence.contains("did not answer in time"), "{name}: {fault}");
        // Hundreds, where nothing else runs on the machine; one or two, where each has to wait for the flood.
        assert!(read >= 5, "{name}: {read} other pages were read meanwhile");
        // The connection is let go, not read on and on.
        served.join().unwrap();
    }
}

/// A server of HTTP/2 that lives in a runtime.
fn server_port(handle: &Handle, script: Vec<Act>) -> u16 {
    let (tell, told) = channel();
    handle.spawn(async move { tell.send(serve_securely(GOOD, b"h2", script).await) });
    told.recv().unwrap()
}

#[test]
fn frames_of_http2_without_end_keep_nobody_waiting() {
    const STATUS_200: &[u8] = &[0x88];
    let server = Builder::new_current_thread().enable_all().build().unwrap();
    let handle = server.handle().clone();
    let (end, ended) = oneshot::channel::<()>();
    let serving = thread::spawn(move || server.block_on(ended));
    let settings = || Act::Send(frame(4, 0, 0, &[]));
    let begun = || Act::Send(frame(1, 4, 1, STATUS_200));
    let flood = |frame: Vec<u8>| Act::Forever(frame.repeat(2000), 0);
    let small_field = [0, 1, b'x', 1, b'y'];
    for (name, script) in [
        ("settings", vec![flood(frame(4, 0, 0, &[]))]),
        ("settings of a window of none", vec![flood(frame(4, 0, 0, &[0, 4, 0, 0, 0, 0]))]),
        ("pings", vec![settings(), flood(frame(6, 0, 0, &[0; 8]))]),
        ("window updates", vec![settings(), flood(frame(8, 0, 0, &[0, 0, 0, 1]))]),
        ("priorities", vec![settings(), flood(frame(2, 0, 3, &[0, 0, 0, 0, 1]))]),
        ("frames of no kind", vec![settings(), flood(frame(0xee, 0, 0, &[7; 64]))]),
        ("empty data", vec![settings(), begun(), flood(frame(0, 0, 1, &[]))]),
        ("padding", vec![settings(), begun(), flood(frame(0, 8, 1, &[200; 201]))]),
        (
            "continuations",
            vec![settings(), Act::Send(frame(1, 0, 1, STATUS_200)), flood(frame(9, 0, 1, &small_field))],
        ),
        ("resets of streams nobody opened", vec![settings(), flood(frame(3, 0, 9, &[0, 0, 0, 8]))]),
        ("goodbyes", vec![settings(), flood(frame(7, 0, 0, &[0, 0, 0, 1, 0, 0, 0, 0]))]),
    ] {
        let port = server_port(&handle, script);
        let address = Address::parse(&format!("https://secure.example:{port}/")).unwrap();
        let authorities = vec![CertificateDer::from_pem_slice(CA).unwrap().to_vec()];
        let (fault, read) = asked_meanwhile(WebSettings { authorities, ..in_a_second() }, &address);
        assert!(fault.sentence.contains("secure.example") && fault.hint.is_some(), "{name}: {fault}");
        // It got as far as the frames: no other fault stands for theirs.
        let of_frames = [
            "did not answer in time",
            "breaks the rules of HTTP",
            "is not HTTP",
            "broke off",
            "too many headers",
        ];
        assert!(of_frames.iter().any(|words| fault.sentence.contains(words)), "{name}: {fault}");
        // What breaks the rules is left before others could be asked.
        let late = fault.sentence.contains("did not answer in time");
        assert!(!late || read >= 5, "{name}: {read} other pages were read meanwhile");
    }
    drop(end);
    let _ = serving.join().unwrap();
}
