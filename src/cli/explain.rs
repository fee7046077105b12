//! `dateline read --explain`: why a text is as it is.

use std::io::Write;

use serde_json::{Value, json};

use super::args::{Format, Read};
use super::end::Ended;
use super::nowhere;
use super::read::{Input, source_of};
use super::signs::shown;
use super::world::World;
use crate::app::why_lines;
use crate::extract::{self, Limits, Page, PageFacts};
use crate::news::{Address, Fault, FaultKind, Source, Text, TextKind, Why};
use crate::service::{self, Target};

/// Runs the command for each input in turn.
pub fn run(world: &World, args: &Read, base: Option<&Address>) -> Ended {
    if !matches!(args.format(), None | Some(Format::Text | Format::Json)) {
        return Err(Fault::new(FaultKind::Usage, "--explain answers as text or json").into());
    }
    let mut out = std::io::stdout().lock();
    for (index, raw) in args.inputs.iter().enumerate() {
        let why = match Input::of(raw)? {
            Input::Bytes(bytes) => of_bytes((raw, bytes), base, source_of(world, base)?)?,
            Input::Address(address) => {
                let desk = world.reading_desk()?;
                let why = |address| world.wait(service::why(&desk, &Target::Typed(address), &world.now()));
                match (why(address), Address::other_way(raw)) {
                    // That the likelier scheme failed is what a person can do most about.
                    (Err(fault), Some(other)) if fault.kind.is_network() => why(other).map_err(|_| fault)?,
                    (why, _) => why?,
                }
            }
        };
        if args.format() == Some(Format::Json) {
            writeln!(out, "{}", object(&why))?;
            continue;
        }
        if index > 0 {
            writeln!(out)?;
        }
        for (_, line) in why_lines(&why, false) {
            writeln!(out, "{}", shown(line.trim_end()))?;
        }
    }
    Ok(())
}

/// Of a page at hand, which has no feed.
fn of_bytes(
    (name, bytes): (&str, Vec<u8>),
    base: Option<&Address>,
    source: Option<Source>,
) -> Result<Why, Fault> {
    let address = base.cloned().map_or_else(nowhere::address, Ok)?;
    let (facts, limits) = (PageFacts { address, content_type: extract::mime_of(name) }, Limits::default());
    extract::on_worker(limits, move || {
        let rules = source.as_ref().map(|source| source.rules.clone()).unwrap_or_default();
        let page = Page::parse(&bytes, &facts, &limits)?.with_rules(rules);
        let (article, left_out) = extract::explain(&page);
        let whole = extract::whole(&page)?;
        Ok(Why {
            candidates: vec![extract::quality(&article), extract::quality(&whole)],
            shown: TextKind::Extracted,
            because: article.notice.unwrap_or_else(|| Text::line("a page alone has no other text")),
            left_out,
            rules: source.map(|source| (source.slug, source.rules)).filter(|(_, rules)| !rules.is_empty()),
        })
    })
}

fn object(why: &Why) -> Value {
    let name = |kind: TextKind| json!(kind);
    let texts: Vec<Value> = why
        .candidates
        .iter()
        .map(|text| json!({"kind": name(text.kind), "words": text.words, "linked": text.linked, "score": text.score}))
        .collect();
    let left: Vec<Value> = why
        .left_out
        .iter()
        .map(|left| {
            json!({"what": left.what.as_str(), "rule": left.rule.as_str(), "words": left.words,
                   "begins": left.begins.as_str()})
        })
        .collect();
    let rules = why
        .rules
        .as_ref()
        .map(|(slug, rules)| json!({"source": slug.as_str(), "drop": rules.drop, "start": rules.start}));
    json!({"shown": name(why.shown), "because": why.because.as_str(), "texts": texts, "left_out": left,
           "rules": rules})
}
