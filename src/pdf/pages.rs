//! Page objects and the tree of pages (ISO 32000-1, 7.7.3). In: contents, and what each page uses. Out: pages that name what
//! they need and no more.

use super::canvas::{KNOCKOUT, OVERPRINT, Used};
use super::objects::{Objects, name};
use super::paint::{ALL, spot_space};
use super::settings::Settings;
use super::syntax::object_to;
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// How many pages hang on one node of the tree, so that a viewer finds any page of a long book quickly.
const BRANCH: usize = 32;

/// Makes the page objects.
pub(super) fn write(
    objects: &mut Objects<'_>,
    (contents, used): (&[ObjectId], &[Used]),
    fonts: &BTreeMap<String, ObjectId>,
    images: &BTreeMap<String, ObjectId>,
    settings: &Settings,
) {
    let mut shelf =
        Shelf { settings, fonts, images, states: None, inks: None, all: None, known: BTreeMap::new() };
    let root = objects.reserve();
    let mut nodes: Vec<Object> = Vec::new();
    let total = contents.len();
    let flat = total <= BRANCH;
    let places: Vec<usize> = (0..total).collect();
    for branch in places.chunks(BRANCH) {
        let parent = if flat { root } else { objects.reserve() };
        let mut kids: Vec<Object> = Vec::new();
        for &place in branch {
            let resources = shelf.resources(objects, &used[place]);
            let mut page = dictionary! {
                "Type" => "Page", "Parent" => parent, "Resources" => resources, "Contents" => contents[place],
            };
            objects.sheets[place].boxes(&mut page);
            let id = objects.keep(page);
            objects.pages.push(id);
            kids.push(Object::Reference(id));
        }
        if flat {
            nodes = kids;
        } else {
            let count = kids.len() as i64;
            objects.set(
                parent,
                dictionary! { "Type" => "Pages", "Parent" => root, "Kids" => kids, "Count" => count },
            );
            nodes.push(Object::Reference(parent));
        }
    }
    objects.set(root, dictionary! { "Type" => "Pages", "Kids" => nodes, "Count" => total as i64 });
    objects.catalog.set("Pages", root);
}

/// What pages can use, each thing once.
struct Shelf<'a> {
    settings: &'a Settings,
    fonts: &'a BTreeMap<String, ObjectId>,
    images: &'a BTreeMap<String, ObjectId>,
    states: Option<[ObjectId; 2]>,
    inks: Option<ObjectId>,
    all: Option<ObjectId>,
    /// Resources by their written form: most pages of a book need the same.
    known: BTreeMap<Vec<u8>, ObjectId>,
}

impl Shelf<'_> {
    fn resources(&mut self, objects: &mut Objects<'_>, used: &Used) -> ObjectId {
        let mut resources = Dictionary::new();
        for (key, names, all) in [("Font", &used.fonts, self.fonts), ("XObject", &used.images, self.images)] {
            let entry = |n: &String| Some((n.as_bytes().to_vec(), Object::Reference(*all.get(n)?)));
            let list: Dictionary = names.iter().filter_map(entry).collect();
            if !list.is_empty() {
                resources.set(key, list);
            }
        }
        let spaces = self.spaces(objects, used);
        if !spaces.is_empty() {
            resources.set("ColorSpace", spaces);
        }
        if used.overprint {
            let [over, out] =
                *self.states.get_or_insert_with(|| [true, false].map(|over| state(objects, over)));
            resources.set("ExtGState", dictionary! { OVERPRINT => over, KNOCKOUT => out });
        }
        let mut written = Vec::new();
        object_to(&mut written, &Object::Dictionary(resources.clone()));
        *self.known.entry(written).or_insert_with(|| objects.add(resources))
    }

    fn spaces(&mut self, objects: &mut Objects<'_>, used: &Used) -> Dictionary {
        let mut spaces = Dictionary::new();
        // For a press, inks are those of its intent; for readers something has to say what they look like.
        if used.inks && self.settings.press().is_none() {
            let inks = *self.inks.get_or_insert_with(|| {
                let profile = objects.add_stream(dictionary! { "N" => 4 }, &super::coated_offset());
                objects.add(vec![name("ICCBased"), Object::Reference(profile)])
            });
            spaces.set("DefaultCMYK", inks);
        }
        let names = self.settings.press().map_or(&[][..], |press| &press.spots);
        for (&number, &like) in &used.spots {
            if let Some((_, ink)) = names.get(usize::from(number)) {
                spaces.set(spot_space(number), separation(ink, like));
            }
        }
        if used.all {
            let all = *self.all.get_or_insert_with(|| objects.add(separation("All", [100; 4])));
            spaces.set(ALL, all);
        }
        spaces
    }
}

/// The colour space of an ink of its own (8.6.6.4), and what stands in for it: so much of four inks.
fn separation(ink: &str, like: [u8; 4]) -> Object {
    let full: Vec<Object> = like.map(|ink| super::objects::number(f64::from(ink) / 100.0)).to_vec();
    let none: Vec<Object> = vec![Object::Integer(0); 4];
    let range: Vec<Object> = vec![Object::Integer(0), Object::Integer(1)];
    let function =
        dictionary! { "FunctionType" => 2, "Domain" => range, "C0" => none, "C1" => full, "N" => 1 };
    Object::Array(vec![name("Separation"), name(ink), name("DeviceCMYK"), Object::Dictionary(function)])
}

/// A state of overprinting (8.6.7): where it is on, inks of which there is none leave what lies below.
fn state(objects: &mut Objects<'_>, over: bool) -> ObjectId {
    let mode = i64::from(over);
    objects.add(dictionary! { "Type" => "ExtGState", "OP" => over, "op" => over, "OPM" => mode })
}
