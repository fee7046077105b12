//! Day pages: whether an answer is the page that was asked for.

use crate::news::{Address, Day, Template};

/// Whether what answered is still the page of that day: redirects may add `www.`, `https` or a slash, or
/// move the whole archive, but the day must still stand in the address.
pub(super) fn is_of_day(template: &Template, day: Day, answered: &Address) -> bool {
    let Ok(asked) = template.address(day) else { return false };
    if asked.key() == answered.key() {
        return true;
    }
    // The pieces of the address that differ for a day of another year, month and number are its date.
    let Ok(other) = template.address(day.plus(-400)) else { return false };
    let other = pieces(&other);
    let dated: Vec<String> = pieces(&asked)
        .into_iter()
        .enumerate()
        .filter(|(at, piece)| other.get(*at) != Some(piece))
        .map(|(_, piece)| piece)
        .collect();
    let answered = pieces(answered);
    let mut left = answered.iter();
    // In the same order, so that 2025/05/11 is not taken for 2025/11/05.
    !dated.is_empty() && dated.iter().all(|piece| left.any(|other| other == piece))
}

/// The parts of path and query.
fn pieces(address: &Address) -> Vec<String> {
    let url = address.url();
    let query = url.query().unwrap_or_default();
    let parts = url.path().split('/').chain(query.split(['&', '=']));
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(template: &str, answered: &str) -> bool {
        let day = Day::new(2025, 11, 5).unwrap();
        is_of_day(&template.parse().unwrap(), day, &Address::parse(answered).unwrap())
    }

    #[test]
    fn a_redirect_may_move_the_archive_but_not_the_day() {
        let flat = "http://a.org/world/{YYYY}-{MM}-{DD}/";
        assert!(is(flat, "https://www.a.org/world/2025-11-05"));
        assert!(is(flat, "https://a.org/news/world/2025-11-05/"));
        assert!(!is(flat, "https://a.org/"));
        assert!(!is(flat, "https://a.org/world/2025-11-04/"));
        assert!(!is(flat, "https://a.org/consent?to=world"));
        let deep = "http://a.org/{YYYY}/{MM}/{DD}";
        assert!(is(deep, "https://a.org/archive/2025/11/05/"));
        assert!(!is(deep, "https://a.org/2025/05/11/"));
        assert!(is("http://a.org/?d={YYYY}{MM}{DD}", "https://a.org/day?d=20251105"));
    }
}
