//! Comma-separated values (RFC 4180) of read-later services, columns told by their heads.

use super::field::{Meaning, meaning};
use super::kept_list::KeptList;
use super::record::{Field, OWN, Rows, service};

/// Reads a table whose first line names its columns; `None` when it is none, or has no address. `is_table`: the file is
/// called one, so that its first line may be a row like others.
pub(super) fn read(text: &str, is_table: bool) -> Option<KeptList> {
    let text = without_hint(text);
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let separator = [',', ';', '\t'].into_iter().max_by_key(|sign| first.matches(*sign).count())?;
    let all = || {
        let cells = Cells { rest: text, separator, line: 1 };
        cells.filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()))
    };
    let mut rows = all();
    let mut head: Vec<String> = rows.next()?.1.iter().map(|name| name.trim().to_owned()).collect();
    let has_address = head.iter().any(|name| matches!(meaning(name), Meaning::Address(_)));
    if head.iter().any(|name| name.contains("://")) {
        head = is_table.then(|| told_by_row(&head)).flatten()?;
        rows = all();
    } else if !has_address {
        return None;
    }
    let names: Vec<&str> = head.iter().map(String::as_str).collect();
    let format = service(&names);
    let mut taken = Rows::default();
    for (line, row) in rows {
        let cell = |cell: &String| if format == OWN { unguarded(cell) } else { cell.clone() };
        let fields: Vec<Field> =
            head.iter().zip(&row).map(|(name, value)| (name.clone(), vec![cell(value)])).collect();
        taken.take(&fields, line, || row.join(", "));
    }
    Some(taken.done(format))
}

/// Names for the columns of a table without a head, by a row of it: the first address, and beside it what it is called.
fn told_by_row(row: &[String]) -> Option<Vec<String>> {
    let address = row.iter().position(|cell| cell.contains("://")).filter(|_| row.len() > 1)?;
    let title = row.iter().enumerate().position(|(at, cell)| at != address && !cell.is_empty());
    let name = |at: usize| match at {
        at if at == address => "url".to_owned(),
        at if Some(at) == title => "title".to_owned(),
        at => format!("column {}", at + 1),
    };
    Some((0..row.len()).map(name).collect())
}

/// The table without the line that tells a spreadsheet what stands between the cells.
fn without_hint(text: &str) -> &str {
    let hint = text.lines().next().filter(|line| line.trim().len() == 5 && line.starts_with("sep="));
    hint.map_or(text, |hint| text.get(hint.len()..).unwrap_or_default())
}

/// A cell of our own export without the apostrophe that keeps a spreadsheet from taking it for a formula.
fn unguarded(cell: &str) -> String {
    let guarded = cell.starts_with('\'') && cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@']);
    cell.strip_prefix('\'').filter(|_| guarded).unwrap_or(cell).to_owned()
}

/// The rows of a table, each with the line it begins in. A quote that is never closed is a sign like others: it
/// must not take the rest of the table with it.
struct Cells<'a> {
    rest: &'a str,
    separator: char,
    line: usize,
}

impl Cells<'_> {
    /// The first line as it stands, whatever its quotes.
    fn as_it_stands(&mut self) -> Vec<String> {
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        self.line += 1;
        line.trim_end_matches('\r').split(self.separator).map(ToOwned::to_owned).collect()
    }
}

impl Iterator for Cells<'_> {
    type Item = (usize, Vec<String>);

    fn next(&mut self) -> Option<(usize, Vec<String>)> {
        if self.rest.is_empty() {
            return None;
        }
        let begins = self.line;
        let mut row = Vec::new();
        let mut cell = String::new();
        let mut quoted = false;
        let mut chars = self.rest.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' if quoted && chars.next_if(|(_, next)| *next == '"').is_some() => cell.push('"'),
                '"' if quoted => quoted = false,
                '"' if cell.trim().is_empty() => {
                    cell.clear();
                    quoted = true;
                }
                c if c == self.separator && !quoted => row.push(std::mem::take(&mut cell)),
                '\n' if !quoted => {
                    row.push(cell.trim_end_matches('\r').to_owned());
                    self.line += 1 + self.rest[..at].matches('\n').count();
                    self.rest = &self.rest[at + 1..];
                    return Some((begins, row));
                }
                c => cell.push(c),
            }
        }
        if quoted {
            return Some((begins, self.as_it_stands()));
        }
        self.rest = "";
        row.push(cell.trim_end_matches('\r').to_owned());
        Some((begins, row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::news::When;

    fn read_table(text: &str) -> Option<KeptList> {
        super::read(text, false)
    }

    #[test]
    fn a_table_without_a_head_is_told_by_its_first_row() {
        let text = "https://a.example/1,One,x\nhttps://a.example/2,\"Two, too\",\n";
        assert!(read_table(text).is_none(), "lists of sources have commas in their addresses too");
        let list = super::read(text, true).unwrap();
        let titles: Vec<&str> = list.entries.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles, ["One", "Two, too"]);
        assert_eq!(list.entries[0].address.as_str(), "https://a.example/1");
        assert!(super::read("https://a.example/feed\nhttps://b.example/feed\n", true).is_none());
    }

    #[test]
    fn pocket() {
        let list = read_table(
            "title,url,time_added,tags,status\r\n\
             \"A, \"\"quoted\"\" title\",https://a.example/1,1700000000,news|long reads,unread\r\n\
             https://a.example/2,https://a.example/2,1700000001,,archive\r\n\
             Gone,about:blank,1700000002,,unread\r\n",
        )
        .unwrap();
        assert_eq!(list.format, "Pocket");
        let [one, two] = list.entries.as_slice() else { panic!("two: {list:?}") };
        assert_eq!(one.title, "A, \"quoted\" title");
        assert_eq!(one.tags, ["news", "long reads"]);
        assert!(matches!(one.added, Some(When::Moment(at)) if at.instant.as_second() == 1_700_000_000));
        assert_eq!((two.title.as_str(), two.tags.len()), ("", 1));
        assert_eq!(two.tags, ["archive"]);
        assert_eq!(list.left[0].words(), "line 4: about:blank: it is no web address");
    }

    #[test]
    fn instapaper() {
        let list = read_table(
            "URL,Title,Selection,Folder,Timestamp,Tags\n\
             https://a.example/1,One,\"first line\nsecond, line\",Kitchen,1700000000,\"[\"\"a b\"\",\"\"c\"\"]\"\n\
             https://a.example/2,Two,,Unread,1700000001,[]\n",
        )
        .unwrap();
        assert_eq!(list.format, "Instapaper");
        assert_eq!(list.entries[0].note, "> first line\n> second, line");
        assert_eq!(list.entries[0].tags, ["Kitchen", "a b", "c"]);
        assert!(list.entries[1].tags.is_empty());
    }

    #[test]
    fn readwise_reader() {
        let list = read_table(
            "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n\
             One,https://a.example/1,01abc,\"['tea', 'slow food']\",2023-05-01 10:11:12+00:00,0.5,archive,True\n\
             Mail,mailto:reader-forwarded-email/x,02abc,[],2023-05-02 10:11:12+00:00,0,new,False\n",
        )
        .unwrap();
        assert_eq!(list.format, "Readwise Reader");
        assert_eq!(list.entries[0].tags, ["tea", "slow food", "archive"]);
        assert!(list.entries[0].added.is_some());
        assert_eq!(list.left.len(), 1);
        let fields: Vec<(&str, usize)> = list.fields_left.iter().map(|(n, c)| (n.as_str(), *c)).collect();
        assert_eq!(fields, [("Reading progress", 1), ("Seen", 1)]);
    }

    #[test]
    fn what_is_broken_costs_its_own_row_only() {
        let list = read_table(
            "sep=;\nTAGS;Url;Note\n\n;https://a.example/;\"two\nlines\"\n\n;\"https://b.example/;never closed\nx;https://c.example/;\n;;nothing\n",
        )
        .unwrap();
        let addresses: Vec<&str> = list.entries.iter().map(|entry| entry.address.as_str()).collect();
        assert_eq!(addresses, ["https://a.example/", "https://c.example/"]);
        let left: Vec<Option<usize>> = list.left.iter().map(|left| left.line).collect();
        assert_eq!(left, [Some(7), Some(9)], "{:?}", list.left);
        let own = read_table(
            "has_text,day,url,note,tags\nfalse,2025-11-05,https://a.example/,''=1,\"[\"\"a, b\"\"]\"\n",
        );
        let own = own.unwrap();
        assert_eq!((own.entries[0].note.as_str(), own.entries[0].tags[0].as_str()), ("'=1", "a, b"));
    }

    #[test]
    fn columns_may_stand_in_any_order_between_semicolons() {
        let list =
            read_table("Notes;Created;Folder;Link\n\"a; b\";2024-01-02T03:04:05Z;;https://a.example/\n")
                .unwrap();
        assert_eq!(list.entries[0].note, "a; b");
        assert!(read_table("https://a.example/rss\nhttps://b.example/rss\n").is_none());
        assert!(read_table("title,tags\nx,y\n").is_none());
    }
}
