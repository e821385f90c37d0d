//! Every kind of problem, by the room that finds it: K1 source and (from K121) manifest, K2 reader, K3 theme, K4 font, K5 photo,
//! K6 layout (text, line, page), K7 PDF, K8 EPUB, K9 the journey and the command line (K95 import);
//! C1 to C4 what the copy desk finds.

use super::Code;

/// Declares the codes of one room and the list of them.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal $severity:ident
        en $en:literal zh $zh:literal $(help_en $help_en:literal help_zh $help_zh:literal)?;)*) => {
        use crate::diag::{Code, Severity};
        $($(#[$doc])* pub static $name: Code = Code {
            id: $id, severity: Severity::$severity, en: $en, zh: $zh,
            help_en: concat!($($help_en)?), help_zh: concat!($($help_zh)?),
        };)*
        /// All codes of this room.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

pub mod epub;
pub mod examples;
pub mod export;
pub mod font;
pub mod import;
pub mod layout;
pub mod manifest;
pub mod pdf;
pub mod photo;
pub mod proof;
pub mod reader;
pub mod scenes;
pub mod source;
pub mod theme;

/// Every code there is, by number.
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        source::ALL,
        manifest::ALL,
        reader::ALL,
        theme::ALL,
        font::ALL,
        photo::ALL,
        layout::ALL,
        pdf::ALL,
        epub::ALL,
        export::ALL,
        import::ALL,
        proof::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_example() {
        let mut shown: Vec<&str> = examples::EXAMPLES.iter().map(|(id, ..)| *id).collect();
        shown.extend(scenes::all().map(|scene| scene.id));
        shown.sort_unstable();
        let mut known: Vec<&str> = all().map(|code| code.id).collect();
        known.sort_unstable();
        assert_eq!(shown, known);
    }

    #[test]
    fn numbers_are_unique_and_texts_are_whole() {
        let mut seen = std::collections::BTreeSet::new();
        for code in all() {
            assert!(seen.insert(code.id), "{} stands twice", code.id);
            assert!(!code.en.is_empty() && !code.zh.is_empty(), "{} lacks a text", code.id);
            assert_eq!(
                code.help_en.is_empty(),
                code.help_zh.is_empty(),
                "{}: one remedy lacks its twin",
                code.id
            );
            for n in 0..4 {
                let mark = format!("{{{n}}}");
                assert_eq!(
                    code.en.contains(&mark),
                    code.zh.contains(&mark),
                    "{}: {mark} in one text only",
                    code.id
                );
            }
        }
    }
}
