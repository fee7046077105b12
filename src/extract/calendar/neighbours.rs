//! What stands beside a calendar: the ways to the months before and after, the section it belongs to.

use std::ops::Range;

use crate::extract::dated;
use crate::extract::month_names::months_of;
use crate::extract::outline::{Link, Outline};
use crate::news::{Address, Month, Text};

/// Texts before and after the numbers that are looked at.
const BEFORE: usize = 40;
const AFTER: usize = 30;
/// Texts around the numbers among which a menu of years is looked for.
const YEARS: usize = 120;

const BACK: [&str; 18] = [
    "‹",
    "«",
    "←",
    "<",
    "<<",
    "◀",
    "◄",
    "prev",
    "previous",
    "пред",
    "предыдущий",
    "назад",
    "zurück",
    "précédent",
    "anterior",
    "poprzedni",
    "önceki",
    "алдыңғы",
];
const ON: [&str; 18] = [
    "›",
    "»",
    "→",
    ">",
    ">>",
    "▶",
    "►",
    "next",
    "след",
    "следующий",
    "вперед",
    "вперёд",
    "weiter",
    "suivant",
    "siguiente",
    "następny",
    "sonraki",
    "келесі",
];

/// The pages of the month before and of the month after a calendar whose days stand in these texts.
/// Where a site leaves out empty months, the nearest one it leads to.
pub(super) fn of(outline: &Outline, days: Range<usize>, month: Month) -> (Option<Address>, Option<Address>) {
    let zone = days.start.saturating_sub(BEFORE)..days.end + AFTER;
    let near: Vec<&Link> = outline.links.iter().filter(|link| zone.contains(&link.pieces.start)).collect();
    let best = |way: &Way| {
        let scored = near.iter().map(|link| (way.score(outline, link, &days), *link));
        let best = scored.fold(None, |best: Option<(u32, &Link)>, next| match best {
            Some(best) if best.0 >= next.0 => Some(best),
            _ => Some(next),
        });
        best.filter(|(score, _)| *score > 0).map(|(_, link)| link.address.clone())
    };
    let back = Way { from: month, to: month.plus(-1), signs: &BACK, rel: "prev" };
    let on = Way { from: month, to: month.plus(1), signs: &ON, rel: "next" };
    (best(&back), best(&on))
}

/// A direction to go from a month.
struct Way {
    from: Month,
    to: Month,
    signs: &'static [&'static str],
    rel: &'static str,
}

impl Way {
    /// How surely a link leads to the month, 0 for not at all.
    fn score(&self, outline: &Outline, link: &Link, days: &Range<usize>) -> u32 {
        let text = outline.text_of(link).to_lowercase();
        if text.chars().count() > 30 {
            return 0;
        }
        let words =
            || text.split(|c: char| !c.is_alphanumeric()).chain(link.label.split([' ', '-', '_', ',']));
        let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let shown = text.split_whitespace().chain(words()).any(|word| self.signs.contains(&word));
        let shown = shown || link.rel.split_whitespace().any(|word| word == self.rel);
        let named = |month: Month| words().any(|word| months_of(word) & (1 << month.number()) != 0);
        // Signs count in the widget only: above the days, or right behind them.
        let beside = (days.start.saturating_sub(16)..days.end + 6).contains(&link.pieces.start);
        let months = dated::months(&link.address);
        if months.contains(&self.to) {
            // A day of that month at the edge of the grid shows it too, if nothing better does.
            let to_day = is_number && beside;
            let to_month = shown || named(self.to) || dated::readings(&link.address).is_empty();
            return if to_month && !is_number { 8 } else { u32::from(to_day) };
        }
        if let Some(other) = months.first() {
            let ahead = if self.to < self.from { *other < self.from } else { *other > self.from };
            return if ahead && beside && !is_number && (shown || named(*other)) { 3 } else { 0 };
        }
        let year_differs = words().any(|word| {
            word.parse::<i16>().is_ok_and(|year| (1900..=2100).contains(&year) && year != self.to.year())
        });
        match () {
            () if year_differs || is_number => 0,
            () if named(self.to) => 6,
            () if beside && shown => 4,
            () => 0,
        }
    }
}

/// The first of the years that stand beside a calendar to be chosen from, as options or links.
pub(super) fn first_year(outline: &Outline, days: Range<usize>) -> Option<i16> {
    let zone = days.start.saturating_sub(YEARS)..(days.end + YEARS).min(outline.pieces.len());
    let mut years: Vec<i16> = zone
        .filter_map(|at| outline.pieces.get(at))
        .filter(|piece| {
            let name = outline.elems.get(piece.elem).map_or("", |elem| elem.name.as_str());
            piece.link.is_some() || name == "option"
        })
        .filter_map(|piece| piece.text.trim().parse().ok())
        .filter(|year| (1900..=2100).contains(year))
        .collect();
    years.sort_unstable();
    years.dedup();
    // One year alone is a heading, or the last one.
    (years.len() >= 2).then(|| years.first().copied())?
}

/// The section: the name of the link to what stands before the date in the template, else the short
/// text before the month.
pub(super) fn section(outline: &Outline, first: usize, template: &str) -> Option<Text> {
    let prefix = template.split('{').next().unwrap_or_default();
    let prefix = &prefix[..prefix.rfind('/').map_or(0, |at| at + 1)];
    let place = Address::parse(prefix).ok()?;
    if place.url().path() == "/" {
        return None;
    }
    let to_place = outline.links.iter().filter(|link| link.address.key() == place.key());
    let mut named = to_place.filter_map(|link| name(&outline.text_of(link)));
    if let Some(found) = named.next() {
        return Some(found);
    }
    let zone = first.saturating_sub(16)..first;
    let pieces = outline.pieces.get(zone).unwrap_or_default();
    let month = pieces.iter().rposition(|piece| {
        piece.text.split(|c: char| !c.is_alphanumeric()).any(|word| months_of(word) != 0)
    })?;
    name(&pieces.get(month.checked_sub(1)?)?.text)
}

fn name(text: &str) -> Option<Text> {
    const GENERAL: [&str; 8] =
        ["архив", "archive", "archives", "calendar", "календарь", "kalender", "archiv", "arquivo"];
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let sound =
        letters >= 3 && text.chars().count() <= 40 && !GENERAL.contains(&text.to_lowercase().as_str());
    sound.then(|| Text::line(text))
}
