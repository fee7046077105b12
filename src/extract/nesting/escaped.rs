//! Scripts that hold `<!--` and then `<script`: the first end tag ends the inner one only (WHATWG, 13.2.5.15 and after).

use super::raw::after_script;
use super::source::Source;

/// Scripts of a page that may run to its end before no other is followed so far.
const MAX_RUNAWAYS: u32 = 20;

/// Where a script with one inside ends.
pub(super) enum Outer {
    /// At this end tag.
    Tag(usize),
    /// Nowhere: the inner ones, which begin here, have no end tag of their own.
    Runaway(Vec<usize>),
}

/// The end of a script whose first end tag is at `close`, where the parser sees another.
pub(super) fn outer_end(page: &Source, from: usize, close: usize, runaways: &mut u32) -> Option<Outer> {
    let inner = inner_scripts(page, from, close)?;
    if *runaways < MAX_RUNAWAYS {
        match script_end(page, from) {
            // Between its end and the inner one's stands more of the script, or the page goes on.
            Some(end) if after_script(page, close, end, true).is_none() => return Some(Outer::Tag(end)),
            _ => *runaways += 1,
        }
    }
    Some(Outer::Runaway(inner))
}

/// Where scripts begin inside a script, behind the comment that makes a parser count them.
pub(super) fn inner_scripts(page: &Source, from: usize, to: usize) -> Option<Vec<usize>> {
    let mut at = from + page.html.get(from..to)?.find("<!--")?;
    let mut inner = Vec::new();
    while let Some(next) = page.tag_of(&["script"], at, to) {
        inner.push(next);
        at = next + 1;
    }
    (!inner.is_empty()).then_some(inner)
}

/// The end tag that ends a script for a parser that counts.
fn script_end(page: &Source, from: usize) -> Option<usize> {
    let (mut noted, mut inside) = (false, false);
    let mut at = from;
    loop {
        let next = at + page.html.get(at..)?.find(['<', '-'])?;
        at = next + 1;
        let tag = page.is_tag_of(&["script"], next);
        let end = tag && page.byte(next + 1) == Some(b'/');
        if page.follows("<!--", next) {
            noted = true;
            // `<!-->` is a whole one.
            at = next + 2;
        } else if page.follows("-->", next) {
            (noted, inside) = (false, false);
        } else if end && !inside {
            return Some(next);
        } else if tag && page.byte(next) == Some(b'<') && noted {
            inside = !end;
        }
    }
}
