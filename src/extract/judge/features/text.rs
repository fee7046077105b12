//! What a unit says: its letters and signs, its element, and how it is like what is known about the page.

use super::{LOOKED_AT, Whole, kind, linked};
use crate::extract::credit::is_credit;
use crate::extract::judge::units::Unit;
use crate::extract::polish::{asks, leads_to_others, tells_time};
use crate::extract::tokens::name;
use crate::news::Role;

impl Whole<'_, '_> {
    /// The unit's own text.
    pub(super) fn own(&self, at: usize, unit: &Unit, out: &mut Vec<f32>) {
        let text = unit.text.trim();
        let (mut letters, mut upper, mut digits, mut commas, mut stops, mut signs) =
            (0.0_f32, 0.0, 0.0, 0.0, 0.0, 0.0);
        for c in text.chars().take(LOOKED_AT) {
            if c.is_alphabetic() {
                letters += 1.0;
                upper += if c.is_uppercase() { 1.0 } else { 0.0 };
            } else if c.is_numeric() {
                digits += 1.0;
            } else if matches!(c, ',' | '，' | '、' | '،') {
                commas += 1.0;
            } else if matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '।' | '؟') {
                stops += 1.0;
            } else if matches!(c, '|' | '©' | '@' | '#' | '/' | '>' | '»' | '→' | '•' | '·') {
                signs += 1.0;
            }
        }
        let chars = unit.chars.max(1) as f32;
        let tag = name(&unit.node);
        let tag = tag.as_deref().unwrap_or_default();
        let ends = text.chars().next_back().unwrap_or(' ');
        let closed = matches!(ends, '"' | '”' | '“' | '»' | ')' | '’' | '\'' | '」');
        let before_close = text.chars().rev().nth(1).unwrap_or(' ');
        let is_stop = |c: char| matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '।' | '؟' | '…');
        let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
        out.extend([
            (unit.chars as f32).ln_1p(),
            self.words.get(at).map_or(0.0, |words| words.len() as f32),
            linked(unit),
            unit.strong as f32 / chars,
            upper / letters.max(1.0),
            digits / chars,
            commas / chars * 100.0,
            stops / chars * 100.0,
            flag(is_stop(ends)) + flag(closed) * (0.5 + flag(is_stop(before_close))),
            flag(matches!(ends, ':' | '：')),
            signs,
            text.matches('\n').count().min(50) as f32,
            kind(tag),
            tag.strip_prefix('h').and_then(|level| level.parse().ok()).unwrap_or(0.0),
        ]);
        let (mut quote, mut section) = (0.0, 0.0);
        for outer in unit.node.ancestors_it(None) {
            match name(&outer).as_deref() {
                Some("blockquote") => quote = 1.0,
                Some("article") if section == 0.0 => section = 1.0,
                Some("main") if section == 0.0 => section = 2.0,
                Some("section") if section == 0.0 => section = 3.0,
                Some("header") if section == 0.0 => section = 4.0,
                Some("form") if section == 0.0 => section = 5.0,
                _ => {}
            }
        }
        let role = match unit.role {
            None => 0.0,
            Some((_, Role::Standfirst)) => 1.0,
            Some((_, Role::Byline)) => 2.0,
            Some((_, Role::Credit)) => 3.0,
            Some(_) => 4.0,
        };
        out.extend([quote, section, role]);
    }

    /// What the unit says, as against what is known about the page.
    pub(super) fn said(&self, at: usize, unit: &Unit, out: &mut Vec<f32>) {
        let none = Vec::new();
        let words = self.words.get(at).unwrap_or(&none);
        let folded = self.folded.get(at).map_or("", String::as_str);
        let common = |others: &[String]| {
            let shared = words.iter().filter(|word| others.contains(word)).count();
            shared as f32 / words.len().max(1) as f32
        };
        let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
        let short = unit.text.chars().take(LOOKED_AT).collect::<String>();
        let places = self.copies.get(folded);
        out.extend([
            common(&self.title),
            flag(folded == self.folded_title),
            common(&self.description),
            flag(unit.chars < 400 && self.authors.iter().any(|author| folded.contains(author.as_str()))),
            flag(
                tells_time(&short)
                    || is_credit(&short)
                    || asks(&short, linked(unit) > 0.0)
                    || leads_to_others(&short),
            ),
            places.map_or(1.0, |places| places.len() as f32),
            places.and_then(|places| places.iter().position(|place| *place == at)).unwrap_or(0) as f32,
        ]);
    }
}
