//! Where frames are gathered, and the one way out to the terminal.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::Color;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::hyperlinks::{self, Links};

/// Writes all of it to standard output, past any buffer. A signal does not cut it short, and a
/// terminal that takes nothing at the moment is waited for.
pub(super) fn write_out(mut bytes: &[u8]) -> io::Result<()> {
    let out = rustix::stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(out, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            // Another program left the terminal in non-blocking mode.
            Err(Errno::AGAIN) => {
                let mut ready = [PollFd::from_borrowed_fd(out, PollFlags::OUT)];
                match poll(&mut ready, None) {
                    Ok(_) | Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// A writer into the frame that is being gathered; flushing it sends nothing.
struct FrameBuffer(Rc<RefCell<Vec<u8>>>);

impl Write for FrameBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// ratatui's way to the terminal. It never asks: crossterm would read the answers to "where is the
/// cursor" and "how large are you" from the input, which belongs to the gate.
pub(super) struct FrameBackend {
    inner: CrosstermBackend<FrameBuffer>,
    cursor: Position,
    /// Whether the cursor shows, once that is known.
    shows_cursor: Option<bool>,
    /// The size as the gate told it last.
    pub(super) size: Size,
    /// Where the links of the frame lead; none where the terminal takes none.
    pub(super) links: Links,
}

impl FrameBackend {
    /// Gathers frames of a size in a buffer.
    pub(super) fn new(out: Rc<RefCell<Vec<u8>>>, size: Size) -> Self {
        Self {
            inner: CrosstermBackend::new(FrameBuffer(out)),
            cursor: Position::ORIGIN,
            shows_cursor: None,
            size,
            links: Links::new(),
        }
    }
}

impl Backend for FrameBackend {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let cells: Vec<_> = content.collect();
        for stretch in cells.chunk_by(|(.., a), (.., b)| a.underline_color == b.underline_color) {
            let Some((.., first)) = stretch.first() else { continue };
            if first.underline_color == Color::Reset {
                self.inner.draw(stretch.iter().copied())?;
                continue;
            }
            // The colour stands for the link and is not shown.
            let bare = |(x, y, cell): &(u16, u16, &Cell)| {
                let mut cell = Cell::clone(cell);
                cell.underline_color = Color::Reset;
                (*x, *y, cell)
            };
            let bare: Vec<_> = stretch.iter().map(bare).collect();
            let link = self.links.get(&first.underline_color);
            if let Some(address) = link {
                self.inner.write_all(hyperlinks::begins(first.underline_color, address).as_bytes())?;
            }
            self.inner.draw(bare.iter().map(|(x, y, cell)| (*x, *y, cell)))?;
            if link.is_some() {
                self.inner.write_all(hyperlinks::ENDS.as_bytes())?;
            }
        }
        Ok(())
    }

    // ratatui says it with every frame.
    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.shows_cursor.replace(false) == Some(false) { Ok(()) } else { self.inner.hide_cursor() }
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.shows_cursor.replace(true) == Some(true) { Ok(()) } else { self.inner.show_cursor() }
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        self.inner.set_cursor_position(self.cursor)
    }

    fn clear(&mut self) -> io::Result<()> {
        // Another program may have had the terminal.
        self.shows_cursor = None;
        self.inner.clear()
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.inner.clear_region(region)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_gathered_and_nothing_is_asked() {
        let out = Rc::new(RefCell::new(Vec::new()));
        let backend = FrameBackend::new(Rc::clone(&out), Size::new(20, 2));
        let mut terminal = ratatui::Terminal::new(backend).unwrap();
        terminal
            .draw(|frame| frame.buffer_mut().set_string(0, 0, "news", ratatui::style::Style::new()))
            .map(|_| ())
            .unwrap();
        let drawn = String::from_utf8(out.take()).unwrap();
        assert!(drawn.contains("news"), "{drawn:?}");
        let again = |frame: &mut ratatui::Frame<'_>| {
            frame.buffer_mut().set_string(0, 0, "news", ratatui::style::Style::new());
        };
        terminal.draw(again).map(|_| ()).unwrap();
        assert_eq!(out.take(), b"", "the same again is nothing to write");
        terminal.backend_mut().size = Size::new(30, 3);
        terminal.clear().unwrap();
        let area = terminal.draw(|_| {}).unwrap().area;
        assert_eq!((area.width, area.height), (30, 3));
        assert!(!String::from_utf8(out.take()).unwrap().contains("[6n"), "no question about the cursor");
    }

    #[test]
    fn cells_of_a_link_are_written_between_its_beginning_and_end_and_only_when_it_changes() {
        let out = Rc::new(RefCell::new(Vec::new()));
        let backend = FrameBackend::new(Rc::clone(&out), Size::new(20, 2));
        let mut terminal = ratatui::Terminal::new(backend).unwrap();
        let address = |path: &str| crate::news::Address::parse(&format!("https://a.example/{path}")).unwrap();
        let (one, two) = (Color::Rgb(1, 2, 3), Color::Rgb(4, 5, 6));
        let mut drawn = |tag: Color, links: &[(Color, crate::news::Address)]| {
            terminal.backend_mut().links = links.iter().cloned().collect();
            terminal
                .draw(|frame| {
                    frame.buffer_mut().set_string(0, 0, "see the report here", ratatui::style::Style::new());
                    let linked = ratatui::style::Style::new().underline_color(tag);
                    frame.buffer_mut().set_string(8, 0, "report", linked);
                })
                .unwrap();
            String::from_utf8(std::mem::take(&mut *out.borrow_mut())).unwrap()
        };
        let links = [(one, address("one")), (two, address("two?q=\u{1b}]x"))];
        let first = drawn(one, &links);
        let (before, rest) = first.split_once("\u{1b}]8;id=010203;https://a.example/one\u{1b}\\").unwrap();
        let (linked, behind) = rest.split_once("\u{1b}]8;;\u{1b}\\").unwrap();
        assert!(before.contains("the") && linked.contains("report") && behind.contains("here"), "{first:?}");
        assert!(!first.contains("58;2;"), "{first:?}");
        assert!(!drawn(one, &links).contains("report"));
        // The same words lead elsewhere: they are written again, and what an address holds cannot get out of it.
        let other = drawn(two, &links);
        assert!(
            other.contains("two?q=%1B]x\u{1b}\\") && other.contains("report") && !other.contains("here"),
            "{other:?}"
        );
        // A terminal that takes none gets none, and no colour.
        let none = drawn(one, &[]);
        assert!(none.contains("report") && !none.contains("\u{1b}]8") && !none.contains("58;2;"), "{none:?}");
    }
}
