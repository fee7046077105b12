//! The word that was meant where another was written.

/// The known word that was probably meant: at most a third of its letters apart.
pub fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let measured = known.iter().map(|known| (distance(word, known), *known));
    let near = measured.filter(|(apart, known)| *apart <= known.chars().count().div_ceil(3));
    near.min_by_key(|(apart, _)| *apart).map(|(_, known)| known)
}

/// Letters to put in, take out, change or swap with their neighbour to make one word of another (optimal string
/// alignment), looking at 64 letters of each at most.
pub fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(64).collect();
    let b: Vec<char> = b.chars().take(64).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut best = at(&row, j) + usize::from(x != y);
            best = best.min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_seen_through() {
        assert_eq!(nearest("mesure", &["measure", "mouse"]), Some("measure"));
        assert_eq!(nearest("tittle", &["title", "routes"]), Some("title"));
        assert_eq!(nearest("colour", &["title", "routes"]), None);
        assert_eq!(nearest("raed", &["add", "day", "read"]), Some("read"));
        assert_eq!((distance("kitten", "sitting"), distance("raed", "read"), distance("", "ab")), (3, 1, 2));
    }
}
