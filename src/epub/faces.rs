//! The faces of a book: which characters each has to draw, its program cut to them, and the `@font-face` rules.

use super::markup::Tally;
use crate::diag::{Diag, codes::epub as codes};
use crate::font::{FaceId, FontBook, subset_for_epub};
use crate::theme::{FaceRole, FontsInEpub, Theme};
use std::collections::{BTreeMap, BTreeSet};

/// One font file of the book.
#[derive(Debug)]
pub(super) struct FontFile {
    /// The file, in the book's folder.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// `font/ttf` or `font/otf`, as the bytes are (row 20).
    pub(super) media_type: &'static str,
}

/// The book's faces.
#[derive(Debug, Default)]
pub(super) struct Faces {
    pub(super) files: Vec<FontFile>,
    /// The rules that load them.
    pub(super) css: String,
    /// For each role the families in order, quoted, with what a reading system may have of its own at the end.
    pub(super) families: BTreeMap<FaceRole, String>,
}

/// Cuts every face that has something to draw, once.
pub(super) fn cut(tally: &Tally, theme: &Theme, book: &FontBook) -> Result<Faces, Diag> {
    let mut wanted: BTreeMap<FaceId, BTreeSet<char>> = BTreeMap::new();
    let mut named: BTreeMap<FaceRole, Vec<FaceId>> = BTreeMap::new();
    if theme.epub.fonts == FontsInEpub::Subset {
        for (voice, characters) in tally {
            let order = order(voice.role, voice.weight, theme, book);
            let named = named.entry(voice.role).or_default();
            for c in characters.iter().filter(|c| !c.is_control()) {
                // What no face has is left to the reading system; `keben` has warned of it.
                if let Some(&id) = order.iter().find(|id| book.face(**id).glyph(c).is_some()) {
                    wanted.entry(id).or_default().insert(c);
                    if !named.contains(&id) {
                        named.push(id);
                    }
                }
            }
        }
    }
    let mut faces = Faces::default();
    for (id, characters) in &wanted {
        let face = book.face(*id);
        let bytes = subset_for_epub(face, characters).map_err(|e| Diag::new(&codes::FACE).arg(e))?;
        let cff = bytes.starts_with(b"OTTO");
        let (extension, media_type) = if cff { ("otf", "font/otf") } else { ("ttf", "font/ttf") };
        let safe: String =
            face.postscript_name().chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let mut name = format!("fonts/{safe}.{extension}");
        if faces.files.iter().any(|f| f.name.eq_ignore_ascii_case(&name)) {
            name = format!("fonts/{safe}-{}.{extension}", id.0);
        }
        faces.css.push_str(&format!(
            "@font-face {{ font-family: {}; font-weight: {}; font-style: normal; src: url({name}); }}\n",
            quoted(face.family()),
            face.weight(),
        ));
        faces.files.push(FontFile { name, bytes, media_type });
    }
    for role in [FaceRole::Song, FaceRole::Hei, FaceRole::Kai, FaceRole::Mono] {
        let mut list: Vec<String> = Vec::new();
        let ids = named.get(&role).map_or(&[][..], Vec::as_slice);
        // The role's own family first even where a stand-in was met before it.
        let own = order(role, 400, theme, book).into_iter().filter(|id| ids.contains(id));
        for id in own.chain(ids.iter().copied()) {
            let family = quoted(book.face(id).family());
            if !list.contains(&family) {
                list.push(family);
            }
        }
        list.push(readers_own(role).to_owned());
        faces.families.insert(role, list.join(", "));
    }
    Ok(faces)
}

/// The faces in which a character is looked for: the role's own at that weight, the other roles', all.
fn order(role: FaceRole, weight: u16, theme: &Theme, book: &FontBook) -> Vec<FaceId> {
    let others = match role {
        FaceRole::Mono | FaceRole::Hei => [FaceRole::Hei, FaceRole::Song, FaceRole::Kai, FaceRole::Mono],
        FaceRole::Song | FaceRole::Kai => [FaceRole::Song, FaceRole::Hei, FaceRole::Kai, FaceRole::Mono],
    };
    let families = [role].into_iter().chain(others).flat_map(|r| theme.faces.of(r));
    let mut out: Vec<FaceId> = Vec::new();
    let chosen = families.filter_map(|f| book.select(std::slice::from_ref(f), weight));
    for id in chosen.chain(book.iter().map(|(id, _)| id)) {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

/// What the common reading systems have of a kind, then the generic family.
fn readers_own(role: FaceRole) -> &'static str {
    match role {
        FaceRole::Song => {
            "\"Songti SC\", \"Source Han Serif SC\", \"Noto Serif CJK SC\", STSong, SimSun, serif"
        }
        FaceRole::Hei => {
            "\"PingFang SC\", \"Source Han Sans SC\", \"Noto Sans CJK SC\", \"Microsoft YaHei\", sans-serif"
        }
        FaceRole::Kai => "\"Kaiti SC\", STKaiti, KaiTi, serif",
        FaceRole::Mono => "Menlo, Consolas, monospace",
    }
}

/// A text as a string of CSS.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Line feeds would end the string, `<` might end a style element.
            '\n' | '\r' | '\u{c}' | '<' => out.push_str(&format!("\\{:x} ", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn css_strings_cannot_be_left() {
        assert_eq!(quoted("a\"b\\c\n</style>"), "\"a\\\"b\\\\c\\a \\3c /style>\"");
    }
}
