//! Plain text with the lines that people see in it.

/// Characters that a line of plain text has at least where a program broke it.
const BROKEN: usize = 55;

/// The paragraphs of a text, each its lines: a blank line ends one.
pub(super) fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.split(|line| line.is_empty()).filter(|group| !group.is_empty()).map(<[&str]>::to_vec).collect()
}

/// A paragraph as HTML. Lines that a program broke at a width are joined, verses and addresses keep theirs.
pub(super) fn paragraph(lines: &[&str]) -> String {
    let rest = lines.len().saturating_sub(1);
    let broken = lines.iter().take(rest).all(|line| line.chars().count() >= BROKEN);
    format!("<p>{}</p>", lines.join(if broken { " " } else { "<br>" }))
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
