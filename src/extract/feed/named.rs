//! Names that a feed's own doctype gives to pieces of text (XML 1.0, 4.2).

use std::borrow::Cow;
use std::collections::HashMap;

use super::plain;

/// Names a doctype may give; more is no feed's need.
const MOST: usize = 256;
/// Bytes a name may have.
const NAME: usize = 64;
/// Bytes a named piece may have. Pieces are not looked into for other names, so nothing can grow.
const LONGEST: usize = 1024;

/// What a doctype names. Names of files and of other documents are left alone.
#[derive(Debug, Default)]
pub(super) struct Named(HashMap<String, String>);

impl Named {
    /// Reads `<!ENTITY name "text">` declarations; of several of one name the first counts.
    pub fn read(doctype: &str) -> Self {
        let mut named = HashMap::new();
        for declared in doctype.split("<!ENTITY").skip(1).take(MOST) {
            let Some((name, value)) = declaration(declared) else { continue };
            if value.len() <= LONGEST {
                let value = plain::unescape(value).into_owned();
                named.entry(name.to_owned()).or_insert(value);
            }
        }
        Self(named)
    }

    /// Appends what a name stands for; `false` when the doctype does not say.
    pub fn push(&self, out: &mut String, name: &str) -> bool {
        self.0.get(name).is_some_and(|text| {
            out.push_str(text);
            true
        })
    }

    /// A text with the names that the doctype knows replaced.
    pub fn resolve<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.0.is_empty() || !text.contains('&') {
            return Cow::Borrowed(text);
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('&') {
            out.push_str(before);
            rest = after;
            let end = after.bytes().take(NAME).position(|byte| byte == b';');
            match end.and_then(|end| Some((after.get(..end)?, after.get(end + 1..)?))) {
                Some((name, behind)) if self.push(&mut out, name) => rest = behind,
                _ => out.push('&'),
            }
        }
        out.push_str(rest);
        Cow::Owned(out)
    }
}

/// The name and the quoted text of a declaration.
fn declaration(declared: &str) -> Option<(&str, &str)> {
    let declared = declared.trim_start();
    let (name, rest) = declared.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = rest.get(1..)?.split(quote).next()?;
    Some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doctype_names_pieces_of_text() {
        let named = Named::read(
            r#"rss PUBLIC "x" "y" [<!ENTITY id "tag:a.example,"> <!ENTITY e 'caf&#233;'>
               <!ENTITY file SYSTEM "/etc/passwd"> <!ENTITY % p "x">]"#,
        );
        assert_eq!(
            named.resolve("&id;7 &e; &file; &amp; & more"),
            "tag:a.example,7 café &file; &amp; & more"
        );
        let bomb = Named::read("a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]");
        assert_eq!(bomb.resolve("&b;"), "&a;&a;&a;");
    }
}
