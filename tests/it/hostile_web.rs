//! A web that means harm: each fault of a server by its name, with the product's own limits.
//!
//! The clock stands still and is put forward whenever nobody has anything to do (tokio's paused time), so a
//! server that drips for twenty seconds costs none; server and client therefore live in one runtime. The
//! certificates of `secure.example` are the tests' own, signed by an authority that nobody else trusts.

use std::collections::HashMap;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dateline::fetch::{Answer, Chosen, Fetch, Looking, Names, Request, Web, WebSettings, What};
use dateline::news::{Address, Fault, FaultKind};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::time::{Instant, sleep};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::commands::Home;
use crate::support::site::{Served, Site};

pub const CA: &[u8] = include_bytes!("certificates/ca.pem");
pub const GOOD: &[u8] = include_bytes!("certificates/good.pem");
const EXPIRED: &[u8] = include_bytes!("certificates/expired.pem");

/// What a server does once it has been spoken to; at the end it closes.
#[derive(Clone)]
pub enum Act {
    Send(Vec<u8>),
    Rest(u64),
    /// The same bytes every so many milliseconds until the client has gone.
    Forever(Vec<u8>, u64),
    /// The connection is reset.
    Reset,
}

use Act::{Forever, Reset, Rest, Send};

fn text(words: &str) -> Act {
    Send(words.as_bytes().to_vec())
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

async fn act(stream: &mut (impl AsyncWrite + Unpin), script: &[Act]) -> io::Result<()> {
    for act in script {
        match act {
            Send(bytes) => stream.write_all(bytes).await?,
            Rest(pause) => sleep(Duration::from_millis(*pause)).await,
            Forever(bytes, pause) => loop {
                stream.write_all(bytes).await?;
                stream.flush().await?;
                sleep(Duration::from_millis(*pause)).await;
            },
            Reset => {}
        }
        stream.flush().await?;
    }
    Ok(())
}

/// Reads until what was sent ends a request's head (or the greeting of HTTP/2, which does too).
async fn hear(stream: &mut (impl AsyncRead + Unpin)) {
    let (mut head, mut byte) = (Vec::new(), [0]);
    // Whoever begins with a TLS greeting waits for an answer to it.
    while !head.ends_with(b"\r\n\r\n")
        && head.first() != Some(&0x16)
        && stream.read(&mut byte).await.is_ok_and(|n| n == 1)
    {
        head.push(byte[0]);
    }
}

/// A server for one script; its port.
async fn serve(script: Vec<Act>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let script = script.clone();
            tokio::spawn(async move {
                if matches!(script.first(), Some(Reset)) {
                    // Closed with bytes unread, the system resets it.
                    let _ = stream.readable().await;
                    return;
                }
                hear(&mut stream).await;
                let _ = act(&mut stream, &script).await;
            });
        }
    });
    port
}

/// The same behind TLS, with a certificate of `secure.example`.
pub async fn serve_securely(pem: &'static [u8], protocol: &'static [u8], script: Vec<Act>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let _ = rustls::crypto::ring::default_provider().install_default();
    let certificate = CertificateDer::from_pem_slice(pem).unwrap();
    let key = PrivateKeyDer::from_pem_slice(pem).unwrap();
    let mut config =
        ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate], key).unwrap();
    config.alpn_protocols = vec![protocol.to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, script) = (acceptor.clone(), script.clone());
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                hear(&mut stream).await;
                let _ = act(&mut stream, &script).await;
            });
        }
    });
    port
}

/// Every name here is this machine, but for those that have no address or other ones.
pub struct Here;

impl Names for Here {
    fn lookup(&self, host: &str) -> Looking {
        let table = HashMap::from([
            ("rebound.example", vec!["127.0.0.1"]),
            ("metadata.example", vec!["169.254.169.254"]),
            ("mapped.example", vec!["::ffff:10.0.0.1"]),
            ("translated.example", vec!["64:ff9b::7f00:1"]),
            ("tunnelled.example", vec!["2002:7f00:1::"]),
            ("empty.example", vec![]),
            ("secure.example", vec!["127.0.0.1"]),
            ("other.example", vec!["127.0.0.1"]),
        ]);
        let found = table.get(host).cloned();
        Box::pin(async move {
            let found = found.ok_or_else(|| io::Error::other("Name or service not known"))?;
            Ok(found.into_iter().map(|ip| ip.parse::<IpAddr>().unwrap()).collect())
        })
    }
}

fn web() -> Web {
    let authorities = vec![CertificateDer::from_pem_slice(CA).unwrap().to_vec()];
    Web::with_names(WebSettings { authorities, wires: 0, ..WebSettings::default() }, Arc::new(Here)).unwrap()
}

async fn get(web: &Web, address: &str, chosen: Chosen, what: What) -> Result<Answer, Fault> {
    web.get(Request::new(Address::parse(address).unwrap(), chosen, what)).await
}

async fn page(port: u16) -> Result<Answer, Fault> {
    get(&web(), &format!("http://127.0.0.1:{port}/"), Chosen::Typed, What::Page).await
}

/// A fault that a reader can do something with: it names the host, says a cause and a way out.
fn assert_told(name: &str, fault: &Fault, words: &str) {
    assert!(fault.sentence.contains(words), "{name}: {fault} ({:?})", fault.cause);
    assert!(fault.sentence.contains("127.0.0.1") || fault.sentence.contains(".example"), "{name}: {fault}");
    assert!(fault.hint.is_some() && fault.cause.is_some(), "{name}: {fault:?}");
}

#[tokio::test(start_paused = true)]
async fn what_is_slow_or_has_no_end_ends_at_its_deadline() {
    let drip = |bytes: &str| Forever(bytes.as_bytes().to_vec(), 1000);
    let chunked = || text(&format!("{OK}Transfer-Encoding: chunked\r\n\r\n"));
    let rows: [(&str, Vec<Act>); 9] = [
        ("no answer at all", vec![Rest(3_600_000)]),
        ("a head that drips", vec![text("HTTP/1.1 200 OK\r\nX-Slow: "), drip("a")]),
        ("headers that drip", vec![text("HTTP/1.1 200 OK\r\n"), drip("X-More: yes\r\n")]),
        ("interim answers without end", vec![drip("HTTP/1.1 103 Early Hints\r\n\r\n")]),
        ("a body that drips", vec![text(&format!("{OK}Content-Length: 100000\r\n\r\n")), drip("a")]),
        ("chunks that drip", vec![chunked(), drip("1\r\na\r\n")]),
        (
            "bursts and rests",
            vec![
                chunked(),
                Forever(b"400\r\n".iter().copied().chain([b'a'; 1024]).chain(*b"\r\n").collect(), 9000),
            ],
        ),
        ("a body that stops", vec![text(&format!("{OK}Content-Length: 9\r\n\r\nhalf")), Rest(3_600_000)]),
        ("a chunk's extension without end", vec![chunked(), text("1;"), drip("name=value;")]),
    ];
    for (name, script) in rows {
        let port = serve(script).await;
        let web = web();
        for (what, limit) in [(What::Page, 20), (What::Feed, 30), (What::Archive, 20)] {
            let started = Instant::now();
            let asked = get(&web, &format!("http://127.0.0.1:{port}/"), Chosen::Typed, what).await;
            assert_told(name, &asked.unwrap_err(), "did not answer in time");
            let took = started.elapsed();
            assert!(took <= Duration::from_millis(limit * 1000 + 50), "{name} took {took:?}");
        }
    }
}

/// A page that is there to its end, whose server then says nothing more and keeps the connection.
#[tokio::test(start_paused = true)]
async fn a_whole_page_before_a_silence_is_read() {
    let old = "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n";
    let long = format!("{OK}Content-Length: 900\r\n\r\n");
    let page = "<html><p>All of it.</p></html>\n<!-- made in 2 s -->\n";
    let packed = zstd::encode_all(page.as_bytes(), 1).unwrap();
    let coded = "HTTP/1.0 200 OK\r\nContent-Encoding: zstd\r\n\r\n";
    for (name, head, body, most) in [
        ("no length", old, page.as_bytes(), 1),
        ("no length, packed", coded, &packed, 10),
        ("a length that is too long", &long, page.as_bytes(), 10),
    ] {
        let script = vec![text(head), Send(body.to_vec()), Rest(3_600_000)];
        let started = Instant::now();
        let answer = self::page(serve(script).await).await.unwrap_or_else(|fault| panic!("{name}: {fault}"));
        assert_eq!(answer.body.unwrap(), page.as_bytes(), "{name}");
        let took = started.elapsed();
        assert!(took <= Duration::from_millis(most * 1000 + 50), "{name} took {took:?}");
    }
    // What comes after a pause belongs to it; without its end it is half a page.
    let late =
        vec![text(old), text("<html><p>All</html>"), Rest(900), text("<p>of it.</html>"), Rest(3_600_000)];
    assert_eq!(
        self::page(serve(late).await).await.unwrap().body.unwrap(),
        b"<html><p>All</html><p>of it.</html>"
    );
    let half = vec![text(old), text("<html><p>All of"), Rest(3_600_000)];
    assert_told("half", &self::page(serve(half).await).await.unwrap_err(), "did not answer in time");
}

#[tokio::test(start_paused = true)]
async fn what_is_endless_and_quick_is_cut_or_refused() {
    let chunk = format!("10000\r\n{}\r\n", "a".repeat(0x10000)).into_bytes();
    let endless = vec![text(&format!("{OK}Transfer-Encoding: chunked\r\n\r\n")), Forever(chunk, 1)];
    let answer = page(serve(endless).await).await.unwrap();
    assert!(answer.cut && answer.body.unwrap().len() == 10 << 20);
    let blank = vec![Forever(b"\r\n".repeat(1000), 1)];
    assert_told("blank lines without end", &page(serve(blank).await).await.unwrap_err(), "far too many");
    let unframed = vec![text(&format!("{OK}\r\n")), Forever(vec![b'a'; 1 << 16], 1)];
    assert!(page(serve(unframed).await).await.unwrap().cut);

    let headers = |line: &str| vec![text("HTTP/1.1 200 OK\r\n"), Forever(line.repeat(1000).into_bytes(), 1)];
    for (name, script) in [
        ("headers without end", headers("X-Header: with a value\r\n")),
        ("a header without end", headers("a value that goes on and on ")),
        ("cookies without end", headers("Set-Cookie: a=b\r\n")),
    ] {
        assert_told(name, &page(serve(script).await).await.unwrap_err(), "far too many headers");
    }
}

#[tokio::test(start_paused = true)]
async fn many_headers_are_read_as_browsers_read_them() {
    let cookies = format!("Set-Cookie: c={}\r\n", "v".repeat(800)).repeat(300);
    let script = vec![text(&format!("{OK}{cookies}Content-Length: 4\r\n\r\nhere"))];
    assert_eq!(page(serve(script).await).await.unwrap().body.unwrap(), b"here");
}

#[tokio::test(start_paused = true)]
async fn answers_that_are_wrong_are_faults_and_never_half_a_page() {
    let head = |rest: &str| vec![text(&format!("{OK}{rest}"))];
    let chunked = "Transfer-Encoding: chunked\r\n\r\n";
    let packed =
        |beside: String, after: &str| head(&format!("{chunked}4{beside}\r\nhalf\r\n0\r\n{after}\r\n"));
    let part = "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-3/8\r\nContent-Length: 4\r\n\r\nhalf";
    let part = vec![text(part)];
    let broke = "broke off";
    let not_http = "is not HTTP";
    let breach = "breaks the rules of HTTP";
    let rows: [(&str, Vec<Act>, &str); 23] = [
        ("a length that is too long", head("Content-Length: 100\r\n\r\nhalf"), broke),
        ("a chunk that breaks off", head("Transfer-Encoding: chunked\r\n\r\n64\r\nhalf"), broke),
        ("chunks without their end", head("Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n"), broke),
        ("a chunk without a size", head("Transfer-Encoding: chunked\r\n\r\nsize\r\na\r\n"), ""),
        ("a chunk of 2^70", head("Transfer-Encoding: chunked\r\n\r\n400000000000000000\r\na\r\n"), ""),
        ("two lengths", head("Content-Length: 4\r\nContent-Length: 5\r\n\r\nhalf!"), breach),
        ("a length below zero", head("Content-Length: -1\r\n\r\nhalf"), breach),
        (
            "a length of 2^64 - 1",
            head("Content-Length: 18446744073709551615\r\n\r\nhalf"),
            "impossible length",
        ),
        ("a length in words", head("Content-Length: four\r\n\r\nhalf"), breach),
        ("a length of 10^23", head("Content-Length: 100000000000000000000000\r\n\r\nhalf"), breach),
        ("a chunk with megabytes beside its size", packed(";a=b".repeat(1 << 20), ""), breach),
        ("trailers of megabytes", packed(String::new(), &"X-T: y\r\n".repeat(1 << 20)), breach),
        (
            "a body in crumbs",
            head(&format!("Transfer-Encoding: chunked\r\n\r\n{}", "1\r\na\r\n".repeat(250_000))),
            "comes in crumbs",
        ),
        ("a part nobody asked for", part, "sent only a part of the page (206)"),
        ("another protocol", vec![text("HTTP/1.1 101 Switching Protocols\r\n\r\nmore")], "not known (101)"),
        ("a page without a head", vec![text("<html><p>words</p></html>")], not_http),
        ("a radio", vec![text("ICY 200 OK\r\nicy-name: x\r\n\r\n")], not_http),
        ("a reset", vec![Reset], broke),
        ("nothing", vec![], broke),
        ("a mail server", vec![text("220 mail.example ESMTP\r\n")], not_http),
        ("null bytes", vec![Send(vec![0; 400])], not_http),
        ("a status of letters", vec![text("HTTP/1.1 OK\r\n\r\n")], not_http),
        ("HTTP of another age", vec![text("HTTP/7.0 200 OK\r\n\r\n")], not_http),
    ];
    for (name, script, words) in rows {
        assert_told(name, &page(serve(script).await).await.unwrap_err(), words);
    }
    // More than was announced is not read.
    let more = head("Content-Length: 4\r\n\r\nhalf and more");
    assert_eq!(page(serve(more).await).await.unwrap().body.unwrap(), b"half");
}

#[tokio::test]
async fn a_connection_that_was_closed_just_when_it_was_used_again_is_no_fault() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let nth = counted.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(async move {
                hear(&mut stream).await;
                // The third one breaks off at once.
                if nth < 2 {
                    let _ = act(&mut stream, &[text(&format!("{OK}Content-Length: 4\r\n\r\nhere"))]).await;
                    hear(&mut stream).await;
                }
            });
        }
    });
    let web = web();
    let address = format!("http://127.0.0.1:{port}/");
    for _ in 0..2 {
        let answer = get(&web, &address, Chosen::Typed, What::Page).await.unwrap();
        assert_eq!(answer.body.unwrap(), b"here");
    }
    assert_eq!(connections.load(Ordering::SeqCst), 2, "asked once more, of a new connection");
    let fault = get(&self::web(), &address, Chosen::Typed, What::Page).await.unwrap_err();
    assert_told("at first contact", &fault, "broke off");
    assert_eq!(connections.load(Ordering::SeqCst), 3, "and not asked twice");
}

#[tokio::test(start_paused = true)]
async fn a_bomb_of_any_coding_is_dropped_by_its_ratio() {
    let zeros = vec![0; 3 << 20];
    let packed = zstd::encode_all(&*zeros, 1).unwrap();
    let length = packed.len();
    for (name, codings) in [("a bomb", "zstd"), ("a bomb named twice", "identity, zstd")] {
        let head = format!("{OK}Content-Encoding: {codings}\r\nContent-Length: {length}\r\n\r\n");
        let port = serve(vec![text(&head), Send(packed.clone())]).await;
        for what in [What::Page, What::Feed, What::Archive] {
            let asked = get(&web(), &format!("http://127.0.0.1:{port}/"), Chosen::Typed, what).await;
            assert_told(name, &asked.unwrap_err(), "unpacks to far more than any page");
        }
    }
    let often = format!("{OK}Content-Encoding: gzip, gzip, gzip\r\nContent-Encoding: br, br\r\n\r\nx");
    assert_told("five codings", &page(serve(vec![text(&often)]).await).await.unwrap_err(), "over and over");
    let torn = format!("{OK}Content-Encoding: br\r\nContent-Length: 9\r\n\r\n\u{2}not br a");
    assert_told("no brotli", &page(serve(vec![text(&torn)]).await).await.unwrap_err(), "cannot be unpacked");
}

#[tokio::test(start_paused = true)]
async fn a_host_that_cannot_prove_itself_is_not_read() {
    let page = || vec![text(&format!("{OK}Content-Length: 4\r\n\r\nsafe"))];
    let good = serve_securely(GOOD, b"http/1.1", page()).await;
    let expired = serve_securely(EXPIRED, b"http/1.1", page()).await;
    let plain = serve(page()).await;
    let ask = async |host: &str, port: u16| {
        get(&web(), &format!("https://{host}:{port}/"), Chosen::Typed, What::Page).await
    };
    assert_eq!(ask("secure.example", good).await.unwrap().body.unwrap(), b"safe");
    let told = async |host: &str, port: u16, words: &str| {
        assert_told(words, &ask(host, port).await.unwrap_err(), words);
    };
    told("secure.example", expired, "its certificate has expired").await;
    told("other.example", good, "its certificate belongs to another host").await;
    told("secure.example", plain, "no secure connection to secure.example").await;
    let stranger =
        Web::with_names(WebSettings { wires: 0, ..WebSettings::default() }, Arc::new(Here)).unwrap();
    let asked = get(&stranger, &format!("https://secure.example:{good}/"), Chosen::Typed, What::Page).await;
    let fault = asked.unwrap_err();
    // A machine without any roots says that instead.
    assert!(
        fault.sentence.contains("nobody this machine trusts") || fault.kind == FaultKind::Config,
        "{fault}"
    );
}

#[tokio::test(start_paused = true)]
async fn http_and_https_mixed_up_are_told_as_that() {
    let secure = serve_securely(GOOD, b"http/1.1", vec![text(&format!("{OK}\r\n"))]).await;
    let plain = serve(vec![text(&format!("{OK}Content-Length: 4\r\n\r\nhere"))]).await;
    // As servers answer that notice it themselves, and those that just hang up.
    let noticed = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    let noticed = serve(vec![text(noticed)]).await;
    let alert = serve(vec![Send(vec![0x15, 3, 1, 0, 2, 2, 70])]).await;
    let silent = serve(vec![]).await;
    let ask = async |scheme: &str, port: u16| {
        let asked =
            get(&web(), &format!("{scheme}://secure.example:{port}/"), Chosen::Typed, What::Page).await;
        let fault = asked.unwrap_err();
        format!("{}: {}", fault.sentence, fault.hint.unwrap_or_default())
    };
    for (scheme, port, words) in [
        (
            "http",
            secure,
            "what secure.example answered is not HTTP: it may speak https only: try its address with https://",
        ),
        ("http", alert, "try its address with https://"),
        ("http", noticed, "refused the question (400)"),
        ("http", silent, "broke off"),
        ("https", plain, "it does not speak https there: try its address with http://, or another port"),
        ("https", alert, "it refuses those that are safe: open the address in a browser"),
        ("https", silent, "broke off: try again"),
    ] {
        let said = ask(scheme, port).await;
        assert!(said.contains(words), "{scheme}: {said}");
    }
}

/// A frame of HTTP/2 (RFC 9113, 4.1).
pub fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = payload.len() as u32;
    let mut frame = length.to_be_bytes()[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame
}

#[tokio::test(start_paused = true)]
async fn floods_of_http2_end_in_a_sentence() {
    const STATUS_200: &[u8] = &[0x88];
    let settings = || Send(frame(4, 0, 0, &[]));
    let flood = |frame: &[u8]| Forever(frame.repeat(500), 1000);
    let begun = || Send(frame(1, 4, 1, STATUS_200));
    let many: Vec<u8> = (0..2000)
        .flat_map(|n| {
            let (name, value) = (format!("x{n:06}"), [b'v'; 100]);
            let mut field = vec![0, name.len() as u8];
            field.extend(name.as_bytes());
            field.push(value.len() as u8);
            field.extend(value);
            field
        })
        .collect();
    let continued = many.chunks(16_000).map(|piece| Send(frame(9, 0, 1, piece)));
    let rows: [(&str, Vec<Act>); 9] = [
        ("pings", vec![settings(), flood(&frame(6, 0, 0, &[0; 8]))]),
        ("settings", vec![flood(&frame(4, 0, 0, &[]))]),
        ("window updates", vec![settings(), flood(&frame(8, 0, 0, &[0, 0, 0, 1]))]),
        ("empty data", vec![settings(), begun(), flood(&frame(0, 0, 1, &[]))]),
        ("priorities", vec![settings(), flood(&frame(2, 0, 3, &[0, 0, 0, 0, 1]))]),
        ("frames of no kind", vec![settings(), flood(&frame(0xee, 0, 0, &[7; 64]))]),
        (
            "continuations",
            [settings(), Send(frame(1, 0, 1, STATUS_200))]
                .into_iter()
                .chain(continued)
                .chain([Rest(3_600_000)])
                .collect(),
        ),
        ("a reset stream", vec![settings(), Send(frame(3, 0, 1, &[0, 0, 0, 0xb])), Rest(3_600_000)]),
        ("a frame that is too long", vec![settings(), Send(frame(0, 0, 1, &[0; 1 << 17])), Rest(3_600_000)]),
    ];
    for (name, script) in rows {
        let port = serve_securely(GOOD, b"h2", script).await;
        let started = Instant::now();
        let asked = get(&web(), &format!("https://secure.example:{port}/"), Chosen::Typed, What::Page).await;
        let fault = asked.unwrap_err();
        assert_told(name, &fault, "secure.example");
        let known =
            ["did not answer in time", "breaks the rules of HTTP/2", "broke off", "far too many headers"];
        assert!(
            known.iter().any(|words| fault.sentence.contains(words)),
            "{name}: {fault} ({:?})",
            fault.cause
        );
        assert!(started.elapsed() <= Duration::from_millis(20_050), "{name} took {:?}", started.elapsed());
    }
    // An honest answer over HTTP/2 is read.
    let answer = vec![settings(), begun(), Send(frame(0, 1, 1, b"two")), Rest(1000)];
    let port = serve_securely(GOOD, b"h2", answer).await;
    let asked = get(&web(), &format!("https://secure.example:{port}/"), Chosen::Typed, What::Page).await;
    assert_eq!(asked.unwrap().body.unwrap(), b"two");
}

#[tokio::test(start_paused = true)]
async fn no_spelling_of_a_private_host_is_reached_by_a_page_or_a_redirect() {
    let inside = serve(vec![text(&format!("{OK}Content-Length: 6\r\n\r\nsecret"))]).await;
    let hosts = [
        "127.0.0.1",
        "127.1",
        "127.0.1",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "2130706433",
        "017700000001",
        "127.0.0.1.",
        "0",
        "0.0.0.0",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "a.localhost",
        "localhost%2e",
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2002:7f00:1::1]",
        "[fe80::1]",
        "[fd00::1]",
        "[2001:0:7f00:1::]",
        "user@127.0.0.1",
        "user:pass@localhost",
        "good.example@127.0.0.1",
        "①②⑦.⓪.⓪.①",
        "１２７。0。0。1",
        "169.254.169.254",
        "metadata.google.internal",
        "router.local",
        "rebound.example",
        "rebound.example.",
        "metadata.example",
        "mapped.example",
        "translated.example",
        "tunnelled.example",
    ];
    let web = web();
    for host in hosts {
        let address = format!("http://{host}:{inside}/");
        for what in [What::Page, What::Feed] {
            let Ok(parsed) = Address::parse(&address) else { continue };
            let fault = web.get(Request::new(parsed, Chosen::Content, what)).await.unwrap_err();
            let told = fault.sentence.contains("not on the public internet")
                || fault.sentence.contains("no host named");
            assert!(told, "{host}: {fault}");
        }
        let redirect = format!("HTTP/1.1 302 Found\r\nLocation: {address}\r\nContent-Length: 0\r\n\r\n");
        // A redirect to the very host that was typed may stay; the port is another.
        let fault = page(serve(vec![text(&redirect)]).await).await.unwrap_err();
        assert!(!fault.sentence.contains("refused"), "{host} was asked: {fault}");
    }
    // The same by a name that the reader typed, which is allowed, and so is what stays on its host and port.
    let typed = get(&web, &format!("http://rebound.example:{inside}/"), Chosen::Typed, What::Page).await;
    assert_eq!(typed.unwrap().body.unwrap(), b"secret");
}

#[tokio::test(start_paused = true)]
async fn redirects_are_counted_and_stay_on_the_web() {
    for location in [
        "file:///etc/passwd",
        "FILE:/etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example/",
        "gopher://a.example/",
        "ssh://a.example",
        "blob:http://a.example/x",
        "view-source:http://a.example/",
        "http://",
        "http://[",
        "//",
        "about:blank",
        "mailto:a@b.example",
        "\u{1b}]0;owned\u{7}://x",
    ] {
        let head = format!("HTTP/1.1 301 Moved\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
        let fault = page(serve(vec![text(&head)]).await).await.unwrap_err();
        assert_told(location, &fault, "127.0.0.1");
        let said = format!("{fault}{:?}", fault.cause.as_ref().map(ToString::to_string));
        assert!(!said.contains('\u{1b}') && !said.contains("\\u{1b}"), "{said}");
    }
    let nowhere = "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n";
    let fault = page(serve(vec![text(nowhere)]).await).await.unwrap_err();
    assert_told("nowhere", &fault, "elsewhere but not where");
}

#[tokio::test(start_paused = true)]
async fn names_without_an_address_are_said() {
    for (host, words) in
        [("nobody.example", "there is no host named nobody.example"), ("empty.example", "empty.example")]
    {
        let asked = get(&web(), &format!("http://{host}/"), Chosen::Typed, What::Page).await;
        assert_told(host, &asked.unwrap_err(), words);
    }
}

#[test]
fn whatever_a_server_answers_the_stored_copy_stays() {
    let (home, site) = (Home::new(), Site::new());
    let address = site.url("/story");
    site.put("/story", Served::html(crate::commands::article()));
    let first = home.run(&["read", &address]).ok().out;
    assert!(first.contains("harbour master"));
    let bomb = zstd::encode_all(&*vec![0; 3 << 20], 1).unwrap();
    let faults = [
        Served::status(304),
        Served::status(401),
        Served::status(404),
        Served::status(410),
        Served::status(451),
        Served::status(500),
        Served::Raw(Vec::new()),
        Served::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<html>".to_vec()),
        Served::typed("text/html", bomb).with("Content-Encoding", "zstd"),
        Served::typed("text/html", "\u{1f}no gzip").with("Content-Encoding", "gzip"),
        Served::redirect(302, "file:///etc/passwd"),
        Served::typed("application/pdf", "%PDF-1.7"),
        Served::html(""),
    ];
    for fault in faults {
        site.put("/story", fault.clone());
        let ran = home.run(&["read", "--fresh", &address]);
        assert!(ran.code != 0 || ran.out == first, "{fault:?}: {ran:?}");
        assert!(ran.err.starts_with("dateline: this is the text as it was stored"), "{fault:?}: {ran:?}");
        assert_eq!(home.run(&["read", &address]).ok().out, first, "after {fault:?}");
    }
}
