//! Makes the model of `extract::judge` from pages whose text is known, and says how good it is on sites it has not seen.
//!
//!     cargo run --release --example train_judge -- src/extract/judge/model.txt news pages=0.5 …
//!
//! Each folder holds `pages.jsonl`, a page a line: `{"id", "url", "file", "body"}`, or `"with"` and `"without"`, lists of
//! pieces that must and must not be in the text, in place of `"body"`. A number after the folder is the weight of its
//! pages. The sites are dealt into five parts; each part is read by a model made from the other four, through the
//! whole extraction, and the figures of that are printed. Then a model is made from all and written.

mod boost;
mod labels;

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use boost::{Rows, Shape, Tree, learn};
use dateline::extract::judge::{Model, Unit, feature_names, units_of};
use dateline::extract::{Limits, Page, PageFacts};
use dateline::news::Address;
use dateline::typeset::formats;
use serde_json::Value;

const PARTS: u64 = 5;

const SHAPE: Shape =
    Shape { trees: 150, depth: 4, rate: 0.1, least: 16.0, doubt: 4.0, rows: 0.6, columns: 0.5 };

struct Labelled {
    set: usize,
    part: u64,
    file: PathBuf,
    address: Address,
    body: String,
    units: Vec<Unit>,
    labels: Vec<(f32, f32)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let out = arguments.next().ok_or("where should the model go?")?;
    let mut sets = Vec::new();
    let mut pages = Vec::new();
    for argument in arguments {
        let (folder, weight) = argument.split_once('=').unwrap_or((&argument, "1"));
        read(Path::new(folder), weight.parse()?, sets.len(), &mut pages)?;
        sets.push(folder.to_owned());
    }
    let mut figures = vec![Figures::default(); sets.len()];
    for part in 0..PARTS {
        let model = Model::parse(&written(&learn(&rows(&pages, Some(part)), SHAPE)));
        for page in pages.iter().filter(|page| page.part == part && !page.body.is_empty()) {
            figures[page.set].add(page, &model)?;
        }
    }
    for (set, figures) in sets.iter().zip(&figures) {
        println!("{set}: {figures}");
    }
    let head = "# Made by examples/train_judge. Each line is a tree; see trees.rs.\n";
    fs::write(out, format!("{head}{}", written(&learn(&rows(&pages, None), SHAPE))))?;
    Ok(())
}

fn read(folder: &Path, weight: f32, set: usize, pages: &mut Vec<Labelled>) -> Result<(), Box<dyn Error>> {
    for line in fs::read_to_string(folder.join("pages.jsonl"))?.lines() {
        let page: Value = serde_json::from_str(line)?;
        let said = |key: &str| page[key].as_str().unwrap_or_default().to_owned();
        let own =
            format!("https://{}.example/", said("id").replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        let address = Address::parse(&said("url")).or_else(|_| Address::parse(&own));
        let Ok(address) = address else { continue };
        let file = folder.join(said("file"));
        let Ok(parsed) = parse(&file, &address) else { continue };
        let units = units_of(&parsed);
        let mut labels = labels::labels(&units, &page);
        for (_, own) in &mut labels {
            *own *= weight;
        }
        let site = site(address.host(), &said("id"));
        pages.push(Labelled {
            set,
            part: hash(&site) % PARTS,
            file,
            address,
            body: said("body"),
            units,
            labels,
        });
    }
    Ok(())
}

fn parse(file: &Path, address: &Address) -> Result<Page, Box<dyn Error>> {
    let facts = PageFacts { address: address.clone(), content_type: None };
    Page::parse(&fs::read(file)?, &facts, &Limits::default()).map_err(|fault| fault.to_string().into())
}

/// The site of a page: the last labels of its host; where that says nothing, what its name begins with.
fn site(host: &str, id: &str) -> String {
    let labels: Vec<&str> = host.split('.').collect();
    let country = labels.len() > 2
        && labels.last().is_some_and(|last| last.len() == 2)
        && labels[labels.len() - 2].len() <= 3;
    let from = labels.len().saturating_sub(if country { 3 } else { 2 });
    match labels[from..].join(".") {
        site if site.contains('.') && site != "example.com" => site,
        _ => id.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned(),
    }
}

fn hash(text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash >> 20
}

/// The labelled units of all pages but those of one part.
fn rows(pages: &[Labelled], without: Option<u64>) -> Rows {
    let mut rows = Rows { features: vec![Vec::new(); feature_names().len()], ..Rows::default() };
    for page in pages.iter().filter(|page| Some(page.part) != without) {
        for (unit, (label, weight)) in
            page.units.iter().zip(&page.labels).filter(|(_, (_, weight))| *weight > 0.0)
        {
            for (column, value) in rows.features.iter_mut().zip(&unit.features) {
                column.push(*value);
            }
            rows.labels.push(*label);
            rows.weights.push(*weight);
        }
    }
    rows
}

fn written(trees: &[Tree]) -> String {
    let mut out = String::new();
    for tree in trees {
        tree.write(&mut out);
        out.push('\n');
    }
    out
}

/// Sums over pages: how many, the F1 of their words without and with the model, texts that are exactly right.
#[derive(Clone, Default)]
struct Figures {
    pages: f64,
    without: f64,
    with: f64,
    exact: f64,
}

impl Figures {
    fn add(&mut self, page: &Labelled, model: &Model) -> Result<(), Box<dyn Error>> {
        let parsed = parse(&page.file, &page.address)?;
        let text = |model: &Model| formats::text(&parsed.article_by(model).document);
        let found = text(model);
        self.pages += 1.0;
        self.without += f1(&page.body, &text(&Model::default()));
        self.with += f1(&page.body, &found);
        self.exact += if words(&page.body) == words(&found) { 1.0 } else { 0.0 };
        Ok(())
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let part = |sum: f64| sum / self.pages.max(1.0);
        let (without, with, exact) = (part(self.without), part(self.with), part(self.exact));
        write!(
            out,
            "{} pages, words F1 {without:.4} without, {with:.4} with the judge, exact {exact:.3}",
            self.pages
        )
    }
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn f1(right: &str, found: &str) -> f64 {
    let (right, found) = (words(right), words(found));
    let mut left: HashMap<&String, usize> = HashMap::new();
    for word in &right {
        *left.entry(word).or_default() += 1;
    }
    let mut same = 0.0;
    for word in &found {
        if let Some(count) = left.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            same += 1.0;
        }
    }
    if same == 0.0 { 0.0 } else { 2.0 * same / (right.len() + found.len()) as f64 }
}
