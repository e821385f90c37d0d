//! The structure tree (ISO 32000-1, 14.7). In: the tree of the article, and which content was marked. Out: its objects,
//! and for each page and link the way back to its element.
//!
//! Elements without content on any page are left out, except cells: a row keeps all of its own (PDF/UA-1, 7.5).

use super::marks::{Marks, Share};
use super::objects::{Objects, text};
use crate::frame::{Attributes, Element, ElementId, Kid, Role, StructureTree};
use crate::geom::Rect;
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// A link annotation and the element that it belongs to.
pub(super) struct Linked {
    /// The annotation.
    pub(super) annotation: ObjectId,
    /// Its page.
    pub(super) page: usize,
    /// The element whose content it covers.
    pub(super) element: Option<ElementId>,
}

/// Structure types that came with PDF 1.5, and what serves before.
const SINCE_1_5: [(&str, &str); 5] =
    [("Ruby", "Span"), ("RB", "Span"), ("RT", "Span"), ("THead", "Div"), ("TBody", "Div")];

/// Writes the tree. `lang` is the language of the document; files before PDF 1.5 do not know all types.
pub(super) fn write(
    objects: &mut Objects<'_>,
    tree: &StructureTree,
    marks: &Marks,
    linked: &[Linked],
    (lang, knows_all): (&str, bool),
) {
    let mut writer = Writer {
        unsaid: if lang.starts_with("zh") { "图片" } else { "Picture" },
        kids: BTreeMap::new(),
        ids: vec![None; tree.elements().len()],
        loose: Vec::new(),
        notes: BTreeMap::new(),
        mapped: false,
        knows_all,
        root: objects.reserve(),
        objects,
        tree,
        marks,
    };
    writer.links(linked);
    for (place, alive) in writer.alive().into_iter().enumerate() {
        writer.ids[place] = alive.then(|| writer.objects.reserve());
    }
    for place in 0..tree.elements().len() {
        writer.element(ElementId(place as u32));
    }
    writer.finish();
}

/// The standard structure type of a role (14.8.4). `Em` and `Strong` are of PDF 2.0 and are mapped to `Span`.
pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Part => "Part",
        Role::Art => "Art",
        Role::Sect => "Sect",
        Role::Div => "Div",
        Role::H(0 | 1) => "H1",
        Role::H(2) => "H2",
        Role::H(3) => "H3",
        Role::H(4) => "H4",
        Role::H(5) => "H5",
        Role::H(_) => "H6",
        Role::P => "P",
        Role::Figure => "Figure",
        Role::Caption => "Caption",
        Role::L => "L",
        Role::LI => "LI",
        Role::Lbl => "Lbl",
        Role::LBody => "LBody",
        Role::Table => "Table",
        Role::THead => "THead",
        Role::TBody => "TBody",
        Role::TR => "TR",
        Role::TH => "TH",
        Role::TD => "TD",
        Role::BlockQuote => "BlockQuote",
        Role::Note => "Note",
        Role::Reference => "Reference",
        Role::Link => "Link",
        Role::Code => "Code",
        Role::Quote => "Quote",
        Role::Span => "Span",
        Role::Em => "Em",
        Role::Strong => "Strong",
        Role::Ruby => "Ruby",
        Role::RB => "RB",
        Role::RT => "RT",
        Role::TOC => "TOC",
        Role::TOCI => "TOCI",
        Role::Index => "Index",
    }
}

/// What hangs on an element behind its own kids.
enum Hung {
    /// A link annotation.
    Annotation(Dictionary),
    /// A link element that was made for one, and its number.
    Link(ObjectId, Dictionary),
}

struct Writer<'a, 'o> {
    objects: &'a mut Objects<'o>,
    tree: &'a StructureTree,
    marks: &'a Marks,
    root: ObjectId,
    /// Link annotations, and link elements made for them, behind an element's own kids.
    kids: BTreeMap<ElementId, Vec<Hung>>,
    ids: Vec<Option<ObjectId>>,
    /// Links whose element is made here: element, annotation's entry of the parent tree.
    loose: Vec<(ElementId, ObjectId)>,
    notes: BTreeMap<Vec<u8>, ObjectId>,
    mapped: bool,
    /// Whether the file's version of PDF has all structure types.
    knows_all: bool,
    /// What a figure is called that nobody described: a reader is told that there is one (PDF/UA-1, 7.3).
    unsaid: &'static str,
}

impl Writer<'_, '_> {
    /// Hangs each link annotation on its `Link` element; where there is none, one is made.
    fn links(&mut self, linked: &[Linked]) {
        for (place, link) in linked.iter().enumerate() {
            let key = self.marks.owners.len() + place;
            if let Some(annotation) = self.objects.dict_mut(link.annotation) {
                annotation.set("StructParent", key as i64);
            }
            let Some(&page) = self.objects.pages.get(link.page) else { continue };
            let reference = dictionary! { "Type" => "OBJR", "Obj" => link.annotation, "Pg" => page };
            let element = link.element.unwrap_or(StructureTree::ROOT);
            if let Some(owner) = self.link_over(element) {
                self.kids.entry(owner).or_default().push(Hung::Annotation(reference));
                self.loose.push((owner, (0, 0)));
            } else {
                let made = self.objects.reserve();
                self.kids.entry(element).or_default().push(Hung::Link(made, reference));
                self.loose.push((element, made));
            }
        }
    }

    /// The nearest `Link` among an element and those that hold it.
    fn link_over(&self, mut element: ElementId) -> Option<ElementId> {
        loop {
            let here = self.tree.get(element);
            if here.role == Role::Link {
                return Some(element);
            }
            element = here.parent?;
        }
    }

    /// Which elements have content, a cell, or a kid that has. Kids stand behind their parents in the list.
    fn alive(&self) -> Vec<bool> {
        let elements = self.tree.elements();
        let mut alive = vec![false; elements.len()];
        for (place, element) in elements.iter().enumerate().rev() {
            alive[place] |= place == 0
                || matches!(element.role, Role::TD | Role::TH)
                || self.kids.contains_key(&ElementId(place as u32))
                || element.kids.iter().any(|kid| match kid {
                    Kid::Slot(slot) => !self.marks.shares[slot.0 as usize].is_empty(),
                    Kid::Element(_) => false,
                });
            if alive[place]
                && let Some(parent) = element.parent
            {
                alive[parent.0 as usize] = true;
            }
        }
        alive
    }

    fn element(&mut self, id: ElementId) {
        let element = self.tree.get(id);
        let Some(object) = self.id_of(id) else { return };
        let parent = element.parent.and_then(|p| self.id_of(p)).unwrap_or(self.root);
        let role = self.marks.role(self.tree, id);
        self.mapped |= matches!(role, Role::Em | Role::Strong);

        let page = self.first_page(element);
        let mut kids: Vec<Object> = Vec::new();
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) => kids.extend(self.id_of(*kid).map(Object::Reference)),
                Kid::Slot(slot) => {
                    let shares = &self.marks.shares[slot.0 as usize];
                    kids.extend(shares.iter().filter_map(|share| self.content(*share, page)));
                }
            }
        }
        for hung in self.kids.remove(&id).unwrap_or_default() {
            kids.push(match hung {
                Hung::Annotation(reference) => Object::Dictionary(reference),
                Hung::Link(made, reference) => {
                    self.objects.set(made, dictionary! { "S" => "Link", "P" => object, "K" => reference });
                    Object::Reference(made)
                }
            });
        }
        let mut dict = dictionary! { "S" => role_name(role), "P" => parent };
        if let Some(&page) = page.and_then(|p| self.objects.pages.get(p)) {
            dict.set("Pg", page);
        }
        if kids.len() == 1 {
            dict.set("K", kids.remove(0));
        } else if !kids.is_empty() {
            dict.set("K", kids);
        }
        self.attributes(&mut dict, id, role, element.attributes());
        self.objects.set(object, dict);
    }

    /// The number of an element's object, if it has one.
    fn id_of(&self, element: ElementId) -> Option<ObjectId> {
        self.ids.get(element.0 as usize).copied().flatten()
    }

    /// The page of an element's first own content.
    fn first_page(&self, element: &Element) -> Option<usize> {
        let slots = element.kids.iter().filter_map(|kid| match kid {
            Kid::Slot(slot) => self.marks.shares[slot.0 as usize].first(),
            Kid::Element(_) => None,
        });
        slots.map(|share| share.page).next()
    }

    /// A share as a kid: its number alone on the element's page, else with its page.
    fn content(&self, share: Share, page: Option<usize>) -> Option<Object> {
        if page == Some(share.page) {
            return Some(Object::Integer(i64::from(share.id)));
        }
        let &page = self.objects.pages.get(share.page)?;
        let content = dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => i64::from(share.id) };
        Some(Object::Dictionary(content))
    }

    fn attributes(&mut self, dict: &mut Dictionary, id: ElementId, role: Role, given: &Attributes) {
        let said = given.alt.as_deref().filter(|a| !a.trim().is_empty());
        if let Some(alt) = said.or((role == Role::Figure).then_some(self.unsaid)) {
            dict.set("Alt", text(alt));
        }
        if let Some(lang) = given.lang.as_deref().filter(|l| !l.is_empty()) {
            dict.set("Lang", text(lang));
        }
        if let Some(title) = &given.title {
            dict.set("T", text(title));
        }
        match role {
            Role::Figure => {
                if let Some((page, area)) = self.picture_under(id)
                    && let Some(area) = self.objects.on_sheet(page, area)
                {
                    dict.set("A", dictionary! { "O" => "Layout", "BBox" => area });
                }
            }
            Role::L => {
                let numbering = if given.ordered { "Decimal" } else { "Disc" };
                dict.set("A", dictionary! { "O" => "List", "ListNumbering" => numbering });
            }
            Role::TH | Role::TD => {
                let mut cell = dictionary! { "O" => "Table" };
                if role == Role::TH {
                    cell.set("Scope", if given.row_header { "Row" } else { "Column" });
                }
                if let Some(span) = given.col_span.filter(|&s| s > 1) {
                    cell.set("ColSpan", i64::from(span));
                }
                if cell.len() > 1 {
                    dict.set("A", cell);
                }
            }
            _ => {}
        }
        // Notes must have one (PDF/UA-1, 7.9), and no two the same.
        let wanted = given.id.clone().or_else(|| (role == Role::Note).then(|| format!("note-{}", id.0)));
        if let (Some(wanted), Some(object)) = (wanted, self.id_of(id)) {
            let mut key = wanted.clone();
            while self.notes.contains_key(key.as_bytes()) {
                key = format!("{wanted}-{}", id.0);
                if self.notes.contains_key(key.as_bytes()) {
                    return;
                }
            }
            dict.set("ID", Object::string_literal(key.as_bytes()));
            self.notes.insert(key.into_bytes(), object);
        }
    }

    /// What the pictures of an element or of those in it cover.
    fn picture_under(&self, id: ElementId) -> Option<(usize, Rect)> {
        let own = self.marks.pictures.get(id.0 as usize).copied().flatten();
        own.or_else(|| {
            self.tree.get(id).kids.iter().find_map(|kid| match kid {
                Kid::Element(kid) => self.marks.pictures.get(kid.0 as usize).copied().flatten(),
                Kid::Slot(_) => None,
            })
        })
    }

    /// The root with its trees: from pages and annotations to elements, and from ids to elements.
    fn finish(self) {
        let Writer { objects, ids, .. } = self;
        let reference = |id: &ElementId| {
            ids.get(id.0 as usize).copied().flatten().map_or(Object::Null, Object::Reference)
        };
        let mut numbers = Vec::new();
        for (page, owners) in self.marks.owners.iter().enumerate() {
            if let Some(dict) = objects.page_mut(page) {
                dict.set("StructParents", page as i64);
            }
            let owners = objects.add(Object::Array(owners.iter().map(reference).collect()));
            numbers.extend([Object::Integer(page as i64), Object::Reference(owners)]);
        }
        let first = self.marks.owners.len();
        for (place, (element, made)) in self.loose.iter().enumerate() {
            let owner = if made.0 == 0 { reference(element) } else { Object::Reference(*made) };
            numbers.extend([Object::Integer((first + place) as i64), owner]);
        }
        let parents = objects.add(dictionary! { "Nums" => numbers });
        let mut root = dictionary! {
            "Type" => "StructTreeRoot",
            "K" => reference(&StructureTree::ROOT),
            "ParentTree" => parents,
            "ParentTreeNextKey" => (first + self.loose.len()) as i64,
        };
        let mut map = Dictionary::new();
        if self.mapped {
            map.set("Em", "Span");
            map.set("Strong", "Span");
        }
        if !self.knows_all {
            for (role, like) in SINCE_1_5 {
                map.set(role, like);
            }
        }
        if !map.is_empty() {
            root.set("RoleMap", map);
        }
        if !self.notes.is_empty() {
            let entry = |(key, id): (Vec<u8>, ObjectId)| [Object::string_literal(key), Object::Reference(id)];
            let names: Vec<Object> = self.notes.into_iter().flat_map(entry).collect();
            root.set("IDTree", objects.add(dictionary! { "Names" => names }));
        }
        objects.set(self.root, root);
        objects.catalog.set("StructTreeRoot", self.root);
        objects.catalog.set("MarkInfo", dictionary! { "Marked" => true });
    }
}
