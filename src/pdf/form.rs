//! Drawings. In: a PDF of one page. Out: a form of this file (ISO 32000-1, 8.10) that fills the unit square, as a
//! picture does.

use super::copy::Copier;
use super::objects::Objects;
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

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
    let mut copier = Copier::new(&document);
    let resources = match dict.get(b"Resources") {
        Ok(resources) => copier.copy(objects, resources),
        Err(_) => Object::Dictionary(Dictionary::new()),
    };
    let group = dict.get(b"Group").ok().map(|group| copier.copy(objects, group));
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
