//! `dateline read --batch`: many pages, JSON lines in and out.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::args::Read;
use super::end::{End, Ended, say};
use super::json as contract;
use super::read::{at_hand, bytes, unreadable};
use super::world::World;
use crate::extract::{self, Limits, PageFacts};
use crate::fetch::{Chosen, Fetch, Request, What};
use crate::news::{Address, Article, Fault, FaultKind};
use crate::typeset::formats;

/// A line of the input.
#[derive(Debug, Deserialize)]
struct Line {
    /// What the caller calls it; comes back as it is.
    #[serde(default)]
    id: Value,
    /// A file with the page; without it the address is fetched.
    #[serde(default)]
    path: Option<std::path::PathBuf>,
    /// The address of the page.
    #[serde(default)]
    url: Option<String>,
}

/// Runs the command. Answers stand in the order of the questions, each as soon as those before it are out.
pub fn run(world: &World, args: &Read) -> Ended {
    let input: Box<dyn BufRead + Send> = match args.inputs.as_slice() {
        [] => Box::new(BufReader::new(std::io::stdin())),
        [one] if one == "-" => Box::new(BufReader::new(std::io::stdin())),
        [one] => Box::new(BufReader::new(std::fs::File::open(one).map_err(|error| unreadable(one, &error))?)),
        _ => return Err(Fault::new(FaultKind::Usage, "--batch reads one file, or standard input").into()),
    };
    let jobs = args.jobs.map_or(1, usize::from);
    let lines = Mutex::new(input.lines().enumerate());
    let (sender, answers) = mpsc::sync_channel(jobs * 4);
    std::thread::scope(|scope| {
        for _ in 0..jobs {
            let (lines, sender) = (&lines, sender.clone());
            scope.spawn(move || {
                let worker = Worker { world, web: None };
                work(worker, lines, &sender);
            });
        }
        drop(sender);
        print_in_order(&answers)
    })
}

type Answer = (usize, Result<Option<Value>, Fault>);

fn work(
    mut worker: Worker<'_>,
    lines: &Mutex<impl Iterator<Item = (usize, std::io::Result<String>)>>,
    sender: &mpsc::SyncSender<Answer>,
) {
    loop {
        let next = lines.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some((number, line)) = next else { return };
        let answer = match line {
            Err(error) => Err(Fault::new(FaultKind::Usage, "the input cannot be read").cause(error)),
            Ok(line) if line.trim().is_empty() => Ok(None),
            Ok(line) => worker.answer(&line, number).map(Some),
        };
        let fatal = answer.is_err();
        if sender.send((number, answer)).is_err() || fatal {
            return;
        }
    }
}

fn print_in_order(answers: &mpsc::Receiver<Answer>) -> Ended {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    let mut failed = 0;
    let mut done = 0;
    while let Ok((number, answer)) = answers.recv() {
        waiting.insert(number, answer);
        while let Some(answer) = waiting.remove(&next) {
            next += 1;
            let Some(value) = answer? else { continue };
            done += 1;
            failed += usize::from(value.get("error").is_some());
            writeln!(out, "{value}")?;
        }
        if waiting.is_empty() {
            out.flush()?;
        }
    }
    out.flush()?;
    if done > 0 && failed == done { Err(End::Code(1)) } else { Ok(()) }
}

/// One of the threads; the way to the web is its own, made when the first address needs it.
struct Worker<'a> {
    world: &'a World,
    web: Option<(tokio::runtime::Runtime, std::sync::Arc<dyn Fetch>)>,
}

impl Worker<'_> {
    /// The answer to a line; a fault only where the line itself makes no sense.
    fn answer(&mut self, line: &str, number: usize) -> Result<Value, Fault> {
        let line: Line = serde_json::from_str(line).map_err(|error| {
            Fault::new(FaultKind::Usage, format!("line {} is not what --batch reads", number + 1))
                .hint("each line is an object such as {\"id\": 1, \"path\": \"page.html\", \"url\": \"https://…\"}")
                .cause(error)
        })?;
        let mut cost = None;
        let article = self.article(&line, &mut cost);
        let ms = cost.map_or(0, |cost| u64::try_from(cost.as_millis()).unwrap_or(u64::MAX));
        Ok(match article {
            Ok(article) => {
                let mut object = json!({
                    "id": line.id,
                    "text": formats::text(&article.document),
                    "title": article.title,
                    "author": contract::author(&article),
                    "date": contract::date(&article),
                    "site": article.site,
                    "lang": article.lang,
                    "ms": ms,
                });
                // Only where this is not all of the article.
                if let Some(notice) = &article.notice {
                    object["notice"] = json!(notice);
                }
                object
            }
            Err(fault) => {
                say(&fault);
                json!({
                    "id": line.id, "text": "", "title": "", "author": null, "date": null, "site": null,
                    "lang": null, "ms": ms, "error": fault.sentence,
                })
            }
        })
    }

    /// The article of a line; sets what it has cost in processor time, where that is known.
    fn article(&mut self, line: &Line, cost: &mut Option<Duration>) -> Result<Article, Fault> {
        let address = line.url.as_deref().map(|raw| {
            Address::typed(raw).map_err(|error| {
                Fault::new(FaultKind::Usage, format!("the url `{raw}` cannot be used: {error}"))
            })
        });
        if let Some(path) = &line.path {
            // The page is at hand: without an address of its own it is read all the same.
            let address = address.transpose().unwrap_or_else(|fault| {
                say(&fault);
                None
            });
            let name = path.display().to_string();
            let file = std::fs::File::open(path).map_err(|error| {
                Fault::new(FaultKind::NotFound, format!("{name} cannot be read")).cause(error)
            })?;
            let body = bytes(file, &name)?;
            return at_hand(&name, address.as_ref(), |facts| costed(body, facts, cost));
        }
        let Some(address) = address.transpose()? else {
            return Err(Fault::new(FaultKind::Usage, "the line names neither a path nor a url"));
        };
        if self.web.is_none() {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.map_err(|error| {
                Fault::new(FaultKind::Storage, "the system refuses what a command needs to run").cause(error)
            })?;
            self.web = Some((runtime, self.world.web()));
        }
        let Some((runtime, web)) = &self.web else {
            return Err(Fault::new(FaultKind::Network, "there is no way to the web"));
        };
        let answer = runtime.block_on(web.get(Request::new(address, Chosen::Typed, What::Page)))?;
        let facts = PageFacts { address: answer.address, content_type: answer.content_type };
        costed(answer.body.unwrap_or_default(), facts, cost)
    }
}

fn costed(body: Vec<u8>, facts: PageFacts, cost: &mut Option<Duration>) -> Result<Article, Fault> {
    let (article, spent) = extract::convert_costed(body, facts, Limits::default());
    *cost = spent;
    article
}
