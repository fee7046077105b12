//! `dateline completions`: commands and options as clap tells them, and the names that are in the store.

use std::io::Write as _;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::args::{Cli, Names};
use super::end::Ended;
use super::world::World;
use crate::news::{Fault, Scope};
use crate::store::Store;

/// Names behind the words before them; what the shell breaks at colons is put together again.
const BASH: &str = r#"
_dateline_named() {
    local line="${COMP_LINE:0:COMP_POINT}" before words cur what=""
    cur="${line##* }"
    before="${line%"$cur"}"
    read -ra words <<< "$before"
    case " ${words[*]} " in
        *" --tag ") what=tags ;;
        *" --date "|*" --today ") what=days ;;
        *" sources remove ") what=sources ;;
        *" bookmarks remove "*|*" read "*) [[ "$cur" == -* ]] || what=bookmarks ;;
        *" day "|*" fetch ") [[ "$cur" == -* ]] || what=days ;;
    esac
    if [[ "$cur" == --tag=* ]]; then what=tags; cur="${cur#--tag=}"; fi
    if [[ -z "$what" ]]; then _dateline "$@"; return; fi
    # Of a word with a colon in it the shell takes what stands behind the last one.
    local name cut="${cur%"${cur##*:}"}"
    COMPREPLY=()
    while IFS= read -r name; do
        [[ "$name" == "$cur"* ]] && COMPREPLY+=("$(printf '%q' "${name#"$cut"}")")
    done < <("${COMP_WORDS[0]}" completions --names "$what" 2>/dev/null)
}
complete -F _dateline_named -o nosort -o bashdefault -o default dateline
"#;

const ZSH: &str = r#"
_dateline_names() {
    local -a names
    names=("${(@f)$(dateline completions --names $1 2>/dev/null)}")
    compadd -a names
}
_dateline_sources() { _dateline_names sources }
_dateline_tags() { _dateline_names tags }
_dateline_days() { _dateline_names days }
_dateline_bookmarks() { _dateline_names bookmarks }
"#;

/// What stands in clap's completions for zsh before an argument that has names, and whose names they are.
const ZSH_ARGUMENTS: [(&str, &str); 5] = [
    ("':id -- ", "sources"),
    ("'*--tag=[", "tags"),
    ("'--date=[", "days"),
    ("'::days -- ", "days"),
    ("'*::urls -- The addresses", "bookmarks"),
];

const FISH: &str = r#"
function __fish_dateline_names
    dateline completions --names $argv[1] 2>/dev/null
end
complete -c dateline -n "__fish_seen_subcommand_from sources; and __fish_seen_subcommand_from remove" -f -a "(__fish_dateline_names sources)"
complete -c dateline -n "__fish_seen_subcommand_from bookmarks; and __fish_seen_subcommand_from remove" -f -a "(__fish_dateline_names bookmarks)"
complete -c dateline -n "__fish_seen_subcommand_from day fetch" -f -a "(__fish_dateline_names days)"
complete -c dateline -n "__fish_seen_subcommand_from bookmarks" -l tag -x -a "(__fish_dateline_names tags)"
complete -c dateline -l date -x -a "(__fish_dateline_names days)"
"#;

/// Prints the completions of a shell.
pub fn print(shell: Shell) -> Ended {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut text);
    let text = String::from_utf8_lossy(&text);
    let text = match shell {
        Shell::Bash => format!("{text}{BASH}"),
        Shell::Fish => format!("{text}{FISH}"),
        Shell::Zsh => with_names(&text),
        _ => text.into_owned(),
    };
    super::end::print(text)
}

/// clap's completions for zsh, which ask for names where there are some.
fn with_names(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + ZSH.len());
    for line in text.lines() {
        let names = ZSH_ARGUMENTS.iter().find(|(begins, _)| line.starts_with(begins));
        match names {
            Some((_, names)) => out.push_str(&line.replace(":_default'", &format!(":_dateline_{names}'"))),
            None => out.push_str(line),
        }
        out.push('\n');
        if line.starts_with("autoload") {
            out.push_str(ZSH);
        }
    }
    out
}

/// Prints names, one a line, the newest days first.
pub fn names(world: &World, what: Names) -> Ended {
    let (desk, sources) = world.desk_and_sources()?;
    let today = world.now().today();
    let names: Vec<String> = match what {
        Names::Sources => sources.iter().map(|source| source.slug.to_string()).collect(),
        Names::Tags => {
            let tags = world.wait(desk.read(Store::tags))?;
            tags.iter().map(|tag| tag.name.to_string()).collect()
        }
        Names::Bookmarks => {
            let kept = world.wait(desk.read(Store::bookmarks))?;
            kept.iter().map(|bookmark| bookmark.address.to_string()).collect()
        }
        Names::Days => {
            let months = [today.month(), today.plus_months(-1).month()];
            let facts = world.wait(desk.read(move |store| {
                let facts: Result<Vec<_>, Fault> =
                    months.into_iter().map(|month| store.month(Scope::All, month)).collect();
                facts.map(|facts| facts.concat())
            }))?;
            let mut days: Vec<_> =
                facts.iter().filter(|facts| facts.stories > 0).map(|facts| facts.day).collect();
            days.sort_unstable();
            let words = ["today", "yesterday"].map(str::to_owned);
            words.into_iter().chain(days.iter().rev().map(ToString::to_string)).collect()
        }
    };
    let mut out = std::io::stdout().lock();
    for name in names {
        writeln!(out, "{name}")?;
    }
    Ok(out.flush()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_argument_that_has_names_is_in_what_clap_tells_zsh() {
        let mut text = Vec::new();
        clap_complete::generate(Shell::Zsh, &mut Cli::command(), "dateline", &mut text);
        let text = with_names(&String::from_utf8(text).unwrap());
        for (begins, names) in ZSH_ARGUMENTS {
            let asks = format!(":_dateline_{names}'");
            assert!(text.lines().any(|line| line.starts_with(begins) && line.contains(&asks)), "{begins}");
        }
        assert!(text.contains("_dateline_names() {"));
    }
}
