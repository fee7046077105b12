//! Forms that ask for a date and need no script: what they would send is a day template.

use dom_query::Selection;

use crate::extract::Page;
use crate::extract::calendar::is_about_events;
use crate::news::{Address, Template};

/// Forms of a page that are looked at.
const MAX_FORMS: usize = 10;

/// The templates of a page's forms.
pub(super) fn read(page: &Page) -> Vec<Template> {
    let forms = page.dom().select("form");
    forms.iter().take(MAX_FORMS).filter_map(|form| template(page, &form)).collect()
}

fn template(page: &Page, form: &Selection<'_>) -> Option<Template> {
    if !form.attr_or("method", "get").eq_ignore_ascii_case("get") {
        return None;
    }
    let action = page.base().join(form.attr_or("action", "").trim()).ok()?;
    if is_about_events(&action) || action.host() != page.base().host() {
        return None;
    }
    let mut pairs: Vec<(String, String)> = Vec::new();
    for field in &form.select("input, select") {
        let name = field.attr_or("name", "").to_string();
        let kind = field.attr_or("type", "text").to_lowercase();
        if name.is_empty() || matches!(kind.as_str(), "submit" | "button" | "image" | "reset" | "file") {
            continue;
        }
        if matches!(kind.as_str(), "checkbox" | "radio") && !field.has_attr("checked") {
            continue;
        }
        pairs.push((name.clone(), token(&field, &name, &kind).unwrap_or_else(|| encoded(&value(&field)))));
    }
    // A form's own query is replaced by its fields (HTML Standard, form submission).
    let place = action.as_str().split(['?', '#']).next().unwrap_or_default();
    let query: Vec<String> = pairs.iter().map(|(name, value)| format!("{}={value}", encoded(name))).collect();
    let raw = format!("{place}?{}", query.join("&"));
    let has_date = pairs.iter().filter(|(_, value)| value.contains("{DD}") || value.contains("{D}")).count();
    Address::parse(&raw.replace(['{', '}'], "")).ok()?;
    (has_date == 1).then(|| raw.parse().ok())?
}

/// What a field holds before anyone fills it in.
fn value(field: &Selection<'_>) -> String {
    if !field.is("select") {
        return field.attr_or("value", "").to_string();
    }
    let chosen = field.select("option[selected]");
    let option = if chosen.exists() { chosen.first() } else { field.select("option").first() };
    of_option(&option)
}

fn of_option(option: &Selection<'_>) -> String {
    option.attr("value").unwrap_or_else(|| option.text()).trim().to_owned()
}

/// The part of a date a field asks for, by its kind, its choices or its name.
fn token(field: &Selection<'_>, name: &str, kind: &str) -> Option<String> {
    if kind == "date" {
        return Some("{YYYY}-{MM}-{DD}".to_owned());
    }
    if matches!(kind, "hidden" | "checkbox" | "radio") {
        return None;
    }
    if !field.is("select") {
        let is = |words: &[&str]| words.contains(&name.to_lowercase().as_str());
        let token = match () {
            () if is(&["yyyy", "yy", "year", "jahr", "annee", "ano", "anno", "rok", "god"]) => "{YYYY}",
            () if is(&["mm", "month", "monat", "mois", "mes", "mese", "mesyac"]) => "{MM}",
            () if is(&["dd", "day", "tag", "jour", "dia", "giorno", "den"]) => "{DD}",
            () => return None,
        };
        return Some(token.to_owned());
    }
    let choices: Vec<String> = field.select("option").iter().map(|option| of_option(&option)).collect();
    let numbers: Vec<i32> =
        choices.iter().filter_map(|choice| choice.parse().ok()).filter(|n| *n > 0).collect();
    let padded = choices.iter().any(|choice| choice.len() == 2 && choice.starts_with('0'));
    let (least, most) = (numbers.iter().min().copied()?, numbers.iter().max().copied()?);
    let token = match (least, most, numbers.len()) {
        (1, 31, 31) => {
            if padded {
                "{DD}"
            } else {
                "{D}"
            }
        }
        (1, 12, 12) => {
            if padded {
                "{MM}"
            } else {
                "{M}"
            }
        }
        (1900.., ..=2100, 1..) => "{YYYY}",
        _ => return None,
    };
    Some(token.to_owned())
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
