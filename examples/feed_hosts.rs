//! A whole run of `dateline fetch`, measured: a hundred feeds on fifty hosts that answer after 50 ms.
//!
//!     cargo build --release && cargo run --release --example feed_hosts -- target/release/dateline
//!
//! The hosts are ports of the loopback. The first run finds everything new (100 stories in each feed, 20 MB
//! in all), the second is told "not modified" everywhere. Printed are wall time, processor time of the
//! program alone, and the bytes of bodies it was sent. Linux only: processor times come from `/proc`.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

const HOSTS: usize = 50;
const FEEDS: usize = 100;
const STORIES: usize = 100;
/// Bytes of text a story carries.
const TEXT: usize = 1_850;
const LATENCY: Duration = Duration::from_millis(50);
/// Clock ticks a second in `/proc` (`USER_HZ`, the same on every Linux).
const TICKS: f64 = 100.0;

type Failed = Box<dyn std::error::Error>;

fn main() -> Result<(), Failed> {
    let program = std::env::args().nth(1).map(PathBuf::from).ok_or("which program? give its path")?;
    let folder = std::env::temp_dir().join(format!("dateline-feed-hosts-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("config"))?;
    let sent = Arc::new(AtomicU64::new(0));
    let mut ports = Vec::new();
    for _ in 0..HOSTS {
        ports.push(host(Arc::clone(&sent))?);
    }
    std::fs::write(folder.join("config/sources.toml"), sources(&ports)?)?;
    for what in ["all new", "all 304", "all 304"] {
        sent.store(0, Ordering::SeqCst);
        let (wall, cpu, said) = run(&program, &folder)?;
        let bytes = sent.load(Ordering::SeqCst);
        println!("{what}: {:.2} s wall, {cpu:.2} s cpu, {bytes} bytes of bodies; {said}", wall.as_secs_f64());
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Runs the program once: wall time, processor seconds, its last line.
fn run(program: &Path, folder: &Path) -> Result<(Duration, f64, String), Failed> {
    let before = children_seconds()?;
    let started = Instant::now();
    let output = Command::new(program)
        .args(["--config-dir".into(), folder.join("config")])
        .args(["--data-dir".into(), folder.join("data")])
        .arg("fetch")
        .stdin(Stdio::null())
        .output()?;
    let wall = started.elapsed();
    let said = String::from_utf8_lossy(&output.stderr);
    Ok((wall, children_seconds()? - before, said.lines().last().unwrap_or_default().to_owned()))
}

/// Processor time of the children that have ended: the 16th and 17th field of `/proc/self/stat` (proc(5)).
fn children_seconds() -> Result<f64, Failed> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: Vec<f64> = fields.skip(13).take(2).filter_map(|field| field.parse().ok()).collect();
    Ok(ticks.iter().sum::<f64>() / TICKS)
}

fn sources(ports: &[u16]) -> Result<String, Failed> {
    let mut toml = String::new();
    for feed in 0..FEEDS {
        let port = ports[feed % ports.len()];
        writeln!(
            toml,
            "[[source]]\nid = \"feed-{feed}\"\ntitle = \"Feed {feed}\"\nroutes = [{{ kind = \"feed\", url = \"http://127.0.0.1:{port}/{feed}.xml\" }}]\n"
        )?;
    }
    Ok(toml)
}

/// Opens a host; its port.
fn host(sent: Arc<AtomicU64>) -> Result<u16, Failed> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let sent = Arc::clone(&sent);
            thread::spawn(move || serve(&stream, port, &sent));
        }
    });
    Ok(port)
}

/// Answers the requests of one connection until it is closed.
fn serve(stream: &TcpStream, port: u16, sent: &AtomicU64) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut lines = BufReader::new(stream).lines();
    loop {
        let request = lines.next()?.ok()?;
        let feed: usize = request.split('/').nth(1)?.split('.').next()?.parse().ok()?;
        let mut known = false;
        for header in lines.by_ref() {
            let header = header.ok()?;
            if header.is_empty() {
                break;
            }
            known |= header.to_ascii_lowercase().starts_with("if-none-match");
        }
        let etag = format!("\"{port}-{feed}\"");
        let body = if known { String::new() } else { rss(port, feed) };
        thread::sleep(LATENCY);
        let head = if known {
            format!("HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n")
        } else {
            let length = body.len();
            format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: {etag}\r\nContent-Length: {length}\r\n\r\n"
            )
        };
        let mut out = stream;
        out.write_all(head.as_bytes()).ok()?;
        out.write_all(body.as_bytes()).ok()?;
        sent.fetch_add(body.len() as u64, Ordering::SeqCst);
    }
}

fn rss(port: u16, feed: usize) -> String {
    const WORDS: [&str; 12] = [
        "river",
        "council",
        "budget",
        "Новости",
        "harvest",
        "минувшей",
        "bridge",
        "election",
        "ночью",
        "harbour",
        "strike",
        "озёра",
    ];
    let mut out = format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed {feed}</title>");
    for story in 0..STORIES {
        let mut text = String::with_capacity(TEXT + 64);
        let mut turn = feed * 31 + story * 7;
        while text.len() < TEXT {
            text.push_str("<p>");
            for _ in 0..40 {
                turn = turn.wrapping_mul(1_103_515_245).wrapping_add(12_345);
                text.push_str(WORDS[(turn >> 16) % WORDS.len()]);
                text.push(' ');
            }
            text.push_str("&amp; <a href=\"/more\">more</a>.</p>");
        }
        let _ = write!(
            out,
            "<item><title>Story {story} of feed {feed}</title><link>http://127.0.0.1:{port}/{feed}/{story}</link>\
             <guid isPermaLink=\"false\">{feed}-{story}</guid><pubDate>Thu, {:02} Nov 2025 10:{:02}:00 +0300</pubDate>\
             <description><![CDATA[{text}]]></description></item>",
            story % 28 + 1,
            story % 60
        );
    }
    out + "</channel></rss>"
}
