//! Hosts on the loopback that give feeds, for the examples that measure.
//!
//! Each answers `/NUMBER.xml` with an RSS feed after a fixed delay, and a conditional request with "not modified".

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// Bytes of text a story carries.
const TEXT: usize = 1_850;
const LATENCY: Duration = Duration::from_millis(50);

/// Opens a host whose feeds have so many stories each; its port. Adds the bytes of the bodies it sends.
pub fn host(sent: &Arc<AtomicU64>, stories: usize) -> std::io::Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let port = listener.local_addr()?.port();
    let sent = Arc::clone(sent);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let sent = Arc::clone(&sent);
            thread::spawn(move || serve(&stream, port, stories, &sent));
        }
    });
    Ok(port)
}

/// Answers the requests of one connection until it is closed.
fn serve(stream: &TcpStream, port: u16, stories: usize, sent: &AtomicU64) -> Option<()> {
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
        let body = if known { String::new() } else { rss(port, feed, stories) };
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

fn rss(port: u16, feed: usize, stories: usize) -> String {
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
    for story in 0..stories {
        let mut text = String::with_capacity(TEXT + 64);
        // Each story has a text of its own.
        let mut turn = (feed * stories + story).wrapping_mul(2_654_435_761) ^ usize::from(port) << 24;
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
