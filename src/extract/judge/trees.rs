//! A model: decision trees whose answers add up.

/// One step of a tree; trees are written in preorder, so what is below a value follows directly.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Below or at the value the next step, else the one at `right`.
    Split {
        feature: usize,
        value: f32,
        right: usize,
    },
    Answer(f32),
}

/// Trees whose answers add up to the log odds that a unit is text of the article.
#[derive(Clone, Debug, Default)]
pub struct Model(Vec<Vec<Step>>);

impl Model {
    /// Reads a model: a tree a line, in preorder, `feature:value` for a split and a number for an answer. Lines
    /// that begin with `#` are remarks; what is no tree is left out.
    pub fn parse(table: &str) -> Self {
        let lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
        Self(lines.filter_map(tree).collect())
    }

    /// Whether it has no opinion.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The log odds of a unit.
    pub fn judge(&self, features: &[f32]) -> f32 {
        self.0.iter().map(|tree| answer(tree, features)).sum()
    }
}

fn tree(line: &str) -> Option<Vec<Step>> {
    let mut words = line.split_whitespace();
    let mut steps = Vec::new();
    grow(&mut words, &mut steps, 0)?;
    words.next().is_none().then_some(steps)
}

/// Levels a tree may have.
const DEEPEST: usize = 16;

fn grow<'a>(words: &mut impl Iterator<Item = &'a str>, steps: &mut Vec<Step>, depth: usize) -> Option<()> {
    let word = words.next().filter(|_| depth < DEEPEST)?;
    let Some((feature, value)) = word.split_once(':') else {
        steps.push(Step::Answer(word.parse().ok()?));
        return Some(());
    };
    let (feature, value) = (feature.parse().ok()?, value.parse().ok()?);
    let place = steps.len();
    steps.push(Step::Answer(0.0));
    grow(words, steps, depth + 1)?;
    let right = steps.len();
    grow(words, steps, depth + 1)?;
    *steps.get_mut(place)? = Step::Split { feature, value, right };
    Some(())
}

fn answer(tree: &[Step], features: &[f32]) -> f32 {
    let mut at = 0;
    while let Some(step) = tree.get(at) {
        match *step {
            Step::Answer(answer) => return answer,
            Step::Split { feature, value, right } => {
                let below = features.get(feature).is_none_or(|known| *known <= value);
                at = if below { at + 1 } else { right };
            }
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_read_in_preorder_and_add_up() {
        let model = Model::parse("# a remark\n0:.5 -1 1:2 .25 3\n\n0:1 0 1\n");
        for (features, odds) in [([0.0, 9.0], -1.0), ([1.0, 2.0], 0.25), ([2.0, 3.0], 4.0)] {
            assert!((model.judge(&features) - odds).abs() < 1e-6, "{features:?}");
        }
        assert!(model.judge(&[]) < 0.0, "what is not known is below");
    }

    #[test]
    fn what_is_no_tree_is_left_out() {
        let deep = "0:1 ".repeat(100_000);
        for broken in ["0:1 2", "1 2", "x:1 0 0", "0:y 0 0", "0:1 0 0 0", deep.as_str()] {
            assert!(Model::parse(broken).is_empty(), "{}", broken.chars().take(20).collect::<String>());
        }
    }
}
