//! Boosted trees for labels between 0 and 1: histograms of at most 64 steps a feature, level by level.

/// What is learned from: by feature and row, and each row's label and weight.
#[derive(Default)]
pub struct Rows {
    pub features: Vec<Vec<f32>>,
    pub labels: Vec<f32>,
    pub weights: Vec<f32>,
}

/// How much is learned.
#[derive(Clone, Copy)]
pub struct Shape {
    pub trees: usize,
    pub depth: usize,
    /// Part of each tree's answer that counts.
    pub rate: f64,
    /// Weight that each side of a split has at least.
    pub least: f64,
    /// Weight of the opinion that nothing is known.
    pub doubt: f64,
    /// Parts of the rows and of the features that each tree sees.
    pub rows: f32,
    pub columns: f32,
}

/// A tree: a split by a feature, or an answer.
pub enum Tree {
    Split { feature: usize, value: f32, below: Box<Tree>, above: Box<Tree> },
    Answer(f32),
}

impl Tree {
    fn answer(&self, rows: &Rows, row: usize) -> f32 {
        match self {
            Self::Answer(answer) => *answer,
            Self::Split { feature, value, below, above } => {
                if rows.features[*feature][row] <= *value { below } else { above }.answer(rows, row)
            }
        }
    }

    /// Writes the tree in preorder, as the program reads it.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::Answer(answer) => out.push_str(&short(&format!("{answer:.3}"))),
            Self::Split { feature, value, below, above } => {
                out.push_str(&format!("{feature}:{} ", short(&format!("{value:.4}"))));
                below.write(out);
                out.push(' ');
                above.write(out);
            }
        }
    }
}

/// A number without what says nothing: `-0.500` is `-.5`.
fn short(number: &str) -> String {
    let number = number.trim_end_matches('0').trim_end_matches('.');
    match (number.strip_prefix("0."), number.strip_prefix("-0.")) {
        (Some(rest), _) => format!(".{rest}"),
        (_, Some(rest)) => format!("-.{rest}"),
        _ if number == "-0" || number.is_empty() => "0".to_owned(),
        _ => number.to_owned(),
    }
}

/// Numbers that look random and are the same each time (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, part: f32) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 40) as f32) / (1_u64 << 24) as f32 <= part
    }
}

/// Steps of a feature's histogram.
const STEPS: usize = 64;

/// Values between which a feature is cut into steps, as they are written.
fn cuts(values: &[f32]) -> Vec<f32> {
    let mut sorted: Vec<f32> = values.iter().copied().step_by((values.len() / 20_000).max(1)).collect();
    sorted.sort_by(f32::total_cmp);
    let mut known = sorted.clone();
    known.dedup();
    let written = |value: f32| ((f64::from(value) * 1e4).floor() / 1e4) as f32;
    let mut cuts: Vec<f32> = if known.len() <= STEPS {
        known.windows(2).map(|two| written(f32::midpoint(two[0], two[1]))).collect()
    } else {
        (1..STEPS).map(|step| written(sorted[step * sorted.len() / STEPS])).collect()
    };
    cuts.dedup();
    cuts
}

/// Slope and curvature of a row's loss.
type Slope = (f32, f32);

struct Grower<'a> {
    shape: Shape,
    cuts: &'a [Vec<f32>],
    steps: &'a [Vec<u8>],
    slopes: Vec<Slope>,
    columns: Vec<usize>,
}

/// Learns trees whose answers add up to the log odds of the labels.
pub fn learn(rows: &Rows, shape: Shape) -> Vec<Tree> {
    let count = rows.labels.len();
    let cuts: Vec<Vec<f32>> = rows.features.iter().map(|values| cuts(values)).collect();
    let step = |(values, cuts): (&Vec<f32>, &Vec<f32>)| -> Vec<u8> {
        values.iter().map(|value| cuts.partition_point(|cut| cut < value) as u8).collect()
    };
    let steps: Vec<Vec<u8>> = rows.features.iter().zip(&cuts).map(step).collect();
    let mut grower = Grower { shape, cuts: &cuts, steps: &steps, slopes: Vec::new(), columns: Vec::new() };
    let mut odds = vec![0.0_f32; count];
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut trees = Vec::new();
    for _ in 0..shape.trees {
        let slope = |row: usize| {
            let chance = 1.0 / (1.0 + (-odds[row]).exp());
            let curve = (chance * (1.0 - chance)).max(1e-4);
            ((chance - rows.labels[row]) * rows.weights[row], curve * rows.weights[row])
        };
        grower.slopes = (0..count).map(slope).collect();
        let chosen: Vec<usize> = (0..count).filter(|_| random.below(shape.rows)).collect();
        grower.columns = (0..cuts.len()).filter(|_| random.below(shape.columns)).collect();
        let tree = grower.grow(&chosen, shape.depth);
        for (row, odds) in odds.iter_mut().enumerate() {
            *odds += tree.answer(rows, row);
        }
        trees.push(tree);
    }
    trees
}

impl Grower<'_> {
    fn grow(&self, rows: &[usize], depth: usize) -> Tree {
        let (mut slope, mut curve) = (0.0, 0.0);
        for row in rows {
            slope += f64::from(self.slopes[*row].0);
            curve += f64::from(self.slopes[*row].1);
        }
        let best = if depth > 0 { self.best_split(rows, slope, curve) } else { None };
        let Some((feature, step)) = best else {
            let answer = -slope / (curve + self.shape.doubt) * self.shape.rate;
            return Tree::Answer(answer.clamp(-2.0, 2.0) as f32);
        };
        let is_below = |row: &&usize| usize::from(self.steps[feature][**row]) <= step;
        let (below, above): (Vec<&usize>, Vec<&usize>) = rows.iter().partition(is_below);
        let grow = |side: Vec<&usize>| {
            let side: Vec<usize> = side.into_iter().copied().collect();
            Box::new(self.grow(&side, depth - 1))
        };
        Tree::Split { feature, value: self.cuts[feature][step], below: grow(below), above: grow(above) }
    }

    fn best_split(&self, rows: &[usize], slope: f64, curve: f64) -> Option<(usize, usize)> {
        let worth = |slope: f64, curve: f64| slope * slope / (curve + self.shape.doubt);
        let mut best = (1e-4, None);
        for feature in &self.columns {
            let mut sums = [(0.0_f32, 0.0_f32); STEPS + 1];
            let steps = &self.steps[*feature];
            for row in rows {
                let sum = &mut sums[usize::from(steps[*row])];
                sum.0 += self.slopes[*row].0;
                sum.1 += self.slopes[*row].1;
            }
            let (mut left, mut under) = (0.0, 0.0);
            for (step, sum) in sums.iter().enumerate().take(self.cuts[*feature].len()) {
                left += f64::from(sum.0);
                under += f64::from(sum.1);
                if under < self.shape.least || curve - under < self.shape.least {
                    continue;
                }
                let gain = worth(left, under) + worth(slope - left, curve - under) - worth(slope, curve);
                if gain > best.0 {
                    best = (gain, Some((*feature, step)));
                }
            }
        }
        best.1
    }
}
