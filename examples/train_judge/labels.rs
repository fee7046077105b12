//! Which units of a page are its article, by the text that is known to be right.

use std::collections::{HashMap, HashSet};

use dateline::extract::judge::Unit;
use serde_json::Value;

/// Letters in a row by which a longer unit is looked for in the right text.
const PIECE: usize = 12;

/// Letters of a unit that is looked for as a whole, and of one too short to be told by its letters.
const WHOLE: usize = 30;
const LABEL: usize = 14;

/// For each unit how much of it is right, between 0 and 1, and how much it counts.
pub fn labels(units: &[Unit], page: &Value) -> Vec<(f32, f32)> {
    match page["body"].as_str() {
        Some(body) if !body.is_empty() => by_body(units, body),
        _ => by_snippets(units, page),
    }
}

fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Of some pages only pieces are known that must, or must not, be in the text.
fn by_snippets(units: &[Unit], page: &Value) -> Vec<(f32, f32)> {
    let list = |key: &str| -> Vec<String> {
        let list = page[key].as_array().into_iter().flatten();
        list.filter_map(Value::as_str).map(squeezed).collect()
    };
    let (with, without) = (list("with"), list("without"));
    let label = |unit: &Unit| {
        let text = squeezed(&unit.text);
        let long = text.chars().count() >= WHOLE;
        let says = |piece: &String| text.contains(piece.as_str()) || long && piece.contains(&text);
        match (with.iter().any(says), without.iter().any(says)) {
            (true, _) => (1.0, 1.0),
            (_, true) => (0.0, 1.0),
            _ => (0.0, 0.0),
        }
    };
    units.iter().map(label).collect()
}

fn by_body(units: &[Unit], body: &str) -> Vec<(f32, f32)> {
    let right = letters(body);
    let pieces: HashSet<&[char]> = right.windows(PIECE).collect();
    let whole: String = right.iter().collect();
    let mut lines: HashMap<String, usize> = HashMap::new();
    for line in body.lines() {
        *lines.entry(letters(line).into_iter().collect()).or_default() += 1;
    }
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    let mut labels = Vec::with_capacity(units.len());
    for (at, unit) in units.iter().enumerate() {
        let own = letters(&unit.text);
        let said: String = own.iter().collect();
        let label = if own.is_empty() {
            (0.0, 0.0)
        } else if own.len() >= WHOLE {
            let found = own.windows(PIECE).filter(|piece| pieces.contains(piece)).count();
            (found as f32 / (own.len() + 1 - PIECE) as f32, 1.0)
        } else if lines.contains_key(&said) || own.len() >= LABEL && whole.contains(&said) {
            (1.0, 1.0)
        } else if whole.contains(&said) {
            (0.4, 0.15)
        } else {
            (0.0, 1.0)
        };
        if label.0 > 0.5 {
            places.entry(said).or_default().push(at);
        }
        labels.push(label);
    }
    for (said, mut places) in places {
        let times = if said.chars().count() < WHOLE {
            lines.get(&said).copied().unwrap_or(1)
        } else {
            whole.matches(said.as_str()).count()
        };
        // Of copies, those that the scorers chose are the right ones.
        places.sort_by(|one, two| units[*two].kept.total_cmp(&units[*one].kept).then(one.cmp(two)));
        for at in places.into_iter().skip(times.max(1)) {
            labels[at] = (0.0, labels[at].1 / 2.0);
        }
    }
    weigh(units, &mut labels, right.len());
    labels
}

/// A page counts the same whatever its length; within it, a unit by its letters and by being one.
fn weigh(units: &[Unit], labels: &mut [(f32, f32)], all: usize) {
    let right = labels.iter().filter(|(label, _)| *label > 0.5).count().max(3) as f32;
    for (unit, (_, weight)) in units.iter().zip(labels) {
        let own = unit.text.chars().filter(|c| c.is_alphanumeric()).count() as f32;
        *weight *= 18.0 * (own / all.max(1) as f32).min(0.25) + 0.4 * (30.0 / right).min(3.0);
    }
}
