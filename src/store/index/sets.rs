//! Sets of docs as ascending lists.

/// What is in both.
pub(super) fn both(a: &[i64], b: &[i64]) -> Vec<i64> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() / 16 > short.len() {
        return short.iter().copied().filter(|doc| long.binary_search(doc).is_ok()).collect();
    }
    let mut out = Vec::with_capacity(short.len());
    let mut others = long.iter().copied().peekable();
    for doc in short.iter().copied() {
        while others.next_if(|other| *other < doc).is_some() {}
        if others.peek() == Some(&doc) {
            out.push(doc);
        }
    }
    out
}

/// What is in one of them at least.
pub(super) fn either(a: &[i64], b: &[i64]) -> Vec<i64> {
    let mut out = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.iter().copied().peekable(), b.iter().copied().peekable());
    loop {
        let next = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) if x == y => {
                b.next();
                a.next()
            }
            (Some(x), Some(y)) if x < y => a.next(),
            (Some(_), None) => a.next(),
            _ => b.next(),
        };
        match next {
            Some(doc) => out.push(doc),
            None => return out,
        }
    }
}

/// What is in the first only.
pub(super) fn without(a: &[i64], b: &[i64]) -> Vec<i64> {
    let mut others = b.iter().copied().peekable();
    let keep = |doc: &i64| {
        while others.next_if(|other| other < doc).is_some() {}
        others.peek() != Some(doc)
    };
    a.iter().copied().filter(keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn lists_do_as_sets_do(
            a in prop::collection::btree_set(0..300_i64, 0..80), b in prop::collection::btree_set(0..300_i64, 0..200),
        ) {
            let list = |set: &BTreeSet<i64>| set.iter().copied().collect::<Vec<_>>();
            let (x, y) = (list(&a), list(&b));
            prop_assert_eq!(both(&x, &y), a.intersection(&b).copied().collect::<Vec<_>>());
            prop_assert_eq!(either(&x, &y), a.union(&b).copied().collect::<Vec<_>>());
            prop_assert_eq!(without(&x, &y), a.difference(&b).copied().collect::<Vec<_>>());
        }
    }
}
