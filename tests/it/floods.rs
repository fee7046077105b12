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

/// A server that answers who asks with the same bytes until it is left, one after the other and so many; its address,
/// and its thread, which ends then.
fn flood(bytes: Vec<u8>, times: usize) -> (Address, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = Address::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let served = thread::spawn(move || {
        for stream in listener.incoming().take(times) {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4096]);
            while stream.write_all(&bytes).is_ok() {}
        }
    });
    (address, served)
}

/// Other pages that are read while a flood lasts.
const OTHERS: usize = 5;

/// Asks for a page and, while nothing has come of that, for others; then for the page alone, with a short deadline. The
/// fault, and whether the others were read first. With all its deadlines the flood lasts longer than any of them.
fn asked_meanwhile(settings: &WebSettings, address: &Address) -> (Fault, bool) {
    let site = Site::new();
    site.put("/", Served::html("good"));
    let other = Address::parse(&site.url("/")).unwrap();
    let page = |address: &Address| Request::new(address.clone(), Chosen::Typed, What::Page);
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let web = Web::with_names(settings.clone(), Arc::new(Here)).unwrap();
    let ended = runtime.block_on(async {
        let asked = web.get(page(address));
        tokio::pin!(asked);
        for _ in 0..OTHERS {
            tokio::select! {
                answer = &mut asked => return Some(answer.unwrap_err()),
                answer = web.get(page(&other)) => drop(answer.unwrap()),
            }
        }
        None
    });
    drop(web);
    if let Some(fault) = ended {
        return (fault, false);
    }
    let settings = WebSettings { page: Duration::from_secs(1), ..settings.clone() };
    let web = Web::with_names(settings, Arc::new(Here)).unwrap();
    (runtime.block_on(web.get(page(address))).unwrap_err(), true)
}

#[test]
fn interim_answers_without_end_keep_nobody_waiting() {
    let large = (0..40).map(|n| format!("X-{n}: {}\r\n", "a".repeat(500))).collect::<Vec<_>>().concat();
    for (name, answer, times) in [
        ("100", "HTTP/1.1 100 Continue\r\n\r\n".to_owned(), 4000),
        ("103", format!("HTTP/1.1 103 Early Hints\r\n{large}\r\n"), 4),
    ] {
        let (address, served) = flood(answer.repeat(times).into_bytes(), 2);
        let (fault, read) = asked_meanwhile(&WebSettings::default(), &address);
        assert!(read, "{name}: the others had to wait for the flood");
        assert!(fault.sentence.contains("did not answer in time"), "{name}: {fault}");
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
        let settings = WebSettings { authorities, ..WebSettings::default() };
        let (fault, read) = asked_meanwhile(&settings, &address);
        assert!(fault.sentence.contains("secure.example") && fault.hint.is_some(), "{name}: {fault}");
        // It got as far as the frames: no other fault stands for theirs.
        let of_frames =
            ["did not answer in time", "breaks the rules of HTTP", "broke off", "too many headers"];
        assert!(of_frames.iter().any(|words| fault.sentence.contains(words)), "{name}: {fault}");
        // What breaks the rules is left before others could be asked.
        assert!(read || !fault.sentence.contains("did not answer in time"), "{name}: the others had to wait");
    }
    drop(end);
    let _ = serving.join().unwrap();
}
