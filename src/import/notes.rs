//! The footnotes and endnotes of a DOCX.

use super::piece::Raw;
use super::report::Kind;
use super::surroundings;
use super::tree::Tree;
use super::words::{SAYS, Words};
use std::collections::BTreeMap;

/// The texts of the notes by their ids, a line for each paragraph; `name` is what a note is called in that part. Those of
/// a type only separate notes from text.
pub(super) fn read(tree: &Tree, name: &str, raw: &mut Raw) -> BTreeMap<String, String> {
    let around = surroundings::of(tree);
    let mut out = BTreeMap::new();
    for note in tree.outermost(name).filter(|n| n.attribute("type").is_none()) {
        let mut words = Words::new(&around, raw, false);
        let mut paragraph = None;
        let mut pictures = 0;
        for node in note.inside().filter(|n| around[n.index()].is_shown()) {
            let place = around[node.index()].paragraph;
            if SAYS.contains(&node.name()) {
                if place != paragraph {
                    words.end_line();
                }
                paragraph = place;
                words.read(node);
            } else if node.is("blip") || node.is("imagedata") {
                pictures += 1;
            }
        }
        let text = words.finish().join("\n");
        if pictures > 0 {
            raw.remark(Kind::Left, &text, "a picture in a note is not taken", "注释里的图片没有取用");
        }
        if let Some(id) = note.attribute("id") {
            out.insert(id.to_owned(), text);
        }
    }
    out
}
