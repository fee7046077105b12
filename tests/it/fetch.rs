//! The web as it behaves against a server on the loopback: reach, redirects, limits, deadlines, faults.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use dateline::fetch::{
    Answer, Chosen, Fetch, Looking, Names, Proxies, Request, Validators, Web, WebSettings, What,
};
use dateline::news::{Address, Fault, FaultKind};

use crate::support::site::{Dead, Served, Site};

/// Names that a test makes up; a name asked for several times may change its mind.
#[derive(Default)]
struct MadeUp(Mutex<HashMap<String, Vec<Vec<IpAddr>>>>);

impl MadeUp {
    fn with(host: &str, answers: &[&[&str]]) -> Arc<Self> {
        let parse = |ips: &&[&str]| ips.iter().map(|ip| ip.parse().unwrap()).collect();
        let answers = answers.iter().map(parse).collect();
        Arc::new(Self(Mutex::new(HashMap::from([(host.to_owned(), answers)]))))
    }
}

impl Names for MadeUp {
    fn lookup(&self, host: &str) -> Looking {
        let mut table = self.0.lock().unwrap();
        let found = table
            .get_mut(host)
            .map(|answers| if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() });
        Box::pin(async move { found.ok_or_else(|| std::io::Error::other("Name or service not known")) })
    }
}

fn web() -> Web {
    Web::with_names(WebSettings::default(), Arc::new(MadeUp::default())).unwrap()
}

fn quick() -> WebSettings {
    let short = Duration::from_millis(300);
    WebSettings { page: short, feed: short * 4, stall: short * 2, ..WebSettings::default() }
}

fn request(address: &str, chosen: Chosen) -> Request {
    Request::new(Address::parse(address).unwrap(), chosen, What::Page)
}

fn get(web: &Web, request: Request) -> Result<Answer, Fault> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answer = runtime.block_on(web.get(request));
    runtime.shutdown_background();
    answer
}

fn typed(web: &Web, address: &str) -> Result<Answer, Fault> {
    get(web, request(address, Chosen::Typed))
}

#[test]
fn a_private_host_is_asked_when_the_reader_typed_it_and_not_when_content_did() {
    let site = Site::new();
    site.put("/", Served::html("<p>at home</p>"));
    assert_eq!(typed(&web(), &site.url("/")).unwrap().body.unwrap(), b"<p>at home</p>");
    let fault = get(&web(), request(&site.url("/"), Chosen::Content)).unwrap_err();
    assert!(
        fault.sentence.contains("127.0.0.1") && fault.sentence.contains("not on the public internet"),
        "{fault}"
    );
    assert_eq!(site.hits("/"), 1);
    // The authority its source was configured with, and no other port of the same host.
    let mut trusted = request(&site.url("/"), Chosen::Content);
    trusted.trusted = Some(("127.0.0.1".into(), site.port()));
    assert!(get(&web(), trusted.clone()).is_ok());
    trusted.trusted = Some(("127.0.0.1".into(), site.port() ^ 1));
    assert!(get(&web(), trusted).is_err());
    // The settings may allow it.
    let settings = WebSettings { allow_private: vec![("127.0.0.1".into(), None)], ..WebSettings::default() };
    assert!(get(&Web::new(settings).unwrap(), request(&site.url("/"), Chosen::Content)).is_ok());
    assert_eq!(site.hits("/"), 3);
}

#[test]
fn a_redirect_may_not_lead_into_the_private_network() {
    let inside = Site::new();
    inside.put("/secret", Served::html("secret"));
    let port = inside.port();
    let outside = Site::new();
    for (n, host) in ["127.0.0.1", "[::ffff:127.0.0.1]", "2130706433", "localhost"].iter().enumerate() {
        outside.put(&format!("/{n}"), Served::redirect(302, &format!("http://{host}:{port}/secret")));
        let fault = typed(&web(), &outside.url(&format!("/{n}"))).unwrap_err();
        assert!(fault.sentence.contains("not on the public internet"), "{host}: {fault}");
    }
    assert!(inside.asked().is_empty());
    // Within the authority that was typed, a redirect is followed.
    outside.put("/a", Served::redirect(302, "/b"));
    outside.put("/b", Served::html("b"));
    assert_eq!(typed(&web(), &outside.url("/a")).unwrap().address.as_str(), outside.url("/b"));
}

#[test]
fn a_name_that_turns_private_gains_nothing() {
    let site = Site::new();
    site.put("/", Served::html("inside"));
    let address = format!("http://turncoat.example:{}/", site.port());
    // Looked up by content: the private address is not used, a public one beside it would be.
    let names = MadeUp::with("turncoat.example", &[&["127.0.0.1"]]);
    let web = Web::with_names(WebSettings::default(), names).unwrap();
    let fault = get(&web, request(&address, Chosen::Content)).unwrap_err();
    assert!(
        fault.sentence.contains("turncoat.example") && fault.sentence.contains("which is not on the public"),
        "{fault}"
    );
    assert!(get(&web, request(&address, Chosen::Typed)).is_ok());
    assert_eq!(site.hits("/"), 1);
}

#[test]
fn an_own_proxy_is_gone_through_and_opens_no_way_into_the_private_network() {
    let proxy = Site::made_of(|asked| match asked.path.as_str() {
        "http://news.example/story" => Some(Served::html("through the proxy")),
        "http://news.example/inside" => Some(Served::redirect(302, "http://10.0.0.1/")),
        "http://news.example/by-name" => Some(Served::redirect(302, "http://inside.example/")),
        "http://shut.example/" => Some(Served::status(407)),
        _ => Some(Served::html("secret")),
    });
    let proxies = Proxies { http: Some(proxy.url("/")), ..Proxies::default() };
    let settings = WebSettings { proxies, ..WebSettings::default() };
    let web = Web::with_names(settings, MadeUp::with("inside.example", &[&["10.0.0.1"]])).unwrap();
    // It is the proxy that looks names up and asks; that it is private itself is the reader's own choice.
    for chosen in [Chosen::Typed, Chosen::Content] {
        let answer = get(&web, request("http://news.example/story", chosen)).unwrap();
        assert_eq!(answer.body.unwrap(), b"through the proxy");
    }
    let asked = proxy.asked().len();
    for (address, leads) in [("inside", "10.0.0.1"), ("by-name", "inside.example")] {
        let fault = typed(&web, &format!("http://news.example/{address}")).unwrap_err();
        let told = fault.sentence.contains(leads) && fault.sentence.contains("not on the public internet");
        assert!(told, "{fault}");
    }
    assert_eq!(proxy.asked().len(), asked + 2, "the redirects alone were asked for");
    let fault = typed(&web, "http://shut.example/").unwrap_err();
    assert!(fault.sentence.contains("the proxy wants a name and password (407)"), "{fault}");
}

#[test]
fn redirects_end_somewhere() {
    let site = Site::new();
    site.put("/loop", Served::redirect(302, "/loop"));
    let fault = typed(&web(), &site.url("/loop")).unwrap_err();
    assert_eq!((fault.kind, site.hits("/loop")), (FaultKind::Network, 11));
    assert!(fault.sentence.starts_with("127.0.0.1 sends from one address to the next"), "{fault}");
    site.put("/old", Served::redirect(301, "/older"));
    site.put("/older", Served::redirect(308, "/new"));
    site.put("/new", Served::html("new"));
    assert_eq!(typed(&web(), &site.url("/old")).unwrap().moved.unwrap().as_str(), site.url("/new"));
    site.put("/off", Served::redirect(302, "file:///etc/passwd"));
    assert!(typed(&web(), &site.url("/off")).unwrap_err().sentence.contains("not on the web"));
}

/// As a redirect: one of the ten, no address that it is kept under, and no way into the private network.
#[test]
fn a_page_that_only_sends_on_is_gone_through() {
    let (site, inside) = (Site::new(), Site::new());
    let sends = |to: &str| {
        let meta = format!("<meta http-equiv='Refresh' content=\"0; url='{to}'\">");
        Served::html(format!("<html><head><title>Moved</title>{meta}</head><body>Redirecting…</body></html>"))
    };
    site.put("/a", sends("/b"));
    site.put("/b", Served::html("").with("refresh", "1;url=/c"));
    site.put("/c", Served::redirect(300, "/d"));
    site.put("/d", Served::html("<p>here</p>").with("etag", "\"1\""));
    for what in [What::Page, What::Feed] {
        let asked = Request { what, ..request(&site.url("/a"), Chosen::Typed) };
        let answer = get(&web(), asked).unwrap();
        assert_eq!((answer.address.as_str(), answer.moved), (site.url("/d").as_str(), None));
        // The page that sends on would answer a question about them for itself.
        assert_eq!(answer.validators, Validators::default());
        assert_eq!(answer.body.unwrap(), b"<p>here</p>");
    }
    // Round in a circle; and what stays where it is, or leads off the web, is a page like others.
    site.put("/x", sends("/y"));
    site.put("/y", sends("/x"));
    let fault = typed(&web(), &site.url("/x")).unwrap_err();
    assert!(fault.sentence.starts_with("127.0.0.1 sends from one address to the next"), "{fault}");
    assert_eq!(site.hits("/x") + site.hits("/y"), 11);
    for (path, to) in
        [("/self", "/self#top"), ("/script", "javascript:alert(1)"), ("/file", "file:///etc/passwd")]
    {
        site.put(path, sends(to));
        assert_eq!(typed(&web(), &site.url(path)).unwrap().address.as_str(), site.url(path));
        assert_eq!(site.hits(path), 1);
    }
    site.put("/in", sends(&inside.url("/secret")));
    let fault = typed(&web(), &site.url("/in")).unwrap_err();
    assert!(fault.sentence.contains("not on the public internet"), "{fault}");
    assert!(inside.asked().is_empty());
    // A picture is none, and words are read where they stand.
    let picture = Request { what: What::Picture, ..request(&site.url("/a"), Chosen::Typed) };
    assert_eq!(get(&web(), picture).unwrap().address.as_str(), site.url("/a"));
    let words = "The river rose again in the night. ".repeat(9);
    site.put("/words", Served::html(words).with("refresh", "0;url=/d"));
    assert_eq!(typed(&web(), &site.url("/words")).unwrap().address.as_str(), site.url("/words"));
}

#[test]
fn a_cookie_that_a_redirect_sets_goes_back_on_that_way_alone() {
    let other = Site::new();
    other.put("/seen", Served::html("<p>seen</p>"));
    let site = Site::made_of(|asked| {
        let knows = asked.header("cookie").is_some_and(|sent| sent == "consent=yes");
        Some(match asked.path.as_str() {
            "/story" if knows => Served::html("<p>the story</p>"),
            "/story" => Served::redirect(307, "/set?to=/story"),
            "/set?to=/story" => {
                Served::redirect(302, "/story").with("Set-Cookie", "consent=yes; Path=/; Secure; HttpOnly")
            }
            _ => return None,
        })
    });
    let web = web();
    for _ in 0..2 {
        let answer = typed(&web, &site.url("/story")).unwrap();
        assert_eq!(answer.body.unwrap(), b"<p>the story</p>");
    }
    // Nothing is kept: the second time the site asks as it did the first time.
    assert_eq!(site.hits("/story"), 4);
    // And no other host, nor another port, gets it.
    let sends = Site::new();
    sends.put("/a", Served::redirect(302, &other.url("/seen")).with("Set-Cookie", "consent=yes"));
    let settings = WebSettings {
        allow_private: vec![("127.0.0.1".into(), Some(other.port()))],
        ..WebSettings::default()
    };
    assert!(get(&Web::new(settings).unwrap(), request(&sends.url("/a"), Chosen::Typed)).is_ok());
    assert_eq!(other.asked()[0].header("cookie"), None);
}

#[test]
fn a_page_whose_script_or_frame_is_all_there_is_leads_on_once() {
    let (site, inside) = (Site::new(), Site::new());
    let script =
        |to: &str| Served::html(format!("<html><head><script>location.href='{to}';</script></head></html>"));
    let frame = |to: &str| Served::html(format!("<frameset><frame src=/menu><frame src='{to}'></frameset>"));
    site.put("/ok", Served::html("<p>here</p>"));
    for (path, page) in [("/script", script("/ok")), ("/frame", frame("/ok"))] {
        site.put(path, page);
        assert_eq!(typed(&web(), &site.url(path)).unwrap().address.as_str(), site.url("/ok"));
    }
    site.put("/one", script("/two"));
    site.put("/two", script("/one"));
    assert_eq!(typed(&web(), &site.url("/one")).unwrap().address.as_str(), site.url("/two"));
    // What it leads to is content's choice; a frame stays with its host.
    site.put("/in", script(&inside.url("/secret")));
    let fault = typed(&web(), &site.url("/in")).unwrap_err();
    assert!(fault.sentence.contains("not on the public internet"), "{fault}");
    site.put("/held", frame(&inside.url("/secret")));
    assert_eq!(typed(&web(), &site.url("/held")).unwrap().address.as_str(), site.url("/held"));
    assert!(inside.asked().is_empty());
}

#[test]
fn a_source_s_own_headers_stay_with_it() {
    let other = Site::new();
    other.put("/x", Served::html("x"));
    let site = Site::new();
    site.put("/x", Served::redirect(302, &other.url("/x")));
    let mut asked = request(&site.url("/x"), Chosen::Configured);
    asked.headers = vec![("X-Key".into(), "secret".into())];
    let settings = WebSettings {
        allow_private: vec![("127.0.0.1".into(), Some(other.port()))],
        ..WebSettings::default()
    };
    assert!(get(&Web::new(settings).unwrap(), asked).is_ok());
    assert_eq!(site.asked()[0].header("x-key"), Some("secret"));
    let seen = &other.asked()[0];
    assert_eq!(
        (seen.header("x-key"), seen.header("referer"), seen.header("accept-language")),
        (None, None, None)
    );
    let agent = seen.header("user-agent").unwrap();
    assert_eq!(agent, concat!("dateline/", env!("CARGO_PKG_VERSION")));
    let mut bad = request(&site.url("/x"), Chosen::Configured);
    bad.headers = vec![("Host".into(), "else.example".into())];
    assert_eq!(get(&web(), bad).unwrap_err().kind, FaultKind::Config);
}

#[test]
fn validators_go_back_as_they_came() {
    let site = Site::new();
    let (etag, date) = ("W/\"ä 7\"", "sun, 06 nov 1994 8:49");
    site.put("/", Served::html("x").with("ETag", etag).with("Last-Modified", date));
    let first = typed(&web(), &site.url("/")).unwrap();
    let kept = Validators { etag: Some(etag.into()), last_modified: Some(date.into()) };
    assert_eq!(first.validators, kept);
    site.put("/", Served::status(304).with("Cache-Control", "max-age=60"));
    let mut again = request(&site.url("/"), Chosen::Typed);
    again.validators = first.validators;
    let second = get(&web(), again).unwrap();
    assert_eq!((second.body, second.validators), (None, kept));
    assert_eq!(second.fresh_for, Some(Duration::from_mins(1)));
    let asked = &site.asked()[1];
    assert_eq!((asked.header("if-none-match"), asked.header("if-modified-since")), (Some(etag), Some(date)));
    let unasked = typed(&web(), &site.url("/")).unwrap_err();
    assert!(unasked.sentence.contains("not modified"), "{unasked}");
}

/// Also bytes that are no text of any kind.
#[test]
fn a_validator_goes_back_byte_by_byte() {
    let site = Site::new();
    let raw = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nETag: \"\xe9t\xe9 \xff\"\r\n\r\nx".to_vec();
    site.put("/", Served::Raw(raw));
    let mut again = request(&site.url("/"), Chosen::Typed);
    again.validators = typed(&web(), &site.url("/")).unwrap().validators;
    get(&web(), again).unwrap();
    let asked = site.asked();
    let sent = asked[1].header_bytes("if-none-match").unwrap();
    assert_eq!(sent, b"\"\xe9t\xe9 \xff\"");
}

#[test]
fn bytes_are_handed_on_as_they_are() {
    let site = Site::new();
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Ноябрь");
    site.put("/", Served::typed("text/html", bytes.clone().into_owned()));
    let answer = typed(&web(), &site.url("/")).unwrap();
    assert_eq!(answer.body.unwrap(), bytes.into_owned());
    assert_eq!(answer.content_type.as_deref(), Some("text/html"));
}

#[test]
fn a_body_is_cut_at_the_limit() {
    let site = Site::new();
    // Longer than a page may be, and hardly smaller when packed.
    let mut state = 1_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    })
    .take(11 << 20)
    .collect();
    let packed = zstd::encode_all(&*noise, 1).unwrap();
    site.put("/", Served::typed("text/html", packed).with("Content-Encoding", "zstd"));
    let answer = typed(&web(), &site.url("/")).unwrap();
    assert!(answer.cut);
    assert!(answer.body.unwrap() == noise[..10 << 20]);
    let accepted = site.asked()[0].header("accept-encoding").unwrap().to_owned();
    assert!(["gzip", "br", "zstd", "deflate"].iter().all(|name| accepted.contains(name)), "{accepted}");
    let small = WebSettings { page_bytes: 5, ..WebSettings::default() };
    site.put("/six", Served::html("123456"));
    site.put("/five", Served::html("12345"));
    let small = Web::new(small).unwrap();
    assert!(typed(&small, &site.url("/six")).unwrap().cut);
    assert!(!typed(&small, &site.url("/five")).unwrap().cut);
}

#[test]
fn a_stalled_body_hits_its_own_deadline() {
    let site = Site::new();
    let head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf".to_vec();
    site.put("/half", Served::Stall(head));
    site.put("/mute", Served::Stall(Vec::new()));
    site.put("/good", Served::html("good"));
    let web = Web::new(quick()).unwrap();
    let start = Instant::now();
    for path in ["/half", "/mute"] {
        let fault = typed(&web, &site.url(path)).unwrap_err();
        assert_eq!(fault.sentence.as_str(), "127.0.0.1 did not answer in time");
    }
    // A feed may take longer in all, but not between two pieces.
    let feed = Request { what: What::Feed, ..request(&site.url("/half"), Chosen::Typed) };
    assert!(get(&web, feed).is_err());
    assert!(start.elapsed() < Duration::from_secs(10));
    assert!(typed(&web, &site.url("/good")).is_ok());
}

#[test]
fn what_is_there_to_its_end_is_read_whatever_was_announced() {
    let site = Site::new();
    let page = format!("<html><body>{}</body></html>\n", "<p>A cello was on board.</p>".repeat(40));
    let feed = "<rss><channel><title>Wire</title></channel></rss>".to_owned();
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": []}".to_owned();
    let answered = |head: &str, body: &str| {
        site.put("/x", Served::Raw(format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n{body}").into_bytes()));
        typed(&web(), &site.url("/x"))
    };
    for whole in [&page, &feed, &json] {
        let long = format!("Content-Length: {}", whole.len() + 50);
        let chunk = format!("{:x}\r\n{whole}", whole.len());
        let chunked = "Transfer-Encoding: chunked";
        for (head, body) in [(&*long, &**whole), (chunked, &*chunk), (chunked, &format!("{chunk}\r\n"))] {
            assert_eq!(answered(head, body).unwrap().body.unwrap(), whole.as_bytes(), "{head}");
        }
        assert_eq!(
            answered(&format!("Content-Length: {}\r\nContent-Encoding: br", whole.len()), whole)
                .unwrap()
                .body
                .unwrap(),
            whole.as_bytes()
        );
        // What ends before its end was broken off.
        let half = &whole[..whole.len() - 9];
        let half = [(&*long, half.to_owned()), (chunked, format!("{:x}\r\n{half}\r\n", half.len()))];
        for (head, body) in half {
            let fault = answered(head, &body).unwrap_err();
            assert_eq!(fault.sentence.as_str(), "the connection to 127.0.0.1 broke off", "{head}");
        }
    }
}

#[test]
fn faults_name_the_host_and_the_cause() {
    let site = Site::new();
    let say = |path: &str| typed(&web(), &site.url(path)).unwrap_err();
    assert_eq!(say("/none").kind, FaultKind::NotFound);
    site.put("/busy", Served::status(429).with("Retry-After", "120"));
    assert_eq!(
        say("/busy").to_string(),
        "127.0.0.1 wants to be asked less often (429): try again in 2 minutes"
    );
    site.put("/cut", Served::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf".to_vec()));
    assert_eq!(say("/cut").sentence.as_str(), "the connection to 127.0.0.1 broke off");
    site.put("/odd", Served::Raw(b"SSH-2.0-OpenSSH_9.9\r\n".to_vec()));
    assert_eq!(say("/odd").sentence.as_str(), "what 127.0.0.1 answered is not HTTP");
    site.put("/torn", Served::html("\u{1f}no gzip").with("Content-Encoding", "gzip"));
    assert_eq!(say("/torn").sentence.as_str(), "what 127.0.0.1 sent cannot be unpacked");
    site.down(true);
    assert_eq!(say("/").sentence.as_str(), "the connection to 127.0.0.1 broke off");
    let unknown = typed(&web(), "http://nonexistent.invalid/").unwrap_err();
    assert_eq!(unknown.sentence.as_str(), "there is no host named nonexistent.invalid");
    assert!(unknown.cause.unwrap().contains("Name or service not known"));
    let secure = typed(&web(), &format!("https://127.0.0.1:{}/", site.port())).unwrap_err();
    assert!(secure.sentence.contains("127.0.0.1"), "{secure}");
    let closed = Dead::new();
    let refused = typed(&web(), &closed.url("/")).unwrap_err();
    assert_eq!(refused.sentence.as_str(), "127.0.0.1 refused the connection");
}

#[test]
fn a_rest_that_a_host_asks_for_is_remembered() {
    let site = Site::new();
    site.put("/", Served::status(429).with("Retry-After", "600"));
    let lane = ("127.0.0.1".to_owned(), site.port());
    let asked = web();
    assert_eq!(asked.resting(&lane), None);
    assert!(typed(&asked, &site.url("/")).is_err());
    assert!(asked.resting(&lane).unwrap() > Duration::from_secs(500));
    // Of what is not available it is the address, until there is a second one.
    let at = |path: &str| Address::parse(&site.url(path)).unwrap();
    let web = web();
    for path in ["/a", "/b"] {
        site.put(path, Served::status(503).with("Retry-After", "600"));
    }
    assert!(typed(&web, &site.url("/a")).is_err());
    assert!(web.resting_at(&at("/a")).unwrap() > Duration::from_secs(500));
    assert_eq!((web.resting_at(&at("/c")), web.resting(&lane)), (None, None));
    assert!(typed(&web, &site.url("/b")).is_err());
    assert!(web.resting_at(&at("/c")).unwrap() > Duration::from_secs(500));
}

#[test]
fn of_many_feeds_that_come_at_once_only_a_few_are_held() {
    const FEEDS: usize = 40;
    let site = Arc::new(Site::new());
    site.put("/feed", Served::typed("application/rss+xml", "<rss/>"));
    let web = Arc::new(Web::new(WebSettings::default()).unwrap());
    let counts = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut rounds = tokio::task::JoinSet::new();
        for _ in 0..FEEDS {
            let (site, web, counts) = (Arc::clone(&site), Arc::clone(&web), Arc::clone(&counts));
            rounds.spawn(async move {
                let address = Address::parse(&site.url("/feed")).unwrap();
                let answer = web.get(Request::new(address, Chosen::Configured, What::Feed)).await.unwrap();
                let (held, most) = &*counts;
                most.fetch_max(held.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                // Whoever has one keeps it until all have been asked for.
                while site.hits("/feed") < FEEDS {
                    tokio::task::yield_now().await;
                }
                held.fetch_sub(1, Ordering::SeqCst);
                drop(answer);
            });
        }
        while let Some(done) = rounds.join_next().await {
            done.unwrap();
        }
    });
    let most = counts.1.load(Ordering::SeqCst);
    assert!((1..=8).contains(&most), "{most} of {FEEDS} were held");
}
