//! Font dictionaries. In: what the page writer made of cut faces, and the faces. Out: complete fonts by name.

use super::fonts::CutFace;
use super::objects::{Objects, number};
use crate::frame::Orientation;
use crate::geom::Em;
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// Completes the font dictionaries that the page writer made, and hands them out by name.
pub(super) fn complete<'a>(
    objects: &mut Objects,
    faces: impl Iterator<Item = &'a CutFace<'a>>,
) -> BTreeMap<String, ObjectId> {
    let made = fonts_by_name(objects);
    let mut by_name = BTreeMap::new();
    for face in faces {
        let mut shared: Option<(ObjectId, ObjectId)> = None;
        for (name, with_program) in face.font_names() {
            let Some(&font) = made.get(&name) else { continue };
            if with_program {
                shared = describe(objects, face, font);
            }
            if let (Some((descendant, unicode)), Some(dict)) = (shared, objects.dict_mut(font)) {
                dict.set("DescendantFonts", vec![Object::Reference(descendant)]);
                dict.set("ToUnicode", unicode);
                let vertical = name == face.font_name(Orientation::Upright);
                dict.set("Encoding", if vertical { "Identity-V" } else { "Identity-H" });
            }
            by_name.insert(name, font);
        }
    }
    by_name
}

/// The fonts that printpdf made, as all pages share them.
fn fonts_by_name(objects: &Objects) -> BTreeMap<String, ObjectId> {
    let doc = &objects.doc;
    let fonts = || -> Option<&Dictionary> {
        let page = doc.get_object(*objects.pages.first()?).ok()?.as_dict().ok()?;
        let resources = page.get_deref(b"Resources", doc).ok()?.as_dict().ok()?;
        resources.get_deref(b"Font", doc).ok()?.as_dict().ok()
    };
    let entry = |(key, value): (&Vec<u8>, &Object)| {
        Some((String::from_utf8(key.clone()).ok()?, value.as_reference().ok()?))
    };
    fonts().into_iter().flatten().filter_map(entry).collect()
}

/// Puts right what printpdf says about a face, and gives back its descendant font and its `ToUnicode`.
fn describe(objects: &mut Objects, face: &CutFace<'_>, font: ObjectId) -> Option<(ObjectId, ObjectId)> {
    let dict = objects.dict_mut(font)?;
    let mut descendant = match dict.get(b"DescendantFonts").ok()?.as_array().ok()?.first()? {
        Object::Dictionary(descendant) => descendant.clone(),
        _ => return None,
    };
    let descriptor = descendant.get(b"FontDescriptor").ok()?.as_reference().ok()?;
    let milli = |em: Em| number(em.to_micro() as f64 / 1000.0);
    if let Some(descriptor) = objects.dict_mut(descriptor) {
        const FIXED_PITCH: i64 = 1;
        const SYMBOLIC: i64 = 4; // characters beyond the standard Latin set (ISO 32000-1, 9.8.2)
        const ITALIC: i64 = 64;
        let angle = face.face.italic_angle();
        let fixed = if face.face.is_monospaced() { FIXED_PITCH } else { 0 };
        let italic = if angle == 0.0 { 0 } else { ITALIC };
        descriptor.set("Flags", SYMBOLIC | fixed | italic);
        descriptor.set("ItalicAngle", number(angle));
        descriptor.set("CapHeight", milli(face.face.cap_height()));
        descriptor.set("FontBBox", face.face.bounding_box().map(milli).to_vec());
    }
    if face.upright {
        // Upright glyphs hang from the middle of the top of the em box and take one em (9.7.4.3).
        let top = face.middle() + Em::HALF;
        descendant.set("DW2", vec![milli(top), Object::Integer(-1000)]);
    }
    if let Some(map) = face.glyph_map() {
        descendant.set("CIDToGIDMap", objects.add_stream(dictionary! {}, map));
    }
    let descendant = objects.add(descendant);
    let unicode = objects.add_stream(dictionary! {}, super::cmap::to_unicode(&face.texts));
    Some((descendant, unicode))
}
