//! Work that has been asked for and has not answered yet.

use crate::news::Fault;

/// The number of one request; an answer with an older number than the slot's is dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(pub u64);

/// Hands out tickets, each higher than all before.
#[derive(Clone, Debug, Default)]
pub struct Tickets(u64);

impl Tickets {
    /// The next ticket.
    pub fn draw(&mut self) -> Ticket {
        self.0 += 1;
        Ticket(self.0)
    }
}

/// Something that is asked for: never asked, on its way, here, or failed.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Awaited<T> {
    /// Never asked for.
    #[default]
    Idle,
    /// On its way.
    Waiting(Ticket),
    /// Here.
    Ready(T),
    /// It could not be had.
    Failed(Fault),
}

impl<T> Awaited<T> {
    /// What is here.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }

    /// What is here, to change it.
    pub fn ready_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Ready(value) => Some(value),
            _ => None,
        }
    }

    /// Whether an answer to this ticket is still wanted.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        matches!(self, Self::Waiting(waiting) if *waiting == ticket)
    }

    /// Whether it is on its way.
    pub fn is_waiting(&self) -> bool {
        matches!(self, Self::Waiting(_))
    }
}
