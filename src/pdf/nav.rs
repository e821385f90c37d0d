//! Ways through the document. In: outline, named places, links and page labels. Out: their objects.

use super::marks::{Area, Marks};
use super::objects::{Objects, literal, name, pt, text};
use super::tree::Linked;
use crate::frame::{LinkTarget, OutlineEntry, Page, PagedDocument};
use crate::geom::{Abs, Point, WritingMode};
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::{BTreeMap, BTreeSet};

/// Writes named places, outline (down to a depth), page labels and how a viewer opens the document; `attached` is the name
/// tree of files that go along.
pub(super) fn write(
    objects: &mut Objects<'_>,
    document: &PagedDocument,
    depth: u8,
    attached: Option<Object>,
) {
    let mut names = Dictionary::new();
    if let Some(places) = destinations(objects, document) {
        names.set("Dests", places);
    }
    if let Some(attached) = attached {
        names.set("EmbeddedFiles", attached);
    }
    if !names.is_empty() {
        objects.catalog.set("Names", names);
    }
    outline(objects, document, depth);
    labels(objects, &document.pages);
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    // A book in vertical lines is bound on the right.
    if document.pages.iter().any(|p| p.mode == WritingMode::VerticalRl) {
        preferences.set("Direction", "R2L");
    }
    objects.catalog.set("ViewerPreferences", preferences);
}

/// Writes the links of all pages as annotations (12.5.6.5).
pub(super) fn links(objects: &mut Objects<'_>, document: &PagedDocument, marks: &Marks) -> Vec<Linked> {
    let titles: BTreeMap<&str, &str> =
        document.outline.iter().map(|entry| (entry.to.as_str(), entry.title.as_str())).collect();
    let places: BTreeMap<&str, usize> =
        document.destinations.iter().map(|place| (place.name.as_str(), place.page)).collect();
    let known = Known { document, titles, places };
    let mut linked = Vec::new();
    let mut on_page: BTreeMap<usize, Vec<Object>> = BTreeMap::new();
    for area in &marks.links {
        let Some(annotation) = annotation(objects, &known, area) else { continue };
        linked.push(Linked { annotation, page: area.page, element: area.element });
        on_page.entry(area.page).or_default().push(Object::Reference(annotation));
    }
    for page in 0..objects.pages.len() {
        let annotations = on_page.remove(&page);
        if let (Some(dict), Some(annotations)) = (objects.page_mut(page), annotations) {
            dict.set("Annots", annotations);
            dict.set("Tabs", "S");
        }
    }
    linked
}

/// Where links lead.
struct Known<'a> {
    document: &'a PagedDocument,
    titles: BTreeMap<&'a str, &'a str>,
    /// The pages of the named places.
    places: BTreeMap<&'a str, usize>,
}

impl Known<'_> {
    /// What a link inside the document says of itself: the title of what it leads to, or its own words, or the page it leads
    /// to. `None` if it leads nowhere.
    fn told(&self, area: &Area, to: &str) -> Option<String> {
        let page = *self.places.get(to)?;
        if let Some(title) = self.titles.get(to) {
            return Some((*title).to_owned());
        }
        let pages = &self.document.pages;
        let own = area.own.trim();
        if !own.is_empty() {
            return Some(own.to_owned());
        }
        let label = pages.get(page).map(|page| page.label.clone()).filter(|label| !label.is_empty());
        Some(label.unwrap_or_else(|| (page + 1).to_string()))
    }
}

fn annotation(objects: &mut Objects<'_>, known: &Known<'_>, area: &Area) -> Option<ObjectId> {
    let edges = objects.on_sheet(area.page, area.rect)?;
    let mut dict = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => edges,
        "Border" => vec![0.into(), 0.into(), 0.into()],
        "F" => 4, // it is printed (ISO 19005-2, 6.3.2)
    };
    // What a reader is told before following it (PDF/UA-1, 7.18.5).
    match &area.to {
        LinkTarget::Url(url) => {
            dict.set("A", dictionary! { "Type" => "Action", "S" => "URI", "URI" => literal(&ascii(url)) });
            dict.set("Contents", text(url));
        }
        LinkTarget::Inside(to) => {
            let told = known.told(area, to)?;
            dict.set("Dest", text(to));
            dict.set("Contents", text(&told));
        }
    }
    Some(objects.keep(dict))
}

/// A URI of ASCII characters (12.6.4.7): others as percent escapes of their UTF-8 bytes.
fn ascii(url: &str) -> String {
    let escape = |byte: u8| match byte {
        0x21..=0x7E => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    url.bytes().map(escape).collect()
}

/// The name tree of destinations: one leaf, sorted by bytes (7.9.6).
fn destinations(objects: &mut Objects<'_>, document: &PagedDocument) -> Option<ObjectId> {
    let mut names: BTreeMap<Vec<u8>, (Object, Object)> = BTreeMap::new();
    for place in &document.destinations {
        let (Some(&page), Some(sheet)) = (objects.pages.get(place.page), objects.sheets.get(place.page))
        else {
            continue;
        };
        let y = sheet.place(Point::new(Abs::ZERO, place.y)).y;
        let key = text(&place.name);
        let Ok(bytes) = key.as_str() else { continue };
        let to = vec![Object::Reference(page), name("XYZ"), Object::Null, pt(y), Object::Null];
        names.insert(bytes.to_vec(), (key, Object::Array(to)));
    }
    if names.is_empty() {
        return None;
    }
    let entries: Vec<Object> = names.into_values().flat_map(|(key, to)| [key, to]).collect();
    Some(objects.add(dictionary! { "Names" => entries }))
}

/// The outline (12.3.3), nested by level: an entry belongs to the last one before it that is shallower.
fn outline(objects: &mut Objects<'_>, document: &PagedDocument, depth: u8) {
    let entries: Vec<&OutlineEntry> = document.outline.iter().filter(|entry| entry.level <= depth).collect();
    let places: BTreeSet<&str> = document.destinations.iter().map(|place| place.name.as_str()).collect();
    if entries.is_empty() {
        return;
    }
    let root = objects.reserve();
    let ids: Vec<ObjectId> = entries.iter().map(|_| objects.reserve()).collect();
    // For each entry the place of its parent, and then each parent's kids; the last list is the root's.
    let mut parents = Vec::with_capacity(entries.len());
    let mut kids: Vec<Vec<usize>> = vec![Vec::new(); entries.len() + 1];
    let mut open: Vec<usize> = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        while open.last().is_some_and(|&last| entries[last].level >= entry.level) {
            open.pop();
        }
        let parent = open.last().copied().unwrap_or(entries.len());
        parents.push(parent);
        kids[parent].push(place);
        open.push(place);
    }
    // All entries are open, so a count is of everything below.
    let mut below = vec![0_i64; entries.len() + 1];
    for place in (0..entries.len()).rev() {
        below[parents[place]] += 1 + below[place];
    }
    let id_of = |place: usize| ids.get(place).copied().unwrap_or(root);
    for (place, entry) in entries.iter().enumerate() {
        let siblings = &kids[parents[place]];
        let here = siblings.partition_point(|&s| s < place);
        let mut dict = dictionary! {
            "Title" => text(&entry.title),
            "Parent" => id_of(parents[place]),
        };
        if places.contains(entry.to.as_str()) {
            dict.set("Dest", text(&entry.to));
        }
        if let Some(&before) = here.checked_sub(1).and_then(|i| siblings.get(i)) {
            dict.set("Prev", id_of(before));
        }
        if let Some(&behind) = siblings.get(here + 1) {
            dict.set("Next", id_of(behind));
        }
        if let (Some(&first), Some(&last)) = (kids[place].first(), kids[place].last()) {
            dict.set("First", id_of(first));
            dict.set("Last", id_of(last));
            dict.set("Count", below[place]);
        }
        objects.set(ids[place], dict);
    }
    let top = &kids[entries.len()];
    let mut dict = dictionary! { "Type" => "Outlines", "Count" => below[entries.len()] };
    if let (Some(&first), Some(&last)) = (top.first(), top.last()) {
        dict.set("First", id_of(first));
        dict.set("Last", id_of(last));
    }
    objects.set(root, dict);
    objects.catalog.set("Outlines", root);
    objects.catalog.set("PageMode", "UseOutlines");
}

/// Page labels (12.4.2): stretches of consecutive numbers, Arabic or lower-case Roman; other labels as they are. None
/// if every page is called by its place anyway.
fn labels(objects: &mut Objects<'_>, pages: &[Page]) {
    let mut ranges: Vec<Object> = Vec::new();
    let mut next = None;
    for (place, page) in pages.iter().enumerate() {
        let value = match page.label.as_str() {
            "" => Some(("D", place as i64 + 1)),
            label => numeral(label),
        };
        if value.is_none() || value != next {
            let label = match value {
                Some((style, value)) => dictionary! { "S" => style, "St" => value },
                None => dictionary! { "P" => text(&page.label) },
            };
            ranges.extend([Object::Integer(place as i64), Object::Dictionary(label)]);
        }
        next = value.map(|(style, value)| (style, value.saturating_add(1)));
    }
    let plain = ranges.len() == 2 && pages.first().is_some_and(|p| p.label.is_empty() || p.label == "1");
    if !ranges.is_empty() && !plain {
        objects.catalog.set("PageLabels", dictionary! { "Nums" => ranges });
    }
}

/// A label that is a number: its style (12.4.2, table 159) and value.
fn numeral(label: &str) -> Option<(&'static str, i64)> {
    if let Some(value) = label.parse::<i64>().ok().filter(|n| *n > 0 && n.to_string() == label) {
        return Some(("D", value));
    }
    // A sign before a greater one is taken off; only what reads back the same way is such a number, and the
    // labels at hand are.
    let values = label.chars().map(|c| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    });
    let values: Vec<i64> = values.collect::<Option<_>>()?;
    let next = values.iter().skip(1).chain([&0]);
    let value = values.iter().zip(next).map(|(v, next)| if v < next { -v } else { *v }).sum::<i64>();
    (value > 0).then_some(("r", value))
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn labels_that_are_numbers() {
        for (label, value) in [
            ("1", Some(("D", 1))),
            ("012", None),
            ("i", Some(("r", 1))),
            ("xiv", Some(("r", 14))),
            ("A03", None),
        ] {
            assert_eq!(numeral(label), value, "{label}");
        }
    }
}
