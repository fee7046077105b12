//! `dateline bookmarks check`: whether what was kept is still where it was.

use std::io::Write as _;

use serde_json::json;

use super::super::end::{End, Ended, notice};
use super::super::signs::shown;
use super::super::world::World;
use crate::locale::{counted, grouped};
use crate::news::Bookmark;
use crate::service::{self, Desk, Link};

/// Asks one address after the other and prints those that are not as they were; with `as_json` all. Exit code 1
/// where one is lost, 4 where none has answered. What was answered is remembered; nothing of what was kept is changed.
pub(super) fn run(world: &World, desk: &Desk, bookmarks: &[Bookmark], as_json: bool) -> Ended {
    let (mut moved, mut lost, mut unanswered) = (0, 0, 0);
    for bookmark in bookmarks {
        let (link, _) = world.wait(service::look_at_link(desk, &bookmark.address, &world.now()))?;
        let state = match &link {
            Link::There => "there",
            Link::Moved(_) => "moved",
            Link::Lost(_) => "lost",
            Link::Unanswered(_) => "unanswered",
        };
        moved += usize::from(matches!(link, Link::Moved(_)));
        lost += usize::from(matches!(link, Link::Lost(_)));
        unanswered += usize::from(matches!(link, Link::Unanswered(_)));
        // What is found is told at once: there may be many, and some hosts take their time.
        let mut out = std::io::stdout().lock();
        if as_json {
            let to = if let Link::Moved(to) = &link { Some(to.to_string()) } else { None };
            let row = json!({"url": bookmark.address, "title": bookmark.title, "state": state, "to": to,
                "words": link.words(), "has_text": bookmark.has_text});
            writeln!(out, "{row}")?;
        } else if link != Link::There {
            let text = if bookmark.has_text { "" } else { "; its text was never had" };
            let (title, address) = (&bookmark.title, &bookmark.address);
            let row = format!("{state}: {title}\n  {address}\n  {}{text}", link.words());
            writeln!(out, "{}", shown(&row))?;
        }
        out.flush()?;
    }
    let all = counted(bookmarks.len() as u64, "bookmark", "bookmarks");
    let silent =
        if unanswered > 0 { format!(", {} without an answer", grouped(unanswered)) } else { String::new() };
    let (gone, elsewhere) = (grouped(lost), grouped(moved));
    notice(format!("{all} asked, {elsewhere} moved, {gone} lost{silent}. Nothing was let go."));
    match lost {
        0 if unanswered > 0 && unanswered == bookmarks.len() => Err(End::Code(4)),
        0 => Ok(()),
        _ => Err(End::Code(1)),
    }
}
