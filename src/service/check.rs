//! Whether what was kept is still where it was. Asks when a person wants it, one address after the other and through
//! the same politeness as everything else; what it finds is told, and nothing is changed or let go.

use super::Desk;
use crate::fetch::{Chosen, Request, What};
use crate::news::{Address, Fault};

/// What an address answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Link {
    /// It is where it was.
    There,
    /// It has moved for good.
    Moved(Address),
    /// It could not be had; why.
    Lost(Fault),
}

impl Link {
    /// It in words.
    pub fn words(&self) -> String {
        match self {
            Self::There => "it is there".to_owned(),
            Self::Moved(to) => format!("it has moved to {to}"),
            Self::Lost(fault) => fault.sentence.to_string(),
        }
    }
}

/// Asks for one kept address. A link that a page chose is kept like any other, so none may lead into a private
/// network but what was `typed`.
pub async fn check_link(desk: &Desk, address: &Address, typed: bool) -> Link {
    let chosen = if typed { Chosen::Typed } else { Chosen::Content };
    match desk.web().get(Request::new(address.clone(), chosen, What::Archive)).await {
        Ok(answer) => match answer.moved.filter(|moved| moved.key() != address.key()) {
            Some(to) => Link::Moved(to),
            None => Link::There,
        },
        Err(fault) => Link::Lost(fault),
    }
}
