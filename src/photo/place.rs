//! Whether XMP and IPTC say where a photo was taken, or what it shows is. In: blocks of a file. Out: yes or no; a block
//! that cannot be read to its end may say so, hence yes.

use super::metadata::resources;
use super::tame;
use roxmltree::{Document, ParsingOptions};

/// Nodes of an XMP packet that are looked at.
const MAX_NODES: u32 = 20_000;

/// Parts of the names of properties that hold places: those of EXIF (ISO 16684-2), Photoshop, IPTC Core and Extension,
/// and of makers of drones. In lower case.
const PARTS: [&str; 8] =
    ["gps", "latitude", "longitude", "altitude", "location", "country", "province", "worldregion"];
/// Whole names.
const NAMES: [&str; 6] = ["city", "state", "lat", "long", "lon", "address"];

/// Data sets of IPTC's record 2 that hold places: content location code and name, city, sub-location, province,
/// country code and name (IIM 4.2).
const DATA_SETS: [u8; 7] = [26, 27, 90, 92, 95, 100, 101];

/// EXIF and XMP among Photoshop's image resources, which nobody reads here.
const NESTED: [u16; 3] = [0x0422, 0x0423, 0x0424];

/// Whether an XMP packet says a place.
pub(super) fn in_xmp(packet: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(packet) else { return true };
    let text = text.trim_matches(['\u{FEFF}', '\0', ' ', '\n', '\r', '\t']);
    if !tame::is_tame(text) {
        return true;
    }
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let Ok(document) = Document::parse_with_options(text, options) else { return true };
    document.descendants().filter(roxmltree::Node::is_element).any(|node| {
        let given = |a: roxmltree::Attribute<'_, '_>| !a.value().trim().is_empty() && is_place(a.name());
        is_place(node.tag_name().name()) || node.attributes().any(given)
    })
}

/// Whether a name is that of a place.
fn is_place(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name.as_str()) || PARTS.iter().any(|part| name.contains(part))
}

/// Whether IPTC says a place, with or without Photoshop's image resources around it.
pub(super) fn in_iptc(block: &[u8]) -> bool {
    let (resources, rest) = resources(block);
    let nested = resources.iter().any(|(number, _)| NESTED.contains(number));
    nested || !is_padding(rest) || resources.iter().any(|(number, data)| *number == 0x0404 && in_iim(data))
}

/// Whether records of IIM say a place.
fn in_iim(mut rest: &[u8]) -> bool {
    while let Some((&[0x1C, record, set, high, low], behind)) = rest.split_first_chunk() {
        let length = usize::from(u16::from_be_bytes([high, low]));
        let Some(data) = behind.get(..length) else { return true };
        if record == 2 && DATA_SETS.contains(&set) && !data.is_empty() {
            return true;
        }
        rest = &behind[length..];
    }
    !is_padding(rest)
}

fn is_padding(rest: &[u8]) -> bool {
    rest.iter().all(|b| *b == 0)
}
