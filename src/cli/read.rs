//! `dateline read`.

use std::io::{IsTerminal, Read as _, Write};
use std::path::Path;

use super::args::{Format, Read};
use super::end::{End, Ended, notice, say};
use super::json;
use super::world::World;
use crate::extract::{self, Limits, PageFacts};
use crate::news::{Address, Article, Fault, FaultKind};
use crate::service::{self, Desk, Target};
use crate::typeset::{Measure, formats, typeset};

/// Bytes of a file that are read; what a page may have (issue of `fetch`).
const MOST_BYTES: u64 = 10 << 20;

/// What is to be read.
pub enum Input {
    /// An address.
    Address(Address),
    /// A file or standard input, whole.
    Bytes(Vec<u8>),
}

impl Input {
    /// Finds out what a person means: `-`, a file that exists, else an address.
    pub fn of(raw: &str) -> Result<Self, Fault> {
        if raw == "-" {
            return Ok(Self::Bytes(bytes(std::io::stdin().lock(), "standard input")?));
        }
        let path = Path::new(raw);
        if !raw.contains("://") && path.exists() && !path.is_dir() {
            let file = std::fs::File::open(path).map_err(|error| unreadable(raw).cause(error))?;
            return Ok(Self::Bytes(bytes(file, raw)?));
        }
        if !raw.contains("://") && looks_like_file(raw) {
            let fault = Fault::new(FaultKind::NotFound, format!("there is no file {raw}"));
            return Err(fault.hint("write addresses with their scheme: https://…"));
        }
        let address = Address::typed(raw).map_err(|error| {
            let fault = Fault::new(FaultKind::Usage, format!("`{raw}` is neither a file nor an address"));
            fault.hint("write addresses with their scheme: https://…").cause(error)
        })?;
        Ok(Self::Address(address))
    }
}

/// Whether what is not there was meant to be a file rather than a host.
fn looks_like_file(raw: &str) -> bool {
    let ends = [".html", ".htm", ".xhtml", ".xml", ".json", ".txt", ".rss", ".atom"];
    let lower = raw.to_lowercase();
    raw.starts_with(['/', '.', '~']) || (!raw.contains('/') && ends.iter().any(|end| lower.ends_with(end)))
}

fn unreadable(name: &str) -> Fault {
    Fault::new(FaultKind::NotFound, format!("{name} cannot be read"))
}

/// All bytes up to the limit.
pub fn bytes(from: impl std::io::Read, name: &str) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES).read_to_end(&mut bytes).map_err(|error| unreadable(name).cause(error))?;
    Ok(bytes)
}

/// The address of a file of which none is known; links on it that are not absolute lead here.
pub fn nowhere() -> Result<Address, Fault> {
    Address::parse("http://localhost/")
        .map_err(|error| Fault::new(FaultKind::Usage, "no address is known").cause(error))
}

/// The address given with `--base-url`.
pub fn base(raw: Option<&str>) -> Result<Option<Address>, Fault> {
    let read = |raw| {
        Address::typed(raw).map_err(|error| {
            Fault::new(FaultKind::Usage, format!("--base-url `{raw}` cannot be used: {error}"))
        })
    };
    raw.map(read).transpose()
}

/// Makes a page that is at hand readable. Without a base, it has no address of its own.
pub fn convert(bytes: Vec<u8>, base: Option<&Address>) -> Result<Article, Fault> {
    let address = base.cloned().map_or_else(nowhere, Ok)?;
    let mut article = extract::convert(bytes, PageFacts { address, content_type: None }, Limits::default())?;
    if base.is_none() {
        article.address = None;
    }
    Ok(article)
}

/// Runs the command: each input in turn; one that fails does not keep the others.
pub fn run(world: &World, args: &Read) -> Ended {
    if args.inputs.is_empty() {
        let fault = Fault::new(FaultKind::Usage, "there is nothing to read");
        return Err(fault.hint("give an address, a file, or - for standard input").into());
    }
    let base = base(args.base_url.as_deref())?;
    let mut desk: Option<Desk> = None;
    let mut worst = None;
    for (index, raw) in args.inputs.iter().enumerate() {
        let article = match Input::of(raw) {
            Ok(Input::Bytes(bytes)) => convert(bytes, base.as_ref()),
            Ok(Input::Address(address)) => {
                let desk = match &mut desk {
                    Some(desk) => desk,
                    none => none.insert(world.reading_desk()?),
                };
                let target = Target::Typed(address);
                world.wait(service::read_story(desk, &target, &world.now(), args.fresh, true))
            }
            Err(fault) => Err(fault),
        };
        match article {
            Ok(article) if article.document.is_empty() => {
                let fault = Fault::new(FaultKind::NotFound, format!("there is nothing to read in {raw}"));
                say(&fault);
                worst.get_or_insert(fault.exit_code());
            }
            Ok(article) => {
                if let Some(said) = &article.notice {
                    notice(format!("dateline: {said}"));
                }
                print(world, args, &article, index > 0)?;
            }
            Err(fault) => {
                say(&fault);
                worst.get_or_insert(fault.exit_code());
            }
        }
    }
    worst.map_or(Ok(()), |code| Err(End::Code(code)))
}

fn print(world: &World, args: &Read, article: &Article, again: bool) -> Ended {
    let mut out = std::io::stdout().lock();
    let text = match args.format.unwrap_or_else(usual_format) {
        Format::Json => format!("{}\n", json::article(article, None)),
        Format::Markdown => ended(formats::markdown(article, true)),
        Format::Html => ended(formats::html(article)),
        Format::Text => formats::plain(&page(world, args, article)),
        Format::Ansi => formats::ansi(&page(world, args, article)),
    };
    if again && !matches!(args.format, Some(Format::Json)) {
        out.write_all(b"\n\n")?;
    }
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

fn ended(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

fn page(world: &World, args: &Read, article: &Article) -> crate::typeset::Page {
    let columns = args.width.unwrap_or_else(|| {
        let screen = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        world.settings().measure.min(screen.unwrap_or(u16::MAX).max(1))
    });
    // On paper the address stays whole, so that it can be copied.
    let mut head = crate::app::head(article, None, world.locale(), &world.now().zone, u16::MAX);
    // The notice has been said on standard error.
    head.notices.clear();
    typeset(article, &head, Measure::of(columns))
}

/// Colours only for a terminal that wants them (<https://no-color.org>).
fn usual_format() -> Format {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var("TERM").is_ok_and(|term| term == "dumb")
        || !std::io::stdout().is_terminal();
    if plain { Format::Text } else { Format::Ansi }
}
