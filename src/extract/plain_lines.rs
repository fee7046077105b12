//! Plain text with the lines that people see in it.

/// Characters that a line of plain text has at least where a program broke it.
const BROKEN: usize = 55;

/// The paragraphs of a text, each its lines: a blank line ends one.
pub(super) fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.split(|line| line.is_empty()).filter(|group| !group.is_empty()).map(<[&str]>::to_vec).collect()
}

/// A paragraph as HTML. Lines that a program broke at a width are joined, verses and addresses keep theirs, and so do
/// lines of a list.
pub(super) fn paragraph(lines: &[&str]) -> String {
    let rest = lines.len().saturating_sub(1);
    let broken = lines.iter().take(rest).all(|line| line.chars().count() >= BROKEN);
    let listed = |signs: fn(&str) -> bool| lines.iter().filter(|line| signs(line)).count() > 1;
    let (timed, dashed) = (listed(begins_with_time), listed(begins_with_dash));
    let mut out = String::from("<p>");
    for (at, line) in lines.iter().enumerate() {
        let is_item =
            begins_with_sign(line) || timed && begins_with_time(line) || dashed && begins_with_dash(line);
        // An address alone in its line is no part of the next one.
        let behind_address = at
            .checked_sub(1)
            .and_then(|before| lines.get(before))
            .is_some_and(|before| before.starts_with("http") && !before.contains(char::is_whitespace));
        if at > 0 {
            out.push_str(if broken && !is_item && !behind_address { " " } else { "<br>" });
        }
        out.push_str(line);
    }
    out + "</p>"
}

/// Whether a line begins with what stands before an item of a list, or with an address.
fn begins_with_sign(line: &str) -> bool {
    line.starts_with(['•', '●', '▪', '▶', '►', '→', '✅', '👉'])
        || line.starts_with("http://")
        || line.starts_with("https://")
}

/// Whether a line begins with a dash, which may also be one of a sentence.
fn begins_with_dash(line: &str) -> bool {
    line.strip_prefix(['-', '*', '–', '—']).is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Whether a line begins with a time, as a chapter of a recording does (`0:00 Intro`, `(1:02:45) The end`).
fn begins_with_time(line: &str) -> bool {
    let line = line.trim_start_matches(['(', '[']);
    let time = line.split(|c: char| !c.is_ascii_digit() && c != ':').next().unwrap_or_default();
    let parts: Vec<&str> = time.split(':').collect();
    (2..=3).contains(&parts.len())
        && parts
            .iter()
            .enumerate()
            .all(|(at, part)| if at == 0 { (1..=3).contains(&part.len()) } else { part.len() == 2 })
}

/// HTML that has no tag at all, as HTML that shows its lines. Each line that ends as a sentence does is one that was
/// meant.
pub(super) fn shown(text: &str) -> String {
    let ends = |line: &&str| line.ends_with(['.', '!', '?', ':', '…', '。', '！', '？', '؟']);
    let shown = paragraphs(text).into_iter().map(|lines| {
        let meant = lines.len() > 1 && lines.iter().all(ends);
        if meant { format!("<p>{}</p>", lines.join("<br>")) } else { paragraph(&lines) }
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_list_stay_lines_and_wrapped_ones_are_joined() {
        let long = "the part in which she tells at some length how it came about";
        let chapters = format!("0:00 {long}\n12:30 {long}\n1:02:45 {long}");
        assert_eq!(shown(&chapters).matches("<br>").count(), 2);
        let links =
            format!("{long}\nhttps://a.example/a-very-long-address-of-a-page-that-is-told-of\n{long}");
        assert_eq!(shown(&links).matches("<br>").count(), 2);
        for sign in ['•', '-', '–', '*'] {
            let list = format!("{sign} {long}\nand goes on, {long}\n{sign} {long}");
            assert_eq!(shown(&list).matches("<br>").count(), 1, "{list}");
        }
        for prose in [
            format!("{long} until\n10:30 in the morning, when {long}\nand then went home, {long}"),
            format!("{long}\n- as he said himself - {long}\nand then went home, {long}"),
            format!("{long} in\n2019: the year in which {long}\nand then went home, {long}"),
        ] {
            assert_eq!(shown(&prose).matches("<br>").count(), 0, "{prose}");
        }
        assert_eq!(shown("0:00 Intro\n1:00 The end"), "<p>0:00 Intro<br>1:00 The end</p>");
    }
}
