//! Drawings. In: a PDF of one page. Out: a form of this file (ISO 32000-1, 8.10) that fills the unit square, as a
//! picture does.

use super::objects::Objects;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// The deepest that objects of a page lie in one another.
const MAX_DEPTH: usize = 64;

/// Takes the page's content and everything that it uses over. `None` if it is no such file.
pub(super) fn embed(objects: &mut Objects<'_>, pdf: &[u8]) -> Option<ObjectId> {
    let document = Document::load_mem(pdf).ok()?;
    let (_, page) = document.get_pages().into_iter().next()?;
    let dict = document.get_dictionary(page).ok()?;
    let content = document.get_page_content(page);
    let sides: Vec<f32> =
        dict.get(b"MediaBox").ok()?.as_array().ok()?.iter().filter_map(|n| n.as_float().ok()).collect();
    let [left, bottom, right, top] = sides.try_into().ok()?;
    let (width, height) = (right - left, top - bottom);
    if width <= 0.0 || height <= 0.0 {
        return None;
    }
    let mut copied = BTreeMap::new();
    let resources = match dict.get(b"Resources") {
        Ok(resources) => copy(objects, &document, resources, &mut copied, 0),
        Err(_) => Object::Dictionary(Dictionary::new()),
    };
    let group = dict.get(b"Group").ok().map(|group| copy(objects, &document, group, &mut copied, 0));
    let number = |value: f32| Object::Real(value);
    let mut form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![number(left), number(bottom), number(right), number(top)],
        "Matrix" => vec![
            number(1.0 / width), number(0.0), number(0.0), number(1.0 / height), number(-left / width), number(-bottom / height),
        ],
        "Resources" => resources,
    };
    if let Some(group) = group {
        form.set("Group", group);
    }
    Some(objects.add_stream(form, &content))
}

/// An object with all it refers to, under numbers of this file.
fn copy(
    objects: &mut Objects<'_>,
    from: &Document,
    object: &Object,
    copied: &mut BTreeMap<ObjectId, ObjectId>,
    depth: usize,
) -> Object {
    if depth > MAX_DEPTH {
        return Object::Null;
    }
    match object {
        Object::Reference(id) => {
            if let Some(known) = copied.get(id) {
                return Object::Reference(*known);
            }
            let Ok(object) = from.get_object(*id) else { return Object::Null };
            let new = objects.reserve();
            copied.insert(*id, new);
            if let Object::Stream(stream) = object {
                let dict = copy_dict(objects, from, &stream.dict, copied, depth);
                objects.set_stream(new, dict, &stream.content);
            } else {
                let object = copy(objects, from, object, copied, depth + 1);
                objects.set(new, object);
            }
            Object::Reference(new)
        }
        Object::Array(items) => {
            Object::Array(items.iter().map(|item| copy(objects, from, item, copied, depth + 1)).collect())
        }
        Object::Dictionary(dict) => Object::Dictionary(copy_dict(objects, from, dict, copied, depth)),
        // A stream is always referred to (ISO 32000-1, 7.3.8.1).
        Object::Stream(_) => Object::Null,
        plain => plain.clone(),
    }
}

fn copy_dict(
    objects: &mut Objects<'_>,
    from: &Document,
    dict: &Dictionary,
    copied: &mut BTreeMap<ObjectId, ObjectId>,
    depth: usize,
) -> Dictionary {
    // What belongs to the tree of the other file has no meaning here.
    let kept = dict
        .iter()
        .filter(|(key, _)| !matches!(key.as_slice(), b"StructParents" | b"StructParent" | b"Parent"));
    kept.map(|(key, value)| (key.clone(), copy(objects, from, value, copied, depth + 1))).collect()
}
