//! `dateline read`.

use std::io::Read as _;
use std::path::Path;

use super::args::Read;
use super::end::{End, Ended, notice, say};
use super::nowhere;
use super::paper::Paper;
use super::world::World;
use crate::config::SourcesFile;
use crate::extract::{self, Limits, PageFacts};
use crate::news::{Address, AddressError, Article, Attached, Fault, FaultKind, Source, Text};
use crate::service::{self, Desk, Target};

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
            let unread = |error| unreadable(raw, &error);
            let file = std::fs::File::open(path).map_err(unread)?;
            return Ok(Self::Bytes(bytes(file, raw)?));
        }
        if !raw.contains("://") && path.is_dir() && (looks_like_file(raw) || !raw.contains('.')) {
            let fault = Fault::new(FaultKind::Usage, format!("{raw} is a folder"));
            return Err(fault.hint("name the files in it"));
        }
        if !raw.contains("://") && looks_like_file(raw) {
            let fault = Fault::new(FaultKind::NotFound, format!("there is no file {raw}"));
            return Err(fault.hint("write addresses with their scheme: https://…"));
        }
        let address = Address::typed(raw).map_err(|error| {
            if error == AddressError::TooLong {
                let said = Text::line(raw).cut(60).to_string();
                let fault = Fault::new(FaultKind::Usage, format!("the address `{said}` is too long"));
                return fault.hint("an address may have 4,096 characters");
            }
            // What may be the name of a file is that of one that is not there.
            let kind = if raw.contains(':') { FaultKind::Usage } else { FaultKind::NotFound };
            let fault = Fault::new(kind, format!("`{raw}` is neither a file nor an address"));
            fault.hint("write addresses with their scheme: https://…").cause(error)
        })?;
        Ok(Self::Address(address))
    }
}

/// Whether what is not there was meant to be a file rather than a host.
pub fn looks_like_file(raw: &str) -> bool {
    let ends = [".html", ".htm", ".xhtml", ".xml", ".json", ".txt", ".rss", ".atom"];
    let lower = raw.to_lowercase();
    raw.starts_with(['/', '.', '~']) || (!raw.contains('/') && ends.iter().any(|end| lower.ends_with(end)))
}

/// That a file cannot be read, and why.
pub fn unreadable(name: &str, error: &std::io::Error) -> Fault {
    use std::io::ErrorKind;
    let (kind, sentence) = match error.kind() {
        ErrorKind::NotFound => (FaultKind::NotFound, format!("there is no file {name}")),
        ErrorKind::IsADirectory => (FaultKind::Usage, format!("{name} is a folder")),
        _ => (FaultKind::Storage, format!("{name} cannot be read")),
    };
    let fault = Fault::new(kind, sentence).cause(error);
    match error.kind() {
        ErrorKind::PermissionDenied => fault.hint("it may not be read; see its permissions"),
        _ => fault,
    }
}

/// All bytes up to the limit.
pub fn bytes(from: impl std::io::Read, name: &str) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let unread = |error| unreadable(name, &error);
    from.take(MOST_BYTES).read_to_end(&mut bytes).map_err(unread)?;
    Ok(bytes)
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

/// The source whose page a file was, by the address it came from; its rules hold for the file too.
pub fn source_of(world: &World, base: Option<&Address>) -> Result<Option<Source>, Fault> {
    let Some(address) = base else { return Ok(None) };
    let file = SourcesFile::load(&world.paths.sources_file())?;
    Ok(service::source_at(file.sources(), address).cloned())
}

/// Makes a page that is at hand under a name readable, by `read`. Without a base, it has no address of its own.
pub fn at_hand(
    name: &str,
    base: Option<&Address>,
    read: impl FnOnce(PageFacts) -> Result<Article, Fault>,
) -> Result<Article, Fault> {
    let address = base.cloned().map_or_else(nowhere::address, Ok)?;
    let mut article =
        read(PageFacts { address, content_type: extract::mime_of(name) }).map_err(not_from_the_network)?;
    if base.is_none() {
        nowhere::leave(&mut article);
    }
    Ok(article)
}

/// What is wrong with a file at hand is not the network's fault.
fn not_from_the_network(fault: Fault) -> Fault {
    match fault.kind {
        FaultKind::Content => Fault { kind: FaultKind::NotFound, ..fault },
        _ => fault,
    }
}

/// Runs the command: each input in turn; one that fails does not keep the others.
pub fn run(world: &World, args: &Read) -> Ended {
    if args.inputs.is_empty() {
        let fault = Fault::new(FaultKind::Usage, "there is nothing to read");
        return Err(fault.hint("give an address, a file, or - for standard input").into());
    }
    let base = base(args.base_url.as_deref())?;
    if args.explain {
        return super::explain::run(world, args, base.as_ref());
    }
    let rules = source_of(world, base.as_ref())?.map(|source| source.rules).unwrap_or_default();
    let paper = Paper { format: args.format(), width: args.width };
    let mut desk: Option<Desk> = None;
    let mut worst = None;
    for (index, raw) in args.inputs.iter().enumerate() {
        let name = if raw == "-" { "standard input" } else { raw };
        let article = match Input::of(raw) {
            Ok(Input::Bytes(bytes)) if bytes.trim_ascii().is_empty() => {
                Err(Fault::new(FaultKind::NotFound, format!("{name} is empty")))
            }
            Ok(Input::Bytes(bytes)) => at_hand(raw, base.as_ref(), |facts| {
                let article = extract::convert_by(bytes, facts, rules.clone(), Limits::default())?;
                Ok(article.without_days_to_come(&world.now()))
            }),
            Ok(Input::Address(address)) => {
                let desk = match &mut desk {
                    Some(desk) => desk,
                    none => none.insert(world.reading_desk()?),
                };
                let read = |address: Address| {
                    let target = Target::Typed(address);
                    if args.fresh {
                        world.wait(service::read_story(desk, &target, &world.now(), true, true))
                    } else {
                        world.wait(service::read_chosen(desk, &target, &world.now(), true))
                    }
                };
                match (read(address), Address::other_way(raw)) {
                    // That the likelier scheme failed is what a person can do most about.
                    (Err(fault), Some(other)) if fault.kind.is_network() => read(other).map_err(|_| fault),
                    (article, _) => article,
                }
            }
            Err(fault) => Err(fault),
        };
        match article {
            Ok(article) if article.document.is_empty() => {
                let fault = Fault::new(FaultKind::NotFound, format!("there is nothing to read in {name}"));
                let fault = article.notice.iter().fold(fault, Fault::hint);
                say(&fault);
                worst.get_or_insert(fault.exit_code());
            }
            Ok(article) => {
                if let Some(said) = &article.notice {
                    notice(format!("dateline: {said}"));
                }
                let attached = match (&desk, &article.address) {
                    (Some(desk), Some(address)) => {
                        let address = address.clone();
                        world.wait(desk.read(move |store| store.attached_at(&address)))?
                    }
                    _ => Attached::default(),
                };
                paper.print(world, (&article, &attached), None, index > 0)?;
            }
            Err(fault) => {
                say(&fault);
                worst.get_or_insert(fault.exit_code());
            }
        }
    }
    worst.map_or(Ok(()), |code| Err(End::Code(code)))
}
