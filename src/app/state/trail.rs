//! Where the reader was: the stories that were open before, and those gone back from.

use super::Reader;

/// Stories remembered each way.
const MOST: usize = 50;

/// The way through the stories that were open, with the place in each.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    back: Vec<Reader>,
    forward: Vec<Reader>,
}

impl Trail {
    /// A story was left for another one, or closed.
    pub fn left(&mut self, reader: &Reader) {
        if !reader.preview {
            put(&mut self.back, reader.clone());
        }
    }

    /// A story is opened: what was gone back from is not ahead any more, and it does not lie behind itself.
    pub fn opens(&mut self, target: &super::super::Target) {
        self.forward.clear();
        self.back.pop_if(|last| last.target == *target);
    }

    /// The story to go to, in place of the one that is open now.
    pub fn step(&mut self, forward: bool, here: Option<&Reader>) -> Option<Reader> {
        let (from, to) =
            if forward { (&mut self.forward, &mut self.back) } else { (&mut self.back, &mut self.forward) };
        let here = here.filter(|reader| !reader.preview);
        let next = std::iter::from_fn(|| from.pop())
            .find(|reader| here.is_none_or(|here| here.target != reader.target))?;
        if let Some(here) = here {
            put(to, here.clone());
        }
        Some(next)
    }

    /// Whether there is something to go back to.
    pub fn has_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// All of them, for what they are told together.
    pub fn readers_mut(&mut self) -> impl Iterator<Item = &mut Reader> {
        self.back.iter_mut().chain(&mut self.forward)
    }
}

fn put(stack: &mut Vec<Reader>, reader: Reader) {
    stack.pop_if(|last| last.target == reader.target);
    stack.push(reader);
    if stack.len() > MOST {
        stack.remove(0);
    }
}
