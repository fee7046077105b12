//! A web server on the loopback: it serves what a test puts there, counts, and fails on demand.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Path and query.
    pub path: String,
    /// Names in small letters, values as they came.
    pub headers: Vec<(String, String)>,
    /// The lines of the request, byte by byte.
    pub raw: Vec<u8>,
}

impl Asked {
    /// The first header of a name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The bytes of that header.
    pub fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        let lines = self.raw.split(|byte| *byte == b'\n');
        let start = format!("{name}:");
        let is_it = |line: &&[u8]| {
            line.get(..start.len()).is_some_and(|known| known.eq_ignore_ascii_case(start.as_bytes()))
        };
        lines.into_iter().find(is_it).map(|line| line[start.len()..].trim_ascii())
    }
}

/// What is served at a path.
#[derive(Clone, Debug)]
pub enum Served {
    /// Status, headers and body; the length is added.
    Page(u16, Vec<(String, String)>, Vec<u8>),
    /// Bytes as they are, then nothing until the client goes away.
    Stall(Vec<u8>),
    /// Bytes as they are, then the end of the connection.
    Raw(Vec<u8>),
}

impl Served {
    /// An HTML page in UTF-8.
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::typed("text/html; charset=utf-8", body)
    }

    /// A page of a content type.
    pub fn typed(kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::Page(200, vec![("Content-Type".into(), kind.into())], body.into())
    }

    /// A status without a body.
    pub fn status(status: u16) -> Self {
        Self::Page(status, Vec::new(), Vec::new())
    }

    /// A redirect.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::status(status).with("Location", location)
    }

    /// With another header.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let Self::Page(_, headers, _) = &mut self {
            headers.push((name.into(), value.into()));
        }
        self
    }
}

type Pages = dyn Fn(&Asked) -> Option<Served> + Send + Sync;

#[derive(Default)]
struct State {
    table: Mutex<HashMap<String, Served>>,
    pages: Mutex<Option<Arc<Pages>>>,
    asked: Mutex<Vec<Asked>>,
    down: AtomicBool,
    closed: AtomicBool,
}

/// A port of the loopback at which nobody listens: connections are refused as long as this lives. It is held, since one
/// that is only free may be another site's a moment later.
pub struct Dead(tokio::net::TcpSocket, SocketAddr);

impl Dead {
    /// Such a port.
    pub fn new() -> Self {
        let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
        socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).expect("a port on the loopback");
        let address = socket.local_addr().expect("its number");
        Self(socket, address)
    }

    /// The address of a path that begins with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.1)
    }
}

/// A site on the loopback. It closes when it is dropped.
pub struct Site {
    address: SocketAddr,
    state: Arc<State>,
}

impl Site {
    /// A site without a page.
    pub fn new() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port on the loopback");
        let address = listener.local_addr().expect("its number");
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if shared.closed.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&shared);
                thread::spawn(move || shared.serve(stream));
            }
        });
        Self { address, state }
    }

    /// A site whose pages are made when they are asked for.
    pub fn made_of(pages: impl Fn(&Asked) -> Option<Served> + Send + Sync + 'static) -> Self {
        let site = Self::new();
        *site.state.pages.lock().unwrap() = Some(Arc::new(pages));
        site
    }

    /// `http://127.0.0.1:PORT`.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address of a path that begins with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Puts something at a path (with its query), before all that is made.
    pub fn put(&self, path: &str, served: Served) {
        self.state.table.lock().unwrap().insert(path.to_owned(), served);
    }

    /// Makes a page the one story of a source that is followed in this home; `more` is told of it by the feed.
    pub fn follow_one(&self, home: &Path, page: String, more: &str) {
        self.put("/3", Served::html(page));
        let feed = format!(
            "<rss version=\"2.0\" xmlns:slash=\"http://purl.org/rss/1.0/modules/slash/\"
             xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"><channel><title>The Wire</title><item>
             <title>Rivers rise</title><link>{}</link><pubDate>Thu, 13 Nov 2025 09:00:00 GMT</pubDate>{more}
             </item></channel></rss>",
            self.url("/3")
        );
        self.put("/wire.xml", Served::typed("application/rss+xml", feed));
        let folder = home.join(".config/dateline");
        std::fs::create_dir_all(&folder).expect("a folder for the configuration");
        let sources = format!(
            "[[source]]\nid = \"wire\"\ntitle = \"The Wire\"\n\n[[source.routes]]\nkind = \"feed\"\nurl = \"{}\"\n",
            self.url("/wire.xml")
        );
        std::fs::write(folder.join("sources.toml"), sources).expect("a sources file");
    }

    /// How often a path was asked for, also while the site was down.
    pub fn hits(&self, path: &str) -> usize {
        self.state.asked.lock().unwrap().iter().filter(|asked| asked.path == path).count()
    }

    /// All requests, oldest first.
    pub fn asked(&self) -> Vec<Asked> {
        self.state.asked.lock().unwrap().clone()
    }

    /// Switches the site off and on: while it is down connections are closed without a word.
    pub fn down(&self, down: bool) {
        self.state.down.store(down, Ordering::SeqCst);
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.state.closed.store(true, Ordering::SeqCst);
        // Wakes the listener, which then sees that it is closed.
        let _ = TcpStream::connect(self.address);
    }
}

impl State {
    fn serve(&self, mut stream: TcpStream) {
        while let Some(asked) = read_head(&mut stream) {
            self.asked.lock().unwrap().push(asked.clone());
            if self.down.load(Ordering::SeqCst) || self.closed.load(Ordering::SeqCst) {
                return;
            }
            let (bytes, then) = match self.find(&asked) {
                Served::Page(status, headers, body) => (page(status, &headers, &body), Then::GoOn),
                Served::Stall(bytes) => (bytes, Then::Stall),
                Served::Raw(bytes) => (bytes, Then::Close),
            };
            // The client may have gone: that is its right.
            if stream.write_all(&bytes).is_err() {
                return;
            }
            match then {
                Then::GoOn => {}
                Then::Close => return,
                Then::Stall => {
                    let _ = stream.read(&mut [0]);
                    return;
                }
            }
        }
    }

    fn find(&self, asked: &Asked) -> Served {
        if let Some(served) = self.table.lock().unwrap().get(&asked.path) {
            return served.clone();
        }
        let pages = self.pages.lock().unwrap().clone();
        pages.and_then(|pages| pages(asked)).unwrap_or_else(|| {
            Served::Page(404, vec![("Content-Type".into(), "text/html".into())], b"<h1>404</h1>".to_vec())
        })
    }
}

enum Then {
    GoOn,
    Close,
    Stall,
}

fn page(status: u16, headers: &[(String, String)], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status} Test\r\nContent-Length: {}\r\n", body.len()).into_bytes();
    for (name, value) in headers {
        bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    if status != 304 {
        bytes.extend_from_slice(body);
    }
    bytes
}

fn read_head(stream: &mut TcpStream) -> Option<Asked> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).ok()? == 0 || head.len() > 64_000 {
            return None;
        }
        // Whoever begins with a TLS greeting is at the wrong door.
        if head.is_empty() && byte[0] == 0x16 {
            return None;
        }
        head.push(byte[0]);
    }
    let raw = head;
    let head = String::from_utf8_lossy(&raw).into_owned();
    let mut lines = head.lines();
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers = lines.filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        Some((name.to_ascii_lowercase(), value.trim().to_owned()))
    });
    Some(Asked { path, headers: headers.collect(), raw })
}
