//! Eight bodies that unpack to ten gibibytes each, at once: a sentence for each, and a small program throughout.
//!
//! They are asked by a process of its own, which says how much memory it took at most (`VmHWM` of
//! `/proc/self/status`), through the program's own web with its own limits. Nothing is held here but one block of
//! each, which is sent until nobody wants more.

use std::env;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::Arc;
use std::thread;

use dateline::fetch::{Manners, Polite, Web, WebSettings};
use dateline::news::Now;
use dateline::service::{Desk, refresh_live, sync_sources};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::commands::Home;
use crate::support::site::{Served, Site};

const BOMBS: &str = "DATELINE_BOMBS";
/// Unpacked.
const SIZE: usize = 10 << 30;
const BLOCK: usize = 1 << 20;
const MEMORY_MIB: u64 = 200;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Zeros with a byte in so many that is none, so that it unpacks to fewer times its size.
fn noise(every: usize) -> Vec<u8> {
    let byte = |at: usize| (at.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8;
    (0..BLOCK).map(|at| if at % every == 0 { byte(at) } else { 0 }).collect()
}

/// Entries of which every sixteenth is another one.
fn entries() -> Vec<u8> {
    let entry = |number: usize| format!("<item><title>Story {}</title></item>\n", number / 16);
    let mut block = (0..BLOCK / 32).map(entry).collect::<Vec<_>>().concat();
    block.truncate(BLOCK);
    block.into_bytes()
}

/// A bomb by its name: its coding, what stands before all, and a block that comes again and again.
fn bomb(name: &str) -> (&'static str, Vec<u8>, Vec<u8>) {
    let head = b"<rss version=\"2.0\"><channel><title>Bomb</title>";
    match name {
        "zeros" => ("gzip", Vec::new(), gzip(&vec![0; BLOCK])),
        "noise" => ("gzip", Vec::new(), gzip(&noise(700))),
        "twice" => ("gzip, gzip", Vec::new(), gzip(&gzip(&vec![0; BLOCK]).repeat(50))),
        "zstd" => ("zstd", Vec::new(), zstd::encode_all(&*vec![0; BLOCK], 1).unwrap()),
        "items" => ("gzip", gzip(head), gzip(&b"<item><title>Story</title></item>\n".repeat(BLOCK / 34))),
        _ => ("gzip", gzip(head), gzip(&entries())),
    }
}

/// A server of one bomb, who sends it to whoever asks until it is whole or nobody takes it.
fn serve(name: &str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (coding, head, block) = bomb(name);
    let send = move |mut stream: TcpStream| -> std::io::Result<()> {
        let mut asked = [0; 4096];
        let _ = stream.read(&mut asked)?;
        write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Encoding: {coding}\r\n\
             Connection: close\r\n\r\n"
        )?;
        stream.write_all(&head)?;
        (0..SIZE / BLOCK).try_for_each(|_| stream.write_all(&block))
    };
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // That it is not taken to its end is what is wanted.
            let _ = send(stream);
        }
    });
    port
}

fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kib| kib.parse().ok()).unwrap_or(0) / 1024
}

/// The child's half: follows what its environment names, and tells what came of it.
#[test]
fn asks_for_the_bombs() {
    let Ok(ports) = env::var(BOMBS) else { return };
    let source = |port: &str| {
        let url = format!("http://127.0.0.1:{port}/");
        format!("[[source]]\nid = \"s{port}\"\nroutes = [{{ kind = \"feed\", url = \"{url}\" }}]\n")
    };
    let sources = ports.split(',').map(source).collect::<Vec<_>>().concat();
    let web = Polite::new(Web::new(WebSettings::default()).unwrap(), Manners::default());
    let desk = Desk::memory(Arc::new(web), &sources).unwrap();
    let now = Now { instant: "2025-11-13T12:00:00Z".parse().unwrap(), zone: jiff::tz::TimeZone::UTC };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(sync_sources(&desk, &now)).unwrap();
    let sum = runtime.block_on(refresh_live(&desk, &desk.sources(), &now, true, |_| {})).unwrap();
    for (_, fault) in &sum.faults {
        println!("\nFAULT {fault}");
    }
    println!("\nPEAK {}", peak_mib());
}

#[test]
fn eight_bombs_at_once_are_eight_sentences_and_little_memory() {
    let names = ["zeros", "noise", "twice", "zstd", "items", "feed", "zeros", "noise"];
    let ports: Vec<String> = names.iter().map(|name| serve(name).to_string()).collect();
    let mut child = Command::new(env::current_exe().unwrap());
    child.args(["--exact", "bombs::asks_for_the_bombs", "--nocapture"]).env(BOMBS, ports.join(","));
    let output = child.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines = |what: &str| -> Vec<String> {
        said.lines().filter_map(|line| line.strip_prefix(what)).map(str::to_owned).collect()
    };
    let faults = lines("FAULT ");
    assert_eq!(faults.len(), names.len(), "{said}");
    for fault in faults {
        assert!(
            fault.starts_with("what 127.0.0.1 sent unpacks to far more than any page and was dropped: "),
            "{fault}"
        );
    }
    let peak: u64 = lines("PEAK ")[0].parse().unwrap();
    eprintln!("{peak} MiB at most");
    assert!(peak <= MEMORY_MIB, "{peak} MiB");
}

/// Of large bodies only a few are held at once: who looks at one after another must not wait for itself.
#[test]
fn a_site_whose_pages_are_all_large_is_followed() {
    let (site, home) = (Site::new(), Home::new());
    let padding = format!("<!-- {} -->", "honest padding ".repeat(350_000));
    let page = |title: &str| {
        Served::html(format!(
            "<html lang=en><head><title>{title}</title><link rel=alternate type='application/rss+xml' href=/feed></head>\
             <body>{padding}<h1>{title}</h1></body></html>"
        ))
    };
    site.put("/", page("The front"));
    site.put("/section/", page("The section"));
    let item = "<item><title>Harvest is in</title><link>/harvest</link><guid>1</guid></item>";
    let feed = format!("<rss version='2.0'><channel><title>Large</title>{item}</channel></rss>{padding}");
    site.put("/feed", Served::typed("application/rss+xml", feed));
    let added = home.run(&["add", &site.url("/section/")]).ok();
    assert!(added.out.contains("feed") && added.out.contains("Harvest is in"), "{added:?}");
}
