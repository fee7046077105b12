//! Which Latin key lies where a letter of another layout is typed.

/// A layout as pairs of rows: what its keys write, and what the US keys at those places write.
/// A letter that several layouts put in different places belongs to the first that lists it.
const LAYOUTS: &[(&str, &str)] = &[
    // Russian (ЙЦУКЕН).
    ("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"),
    ("ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ", "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"),
    // Ukrainian and Belarusian where they differ.
    ("іїєґў", "s]'\\o"),
    ("ІЇЄҐЎ", "S}\"|O"),
    // Kazakh, whose own letters lie on the row of digits.
    ("әңғүұқөһ", "245890-="),
    ("ӘҢҒҮҰҚӨҺ", "@$%*()_+"),
    // Greek.
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    ("ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"),
    ("έύίόάήώϊϋΈΎΊΌΆΉΏΪΫ", "eyioahviyEYIOAHVIY"),
    // Hebrew (SI 1452), which has no capitals.
    ("קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ertyuiopasdfghjkl;zxcvbnm,."),
    // Arabic (101 keys), then Persian where it differs.
    ("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظذ", "qwertyuiop[]asdfghjkl;'zxcvnm,./`"),
    ("ﻻیکگچپ", "bd;']m"),
    // What the Arabic keys write with shift: letters, then the marks that a key writes alone.
    ("أإآـﻷﻹﻵ", "HYNJGTB"),
    ("\u{64b}\u{64c}\u{64d}\u{64e}\u{64f}\u{650}\u{652}\u{60c}\u{61b}\u{61f}", "WRSQEAXKP?"),
];

/// The Latin key at the place of a letter of a Cyrillic, Greek, Hebrew or Arabic layout. ASCII and
/// the letters of Latin layouts have none: they are what they are.
pub fn latin_at_its_place(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return None;
    }
    LAYOUTS.iter().find_map(|(written, latin)| {
        let place = written.chars().position(|c| c == letter)?;
        latin.chars().nth(place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_fits_its_keys() {
        for (written, latin) in LAYOUTS {
            assert_eq!(written.chars().count(), latin.chars().count(), "{written}");
            assert!(latin.is_ascii() && written.chars().all(|c| !c.is_ascii()), "{written}");
        }
    }

    #[test]
    fn letters_act_as_the_key_at_their_place() {
        for (letter, latin) in
            [('о', 'j'), ('л', 'k'), ('Й', 'Q'), ('ю', '.'), ('Б', '<'), ('ξ', 'j'), ('ך', 'l'), ('ج', '[')]
                .into_iter()
                .chain([('қ', '0'), ('Ү', '*'), ('Ї', '}'), ('Σ', 'S'), ('أ', 'H'), ('\u{61f}', '?')])
        {
            assert_eq!(latin_at_its_place(letter), Some(latin), "{letter}");
        }
        for letter in ['j', 'é', 'ß', '字', '1', 'ł'] {
            assert_eq!(latin_at_its_place(letter), None, "{letter}");
        }
    }
}
