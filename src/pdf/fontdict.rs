//! Font dictionaries. In: what the page writer made of cut faces, and the faces. Out: complete fonts by name.

use super::fonts::CutFace;
use super::objects::{Objects, number};
use crate::frame::Orientation;
use crate::geom::Em;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// Completes the font dictionaries that the page writer made, and hands them out by name. They are those of the first
/// page of `made`.
pub(super) fn complete<'a>(
    objects: &mut Objects<'_>,
    made: &Document,
    faces: impl Iterator<Item = &'a CutFace<'a>>,
) -> BTreeMap<String, ObjectId> {
    let fonts = fonts_of(made);
    let mut by_name = BTreeMap::new();
    for face in faces {
        let mut shared: Option<(ObjectId, ObjectId)> = None;
        for (name, with_program) in face.font_names() {
            let Some(font) =
                fonts.and_then(|fonts| fonts.get_deref(name.as_bytes(), made).ok()?.as_dict().ok())
            else {
                continue;
            };
            if with_program {
                shared = describe(objects, made, face, font);
            }
            let Some((descendant, unicode)) = shared else { continue };
            let mut font = font.clone();
            font.set("DescendantFonts", vec![Object::Reference(descendant)]);
            font.set("ToUnicode", unicode);
            let vertical = name == face.font_name(Orientation::Upright);
            font.set("Encoding", if vertical { "Identity-V" } else { "Identity-H" });
            by_name.insert(name, objects.add(font));
        }
    }
    by_name
}

/// The fonts that printpdf made, as all pages share them.
fn fonts_of(made: &Document) -> Option<&Dictionary> {
    let page = made.get_pages().into_values().next()?;
    let page = made.get_dictionary(page).ok()?;
    let resources = page.get_deref(b"Resources", made).ok()?.as_dict().ok()?;
    resources.get_deref(b"Font", made).ok()?.as_dict().ok()
}

/// Puts right what printpdf says about a face, and gives back its descendant font and its `ToUnicode`.
fn describe(
    objects: &mut Objects<'_>,
    made: &Document,
    face: &CutFace<'_>,
    font: &Dictionary,
) -> Option<(ObjectId, ObjectId)> {
    let mut descendant = match font.get(b"DescendantFonts").ok()?.as_array().ok()?.first()? {
        Object::Dictionary(descendant) => descendant.clone(),
        _ => return None,
    };
    let mut descriptor = descendant.get_deref(b"FontDescriptor", made).ok()?.as_dict().ok()?.clone();
    for key in ["FontFile2", "FontFile3"] {
        if let Ok(program) = descriptor.get_deref(key.as_bytes(), made) {
            let program = program.as_stream().ok()?;
            let file = objects.add_stream(program.dict.clone(), &program.content);
            descriptor.set(key, file);
        }
    }
    const FIXED_PITCH: i64 = 1;
    const SYMBOLIC: i64 = 4; // characters beyond the standard Latin set (ISO 32000-1, 9.8.2)
    const ITALIC: i64 = 64;
    let milli = |em: Em| number(em.to_micro() as f64 / 1000.0);
    let angle = face.face.italic_angle();
    let fixed = if face.face.is_monospaced() { FIXED_PITCH } else { 0 };
    let italic = if angle == 0.0 { 0 } else { ITALIC };
    descriptor.set("Flags", SYMBOLIC | fixed | italic);
    descriptor.set("ItalicAngle", number(angle));
    descriptor.set("CapHeight", milli(face.face.cap_height()));
    descriptor.set("FontBBox", face.face.bounding_box().map(milli).to_vec());
    descendant.set("FontDescriptor", objects.add(descriptor));
    if face.upright {
        // Upright glyphs hang from the middle of the top of the em box and take one em (9.7.4.3).
        let top = face.middle() + Em::HALF;
        descendant.set("DW2", vec![milli(top), Object::Integer(-1000)]);
    }
    if let Some(map) = face.glyph_map() {
        descendant.set("CIDToGIDMap", objects.add_stream(dictionary! {}, &map));
    }
    let descendant = objects.add(descendant);
    let unicode = objects.add_stream(dictionary! {}, &super::cmap::to_unicode(&face.texts));
    Some((descendant, unicode))
}
