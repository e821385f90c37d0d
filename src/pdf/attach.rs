//! Files that go along (ISO 32000-1, 7.11.4; ISO 19005-3, 6.8). In: attachments. Out: embedded files, named in the catalog.

use super::objects::{Objects, text};
use super::settings::Attachment;
use lopdf::{Object, dictionary};
use std::collections::BTreeMap;

/// Writes the attachments; the name tree of them is handed back. `date` is when they were last changed, as far as anyone knows.
pub(super) fn write(objects: &mut Objects<'_>, attached: &[Attachment], date: &Object) -> Option<Object> {
    let mut names: BTreeMap<Vec<u8>, (Object, Object)> = BTreeMap::new();
    let mut files = Vec::new();
    for file in attached {
        let parameters = dictionary! { "Size" => file.bytes.len() as i64, "ModDate" => date.clone() };
        let kind = dictionary! {
            "Type" => "EmbeddedFile", "Subtype" => file.kind.as_str(), "Params" => parameters,
        };
        let stream = objects.add_stream(kind, &file.bytes);
        let specification = objects.add(dictionary! {
            "Type" => "Filespec",
            "F" => text(&file.name),
            "UF" => text(&file.name),
            "Desc" => text(&file.name),
            "EF" => dictionary! { "F" => stream, "UF" => stream },
            "AFRelationship" => "Source",
        });
        let key = text(&file.name);
        let Ok(bytes) = key.as_str() else { continue };
        // Of two files of one name, the second is listed under a number too.
        let (mut listed, mut key) = (bytes.to_vec(), key.clone());
        let mut number = 2;
        while names.contains_key(&listed) {
            key = text(&format!("{} ({number})", file.name));
            let Ok(bytes) = key.as_str() else { break };
            listed = bytes.to_vec();
            number += 1;
        }
        names.insert(listed, (key, Object::Reference(specification)));
        files.push(Object::Reference(specification));
    }
    if files.is_empty() {
        return None;
    }
    objects.catalog.set("AF", files);
    let entries: Vec<Object> = names.into_values().flat_map(|(key, file)| [key, file]).collect();
    Some(Object::Reference(objects.add(dictionary! { "Names" => entries })))
}
