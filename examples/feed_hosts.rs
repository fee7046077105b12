//! A whole run of `dateline fetch`, measured: a hundred feeds on fifty hosts that answer after 50 ms.
//!
//!     cargo build --release && cargo run --release --example feed_hosts -- target/release/dateline
//!
//! The hosts are ports of the loopback. The first run finds everything new (100 stories in each feed, 20 MB
//! in all), the second is told "not modified" everywhere. Printed are wall time, processor time of the
//! program alone, and the bytes of bodies it was sent. Linux only: processor times come from `/proc`.

mod hosts;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

const HOSTS: usize = 50;
const FEEDS: usize = 100;
const STORIES: usize = 100;
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
        ports.push(hosts::host(&sent, STORIES)?);
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
