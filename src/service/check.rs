//! Whether what was kept is still where it was. Asks when a person wants it, one address after the other and through
//! the same politeness as everything else; what it finds is told and remembered, and nothing is changed or let go.

use super::Desk;
use super::asking::content;
use super::read::source_at;
use crate::fetch::{Chosen, Request, What};
use crate::news::{Address, Bookmark, Fault, LinkFound, Moment, Now};

/// What an address answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Link {
    /// It is where it was.
    There,
    /// It has moved for good.
    Moved(Address),
    /// It is not there any more; how that was said.
    Lost(Fault),
    /// Its host was not reached or did not answer as it should, which says nothing of the page.
    Unanswered(Fault),
}

impl Link {
    /// It in words.
    pub fn words(&self) -> String {
        match self {
            Self::There => "it is there".to_owned(),
            Self::Moved(to) => format!("it has moved to {to}"),
            Self::Lost(fault) | Self::Unanswered(fault) => fault.sentence.to_string(),
        }
    }
}

impl Link {
    /// What is remembered of it; nothing where the answer says nothing of the page.
    fn found(&self, now: &Now) -> Option<LinkFound> {
        match self {
            Self::There => Some(LinkFound::There),
            Self::Moved(to) => Some(LinkFound::Moved(to.clone())),
            Self::Lost(_) => Some(LinkFound::Gone(Moment::at(now.instant))),
            Self::Unanswered(_) => None,
        }
    }
}

/// Asks for one kept address as the check of bookmarks does, and remembers a clear answer; the bookmark as it is known then.
pub async fn look_at_link(
    desk: &Desk,
    address: &Address,
    now: &Now,
) -> Result<(Link, Option<Bookmark>), Fault> {
    let wanted = address.clone();
    let known = desk.read(move |store| store.bookmark_of(&wanted)).await?;
    let link = check_link(desk, address, known.is_some_and(|known| known.standing.typed)).await;
    let wanted = address.clone();
    if let Some(found) = link.found(now).filter(|_| !desk.reads_only()) {
        let (address, at) = (address.clone(), now.instant);
        desk.write_fetched(move |store| store.put_link(&address, &found, at)).await?;
    }
    let bookmark = desk.read(move |store| store.bookmark_of(&wanted)).await?;
    Ok((link, bookmark))
}

/// Asks for one kept address. A link that a page or a file chose is kept like any other, so none may lead into a private
/// network but what the person `typed`, and what has host and port of a source.
async fn check_link(desk: &Desk, address: &Address, typed: bool) -> Link {
    let request = if typed {
        Request::new(address.clone(), Chosen::Typed, What::Archive)
    } else {
        content(source_at(&desk.sources_at_once().await, address), address, What::Archive)
    };
    match desk.web().get(request).await {
        Ok(answer) => match answer.moved.filter(|moved| moved.key() != address.key()) {
            Some(to) => Link::Moved(to),
            None => Link::There,
        },
        Err(fault) if fault.kind.is_missing() => Link::Lost(fault),
        Err(fault) => Link::Unanswered(fault),
    }
}
