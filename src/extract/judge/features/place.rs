//! Where a unit stands: in the page, in the elements around it, under a heading, beside its neighbours.

use dom_query::NodeRef;

use super::{Group, Whole, is_heading, kind, like, linked, share};
use crate::extract::judge::units::Unit;
use crate::extract::tokens::name;

/// The part of an element that is article to the scorers where it has hardly anything else, and the characters that such
/// an element has at most to the model.
const NEARLY_ALL: f32 = 0.9;
const LONG_ARTICLE: f32 = 13_000.0;

impl Whole<'_, '_> {
    pub(super) fn place(&self, at: usize, out: &mut Vec<f32>) {
        let count = self.units.len().max(1) as f32;
        let before = self.before.get(at).copied().unwrap_or(0.0);
        let from =
            |place: Option<usize>| place.map_or(0.0, |place| (at as f32 - place as f32).clamp(-60.0, 60.0));
        let after = self.last.filter(|last| at > *last).and_then(|last| self.before.get(last));
        out.extend([
            at as f32 / count,
            before / self.text.max(1.0),
            from(self.first),
            from(self.last),
            after.map_or(0.0, |last| ((before - last) / self.kept.max(1.0)).min(5.0)),
            self.titled.map_or(-99.0, |place| (at as f32 - place as f32).clamp(-60.0, 60.0)),
        ]);
    }

    pub(super) fn around(&self, unit: &Unit, out: &mut Vec<f32>) {
        let mut outer = unit.node.ancestors_it(Some(2));
        let parent = outer.next();
        let around = |node: Option<NodeRef>| {
            node.and_then(|node| self.parents.get(&node.id)).copied().unwrap_or_default()
        };
        let inner = around(parent);
        out.extend([
            inner.chars.ln_1p(),
            inner.of(inner.linked),
            inner.of(inner.kept),
            unit.chars as f32 / inner.chars.max(1.0),
            inner.units,
        ]);
        let second = around(outer.next());
        // What is nearly all article, and long in one element, is no page with much beside it, however much that makes:
        // those that the model was made from have few articles as long.
        let is_article = inner.chars >= LONG_ARTICLE
            && inner.of(inner.kept) >= NEARLY_ALL
            && second.of(second.kept) >= NEARLY_ALL;
        let chars = if is_article { second.chars.min(LONG_ARTICLE) } else { second.chars };
        out.extend([chars.ln_1p(), second.of(second.linked), second.of(second.kept), second.units]);
        let distance = unit.node.ancestors_it(None).position(|node| self.container.contains(&node.id));
        let depth = unit.node.ancestors_it(None).count();
        let likes = self.likes.get(&like(unit)).copied().unwrap_or_default();
        let above = unit
            .node
            .ancestors_it(None)
            .find_map(|node| self.container.iter().position(|id| *id == node.id))
            .unwrap_or(99);
        out.extend([distance.unwrap_or(99).min(20) as f32, above.min(20) as f32, depth as f32]);
        out.extend([
            likes.units,
            likes.of(likes.kept),
            likes.of(likes.linked),
            (likes.chars / likes.units.max(1.0)).ln_1p(),
        ]);
    }

    pub(super) fn window(&self, at: usize, out: &mut Vec<f32>) {
        const SIDE: usize = 4;
        let mut group = Group::default();
        for unit in
            self.units.get(at.saturating_sub(SIDE)..(at + SIDE + 1).min(self.units.len())).unwrap_or_default()
        {
            group.add(unit);
        }
        out.extend([group.of(group.kept), group.of(group.linked), if self.is_article { 1.0 } else { 0.0 }]);
    }

    /// The heading that the unit stands under, and the run of text that it is part of.
    pub(super) fn heading(&self, at: usize, out: &mut Vec<f32>) {
        let heads = |unit: &Unit| name(&unit.node).is_some_and(|tag| is_heading(&tag));
        let before = self.units.get(..=at).unwrap_or_default();
        let heading = before.iter().rposition(heads);
        let under = heading.unwrap_or(0);
        let rest = self.units.get(under + 1..).unwrap_or_default();
        let run: f32 =
            rest.iter().take_while(|unit| !heads(unit)).take(60).map(|unit| unit.chars as f32).sum();
        out.extend([
            (at - under).min(60) as f32,
            heading.and_then(|place| self.units.get(place)).map_or(-1.0, share),
            heading.and_then(|place| self.units.get(place)).map_or(0.0, |unit| unit.chars as f32),
            run.ln_1p(),
        ]);
    }

    pub(super) fn neighbour(&self, at: usize, step: isize, out: &mut Vec<f32>) {
        let unit = at.checked_add_signed(step).and_then(|place| self.units.get(place));
        let near = step.abs() == 1;
        let Some(unit) = unit else {
            out.extend(std::iter::repeat_n(-1.0, if near { 5 } else { 2 }));
            return;
        };
        if !near {
            out.extend([share(unit), (unit.chars as f32).ln_1p()]);
            return;
        }
        let parent = |unit: &Unit| unit.node.parent().map(|outer| outer.id);
        let same = self.units.get(at).is_some_and(|own| parent(own) == parent(unit));
        out.extend([
            (unit.chars as f32).ln_1p(),
            linked(unit),
            share(unit),
            name(&unit.node).map_or(0.0, |tag| kind(&tag)),
            if same { 1.0 } else { 0.0 },
        ]);
    }
}
