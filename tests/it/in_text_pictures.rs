//! Pictures in a story: fetched only on wish, drawn in half blocks, remembered, and never from where they may not be.

use std::path::Path;

use tempfile::TempDir;

use super::support::prose;
use super::support::pty::{Launch, Pty};
use super::support::site::{Served, Site};

/// A PNG whose left half is of one colour and whose right half is of another.
fn png(width: u32, height: u32, left: [u8; 3], right: [u8; 3]) -> Vec<u8> {
    use std::io::Write as _;

    let colour = |x| if x < width / 2 { left } else { right };
    let row: Vec<u8> = [0].into_iter().chain((0..width).flat_map(colour)).collect();
    let rows = row.repeat(height as usize);
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(&rows).unwrap();
    let mut head = width.to_be_bytes().to_vec();
    head.extend(height.to_be_bytes());
    head.extend([8, 2, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, data) in [(b"IHDR", head), (b"IDAT", packed.finish().unwrap()), (b"IEND", Vec::new())] {
        out.extend((data.len() as u32).to_be_bytes());
        let checked = [&name[..], &data].concat();
        out.extend(&checked);
        out.extend(crc(&checked).to_be_bytes());
    }
    out
}

/// A small PNG with a hundred megabytes of packed words in it.
fn wordy_png() -> Vec<u8> {
    use std::io::Write as _;

    let plain = png(60, 40, [10, 200, 10], [10, 200, 10]);
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let words = vec![b'x'; 1 << 20];
    for _ in 0..100 {
        packed.write_all(&words).unwrap();
    }
    let checked = [b"zTXtwords\0\0", packed.finish().unwrap().as_slice()].concat();
    let length = (checked.len() as u32 - 4).to_be_bytes();
    [&plain[..33], &length, &checked, &crc(&checked).to_be_bytes(), &plain[33..]].concat()
}

/// CRC-32 as PNG has it (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

fn figure(address: &str, words: &str) -> String {
    format!("<figure><img src=\"{address}\" alt=\"x\"><figcaption>{words}</figcaption></figure>")
}

/// A site with an illustrated story; one of its pictures is elsewhere, where no page may lead.
fn illustrated(home: &Path, elsewhere: &Site) -> Site {
    let site = Site::new();
    let paragraphs = prose::story(3).paragraphs;
    let (first, rest) = paragraphs.split_first().unwrap();
    let page = format!(
        "<html><body><article><h1>Rivers rise</h1><p>{first}</p>{}<p>{}</p>{}</article></body></html>",
        figure("/flood.png", "The flood at noon on the third day"),
        rest.join("</p><p>"),
        figure(&elsewhere.url("/secret.png"), "Where no page may lead")
    );
    site.put("/flood.png", Served::typed("image/png", png(60, 40, [200, 30, 30], [30, 30, 200])));
    site.follow_one(home, page, "");
    site
}

fn started(home: &TempDir, colours: &str) -> Pty {
    let launch = Launch::dateline().home(home.path()).size(80, 40).args(["--today", "2025-11-13"]);
    let mut pty = launch.env("COLORTERM", colours).env("TERM", "xterm-256color").start();
    pty.wait_for_text("Rivers rise");
    pty.send(" ");
    pty.wait_for_text("%");
    pty
}

/// The colours of the half blocks on the screen, upper and lower, each once.
fn colours(pty: &Pty) -> Vec<vt100::Color> {
    pty.with_screen(|screen| {
        let mut found = Vec::new();
        let cells = (0..40).flat_map(|row| (0..80).map(move |column| (row, column)));
        for cell in cells.filter_map(|(row, column)| screen.cell(row, column)) {
            for colour in [cell.fgcolor(), cell.bgcolor()] {
                if cell.contents() == "▀" && !found.contains(&colour) {
                    found.push(colour);
                }
            }
        }
        found
    })
}

fn leave(mut pty: Pty) {
    pty.send("Q");
    assert!(pty.wait_exit().success());
}

#[test]
fn a_picture_is_fetched_on_wish_drawn_in_its_colours_and_remembered() {
    let (home, elsewhere) = (TempDir::new().unwrap(), Site::new());
    elsewhere.put("/secret.png", Served::typed("image/png", png(60, 40, [1, 1, 1], [2, 2, 2])));
    let site = illustrated(home.path(), &elsewhere);
    let mut pty = started(&home, "truecolor");
    pty.wait_for_text("The flood at noon");
    assert_eq!(site.hits("/flood.png"), 0, "nobody has asked for a picture");
    pty.send("i");
    pty.wait_for_text("▀▀▀▀▀▀");
    let (red, blue) = (vt100::Color::Rgb(200, 30, 30), vt100::Color::Rgb(30, 30, 200));
    assert_eq!(colours(&pty), [red, blue], "{}", pty.framed());
    pty.wait_for_text("The flood at noon");
    pty.send("i");
    pty.wait_until_gone("▀▀▀▀▀▀");
    pty.send("i");
    pty.wait_for_text("▀▀▀▀▀▀");
    assert_eq!(site.hits("/flood.png"), 1, "it was at hand");
    leave(pty);
    // Remembered; in 256 colours the nearest ones stand for them.
    let mut pty = started(&home, "");
    // The story may have been open again already, where Space reads on.
    pty.send("gg");
    pty.wait_for_text("▀▀▀▀▀▀");
    assert_eq!(colours(&pty), [vt100::Color::Idx(160), vt100::Color::Idx(20)], "{}", pty.framed());
    leave(pty);
    // What a page names may not lead into a private network.
    assert_eq!(elsewhere.hits("/secret.png"), 0);
}

#[test]
fn without_colours_or_by_the_setting_no_picture_is_asked_for() {
    let (home, elsewhere) = (TempDir::new().unwrap(), Site::new());
    let site = illustrated(home.path(), &elsewhere);
    let settings = home.path().join(".config/dateline/config.toml");
    for (written, said) in [("ui.pictures = \"off\"\n", "is off"), ("ui.colours = \"16\"\n", "256 colours")] {
        std::fs::write(&settings, written).unwrap();
        let mut pty = started(&home, "truecolor");
        pty.wait_for_text("The flood at noon");
        pty.send("i");
        pty.wait_for_text(said);
        leave(pty);
    }
    assert_eq!(site.hits("/flood.png"), 0);
}

/// The most memory a process has taken, in kB.
#[cfg(target_os = "linux")]
fn most_kb(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn eight_large_pictures_take_the_memory_of_one() {
    let (home, site) = (TempDir::new().unwrap(), Site::new());
    let large = png(3000, 2000, [200, 30, 30], [30, 30, 200]);
    // One that only says it is large is not even tried.
    let mut lies = large.clone();
    lies[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    site.put("/0.png", Served::typed("image/png", lies));
    site.put("/9.png", Served::typed("image/png", wordy_png()));
    let mut page = "<html><body><article><h1>Rivers rise</h1>".to_owned();
    for (at, words) in (0..=8).zip(prose::story(3).paragraphs.iter().cycle()) {
        let address = format!("/{at}.png");
        if at > 0 {
            site.put(&address, Served::typed("image/png", large.clone()));
        }
        page.push_str(&format!("<p>{words}</p>{}", figure(&address, &format!("Picture number {at}"))));
    }
    page.push_str(&figure("/9.png", "Picture with many words"));
    site.follow_one(home.path(), page + "</article></body></html>", "");
    let mut pty = started(&home, "truecolor");
    let before = most_kb(pty.process());
    pty.send("i");
    pty.wait_for_text("No picture: the picture is too large: 20000 × 20000");
    pty.send("G");
    pty.wait_for_text("Picture with many words");
    pty.wait_for("the last picture, which is green", |screen| {
        let colour = vt100::Color::Rgb(10, 200, 10);
        (0..40).any(|row| screen.cell(row, 4).is_some_and(|cell| cell.fgcolor() == colour))
    });
    let grown = most_kb(pty.process()) - before;
    println!("{grown} kB more than {before} kB");
    // One of them has 18 MB of pixels; its decoder needs them twice.
    assert!(grown < 80_000, "{grown} kB");
    leave(pty);
}
