//! Which sequence does what, by context.

use super::{Continuation, Key, KeyError, Sequence};

/// The key map: for each context (`reader`, `calendar`, `global` …) the sequences and their actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap<A> {
    contexts: Vec<(String, Node<A>)>,
    bound: Vec<Bound<A>>,
}

/// A binding as it was made; [`Keymap::rows`] keeps this order.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Bound<A> {
    context: String,
    sequence: Sequence,
    action: A,
}

/// A place in a context's tree, reached by the keys typed so far.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node<A> {
    Prefix(Vec<(Key, Node<A>)>),
    Action(A),
}

/// What stands in a tree where a sequence is to be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Met {
    Nothing,
    /// The same sequence.
    Itself,
    /// One that ends within it, or goes on after it.
    Another,
}

/// One action in one context with every sequence that does it: a row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a, A> {
    /// Where the keys work.
    pub context: &'a str,
    /// Every sequence for it, in the order they were bound.
    pub keys: Vec<&'a Sequence>,
    /// What they do.
    pub action: &'a A,
}

/// What the keys typed so far lead to.
pub(super) enum Found<A> {
    Action(A),
    Prefix(Vec<Continuation<A>>),
    Nothing,
}

impl<A: Clone> Default for Keymap<A> {
    fn default() -> Self {
        Self::new()
    }
}

impl<A: Clone> Keymap<A> {
    /// A map without a binding.
    pub fn new() -> Self {
        Self { contexts: Vec::new(), bound: Vec::new() }
    }

    /// Binds a sequence in a context; a binding of the same sequence there is replaced. Refused when
    /// one of two sequences of a context could never be typed, because the other ends within it.
    pub fn bind(&mut self, context: &str, keys: &str, action: A) -> Result<(), KeyError> {
        self.bind_sequence(context, keys.parse()?, action)
    }

    /// As [`Keymap::bind`], with a sequence that was already read.
    pub fn bind_sequence(&mut self, context: &str, sequence: Sequence, action: A) -> Result<(), KeyError> {
        let met = self.root(context).map_or(Met::Nothing, |root| root.meet(sequence.keys()));
        if met != Met::Another {
            if let Some(root) = self.root_mut(context) {
                root.insert(sequence.keys(), &action);
            }
            let is_same = |b: &&mut Bound<A>| b.context == context && b.sequence == sequence;
            if met == Met::Nothing {
                self.bound.push(Bound { context: context.to_owned(), sequence, action });
            } else if let Some(same) = self.bound.iter_mut().find(is_same) {
                same.action = action;
            }
            return Ok(());
        }
        let of_context = self.bound.iter().filter(|other| other.context == context);
        let mut others = of_context.map(|other| &other.sequence);
        let shadows = |other: &&Sequence| {
            let (ours, theirs) = (sequence.keys(), other.keys());
            ours.len() != theirs.len() && (ours.starts_with(theirs) || theirs.starts_with(ours))
        };
        let Some(other) = others.find(shadows).cloned() else { return Ok(()) };
        let other_is_longer = sequence.keys().len() < other.keys().len();
        let (shorter, longer) = if other_is_longer { (sequence, other) } else { (other, sequence) };
        Err(KeyError::Shadowed { shorter, longer })
    }

    /// Takes away every binding of a context that begins with this sequence; gives how many there were.
    pub fn unbind(&mut self, context: &str, sequence: &Sequence) -> usize {
        let before = self.bound.len();
        self.bound.retain(|b| b.context != context || !b.sequence.keys().starts_with(sequence.keys()));
        self.rebuild(context);
        before - self.bound.len()
    }

    /// The sequences of a context, or of all, whose action is wanted, in the order they were bound.
    pub fn sequences(
        &self,
        context: Option<&str>,
        is_wanted: impl Fn(&A) -> bool,
    ) -> impl Iterator<Item = &Sequence> {
        let here = move |bound: &&Bound<A>| context.is_none_or(|context| bound.context == context);
        let bound = self.bound.iter().filter(here).filter(move |bound| is_wanted(&bound.action));
        bound.map(|bound| &bound.sequence)
    }

    /// What a whole sequence does in a context.
    pub fn action(&self, context: &str, sequence: &Sequence) -> Option<&A> {
        let bound = self.bound.iter().find(|b| b.context == context && b.sequence == *sequence);
        bound.map(|bound| &bound.action)
    }

    fn root(&self, context: &str) -> Option<&Node<A>> {
        self.contexts.iter().find(|(name, _)| name == context).map(|(_, root)| root)
    }

    /// The tree of a context, made where there is none.
    fn root_mut(&mut self, context: &str) -> Option<&mut Node<A>> {
        let known = self.contexts.iter().position(|(name, _)| name == context);
        let at = known.unwrap_or_else(|| {
            self.contexts.push((context.to_owned(), Node::Prefix(Vec::new())));
            self.contexts.len() - 1
        });
        self.contexts.get_mut(at).map(|(_, root)| root)
    }

    fn rebuild(&mut self, context: &str) {
        let mut root = Node::Prefix(Vec::new());
        for bound in self.bound.iter().filter(|b| b.context == context) {
            root.insert(bound.sequence.keys(), &bound.action);
        }
        if let Some(tree) = self.root_mut(context) {
            *tree = root;
        }
    }

    /// What `typed` leads to in the first of `contexts` that knows it. Where it is a prefix, the
    /// continuations of the later contexts follow, without those that are already taken.
    pub(super) fn find(&self, contexts: &[&str], typed: &[Key]) -> Found<A> {
        let mut continuations: Option<Vec<Continuation<A>>> = None;
        for context in contexts {
            let Some(root) = self.root(context) else { continue };
            match (root.at(typed), &mut continuations) {
                (Some(Node::Action(action)), None) => return Found::Action(action.clone()),
                (Some(Node::Prefix(next)), continuations) => {
                    let list = continuations.get_or_insert_default();
                    for (key, node) in next {
                        if !list.iter().any(|known| known.key == *key) {
                            list.push(Continuation { key: *key, action: node.action().cloned() });
                        }
                    }
                }
                _ => {}
            }
        }
        continuations.map_or(Found::Nothing, Found::Prefix)
    }

    /// The names of the contexts, in the order of their first binding.
    pub fn contexts(&self) -> impl Iterator<Item = &str> {
        self.contexts.iter().map(|(name, _)| name.as_str())
    }

    /// One row for each action of each context, in the order they were bound.
    pub fn rows(&self) -> Vec<Row<'_, A>>
    where
        A: PartialEq,
    {
        let mut rows: Vec<Row<'_, A>> = Vec::new();
        for Bound { context, sequence, action } in &self.bound {
            match rows.iter_mut().find(|row| row.context == context && row.action == action) {
                Some(row) => row.keys.push(sequence),
                None => rows.push(Row { context, keys: vec![sequence], action }),
            }
        }
        rows
    }
}

impl<A: Clone> Node<A> {
    fn insert(&mut self, keys: &[Key], action: &A) {
        let (Self::Prefix(next), Some((first, rest))) = (self, keys.split_first()) else { return };
        let place = next.iter().position(|(key, _)| key == first).unwrap_or_else(|| {
            next.push((*first, Self::Prefix(Vec::new())));
            next.len() - 1
        });
        let Some((_, node)) = next.get_mut(place) else { return };
        if rest.is_empty() {
            *node = Self::Action(action.clone());
        } else {
            node.insert(rest, action);
        }
    }

    /// What stands where a sequence is to be put.
    fn meet(&self, keys: &[Key]) -> Met {
        let next = match (self, keys.is_empty()) {
            (Self::Action(_), true) => return Met::Itself,
            (Self::Action(_), false) | (Self::Prefix(_), true) => return Met::Another,
            (Self::Prefix(next), false) => next,
        };
        let Some((first, rest)) = keys.split_first() else { return Met::Another };
        next.iter().find(|(key, _)| key == first).map_or(Met::Nothing, |(_, node)| node.meet(rest))
    }

    fn at(&self, typed: &[Key]) -> Option<&Self> {
        let Some((first, rest)) = typed.split_first() else { return Some(self) };
        let Self::Prefix(next) = self else { return None };
        next.iter().find(|(key, _)| key == first)?.1.at(rest)
    }

    fn action(&self) -> Option<&A> {
        match self {
            Self::Action(action) => Some(action),
            Self::Prefix(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_gather_the_keys_of_an_action() {
        let mut map = Keymap::new();
        map.bind("global", "j", "down").unwrap();
        map.bind("global", "gg", "top").unwrap();
        map.bind("global", "<Down>", "down").unwrap();
        map.bind("reader", "j", "scroll").unwrap();
        let rows: Vec<_> = map
            .rows()
            .into_iter()
            .map(|row| (row.context, row.keys.iter().map(|keys| keys.human()).collect(), *row.action))
            .collect::<Vec<(_, Vec<_>, _)>>();
        assert_eq!(
            rows,
            [
                ("global", vec!["j".to_owned(), "↓".to_owned()], "down"),
                ("global", vec!["gg".to_owned()], "top"),
                ("reader", vec!["j".to_owned()], "scroll"),
            ]
        );
    }

    #[test]
    fn a_sequence_that_cannot_be_reached_is_refused() {
        let mut map = Keymap::new();
        map.bind("global", "gg", 1).unwrap();
        let error = map.bind("global", "g", 2).unwrap_err();
        assert_eq!(error.to_string(), "gg begins with g, which already ends there");
        assert!(map.bind("global", "ggx", 2).is_err());
        map.bind("reader", "g", 3).unwrap();
        assert_eq!(map.unbind("global", &"g".parse().unwrap()), 1);
        map.bind("global", "g", 2).unwrap();
    }

    #[test]
    fn binding_again_replaces() {
        let mut map = Keymap::new();
        map.bind("global", "x", 1).unwrap();
        map.bind("global", "x", 2).unwrap();
        assert_eq!(map.rows().len(), 1);
        assert!(matches!(map.find(&["global"], &[Key::char('x')]), Found::Action(2)));
    }
}
