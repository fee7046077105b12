//! Months inside addresses, also where no day is named: `/2025/11/`, `?y=2025&m=11`, `sitemap-2025-11.xml`.

use super::{Field, Parts, Run, cut, in_query, month, readings, separated, split};
use crate::news::{Address, Month, Template};

/// The months an address may name, also without a day.
pub fn months_in(address: &Address) -> Vec<Month> {
    months(address)
}

/// Every month that can be read in an address, also without a day.
pub(in crate::extract) fn months(address: &Address) -> Vec<Month> {
    let of_days = readings(address).into_iter().map(|reading| reading.day.month());
    of_days.chain(bare_months(address).into_iter().map(|(month, _)| month)).collect()
}

/// The months an address names without a day, and where they stand in it.
fn bare_months(address: &Address) -> Vec<(Month, Parts)> {
    use Field::{Month as M, Year as Y};
    let cuts = cut(address);
    let mut out = Vec::new();
    let mut take = |parts: Parts| out.extend(month(address, &parts).map(|month| (month, parts)));
    for (at, first) in cuts.iter().enumerate().filter(|(_, cut)| cut.run == Run::Digits) {
        let second = separated(&cuts, at).filter(|cut| cut.run == Run::Digits);
        let pair =
            |one, other| second.map(|cut| [split(first, &[(one, 0)]), split(cut, &[(other, 0)])].concat());
        let parts = match (first.text.len(), second.map_or(0, |cut| cut.text.len())) {
            (6, _) => Some(split(first, &[(Y, 4), (M, 2)])),
            (4, 1 | 2) => pair(Y, M),
            (1 | 2, 4) => pair(M, Y),
            _ => None,
        };
        parts.into_iter().for_each(&mut take);
    }
    in_query(address, &cuts, false).into_iter().for_each(&mut take);
    out
}

/// The address with another month in the place of the one it names; `None` where it names none, or a day.
pub fn with_month(address: &Address, month: Month) -> Option<Address> {
    if !readings(address).is_empty() {
        return None;
    }
    let (_, parts) = bare_months(address).into_iter().next()?;
    let mut raw = address.as_str().to_owned();
    let mut parts = parts;
    parts.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    for (range, field) in parts {
        let width = range.len();
        raw.replace_range(
            range,
            &match field {
                Field::Year => format!("{:04}", month.year()),
                _ => format!("{:0width$}", month.number()),
            },
        );
    }
    Address::parse(&raw).ok()
}

/// A month found in an address that names no day.
#[derive(Clone, Debug)]
pub(in crate::extract) struct MonthReading {
    /// The month.
    pub month: Month,
    parts: Parts,
}

/// Every month of an address that names no day.
pub(in crate::extract) fn month_readings(address: &Address) -> Vec<MonthReading> {
    if !readings(address).is_empty() {
        return Vec::new();
    }
    let found = bare_months(address).into_iter();
    found.map(|(month, parts)| MonthReading { month, parts }).collect()
}

impl MonthReading {
    /// The address with the month left out: what addresses of one template share.
    pub fn skeleton(&self, address: &Address) -> String {
        self.filled(address, "{M}")
    }

    fn filled(&self, address: &Address, of_month: &str) -> String {
        let mut raw = address.as_str().to_owned();
        let mut parts = self.parts.clone();
        parts.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        for (range, field) in parts {
            raw.replace_range(range, if field == Field::Year { "{YYYY}" } else { of_month });
        }
        raw
    }
}

/// The template that addresses of one skeleton come from.
pub(in crate::extract) fn month_template(group: &[(&Address, MonthReading)]) -> Option<Template> {
    let is_short = |(_, reading): &(&Address, MonthReading)| {
        reading.parts.iter().any(|(range, field)| *field != Field::Year && range.len() == 1)
    };
    let (address, reading) = group.first()?;
    let token = if group.iter().any(is_short) { "{M}" } else { "{MM}" };
    Template::of_month(&reading.filled(address, token)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_month_is_put_in_the_place_of_the_one_named() {
        let to = |raw: &str| {
            let address = Address::parse(&format!("https://a.org{raw}")).unwrap();
            with_month(&address, Month::new(2024, 9).unwrap()).map(|made| made.url().to_string())
        };
        assert_eq!(to("/feed/2025/11.xml").as_deref(), Some("https://a.org/feed/2024/09.xml"));
        assert_eq!(to("/feed-202511.xml").as_deref(), Some("https://a.org/feed-202409.xml"));
        assert_eq!(to("/f?m=3&y=2025").as_deref(), Some("https://a.org/f?m=9&y=2024"));
        assert_eq!(to("/feed/2025/11/13.xml"), None);
        assert_eq!(to("/feed/7.xml"), None);
    }
}
