//! The cover: the photo or the typeset cover that the EPUB has too, over a whole page, and an empty page behind it. Its
//! lines run from left to right in books set vertically as well.

use super::words::Words;
use super::{OWN, Press};
use crate::article::{Book, Cover, front};
use crate::cover::{Piece, typeset};
use crate::frame::{
    ArtifactKind, Attributes, Destination, Draft, ImageItem, Item, OutlineEntry, Role, ShapeItem, Tag,
};
use crate::geom::{Abs, LPoint, LSize, Point, Size, WritingMode};
use crate::photo::PhotoId;
use crate::text::Tagger;

/// Adds the cover, if the theme wants it here.
pub(super) fn add(press: &mut Press<'_>, volume: &Book, words: &Words) {
    if !press.theme.volume.cover {
        return;
    }
    let sheet = press.grid.page;
    let mut draft = Draft { label: words.cover.to_owned(), ..Draft::default() };
    let photo = volume.cover.as_ref().and_then(|c| Some((c, press.album.find(&c.photo)?)));
    match photo {
        Some((cover, id)) => {
            let alt = format!("{}{}{}", words.cover, words.colon, volume.title.text());
            show(press, cover, id, alt, &mut draft);
        }
        None => set(press, volume, &mut draft),
    }
    press.document.pages.push(draft.finish(WritingMode::Horizontal, sheet));
    let behind = Draft { label: format!("{}2", words.cover), ..Draft::default() };
    press.document.pages.push(behind.finish(press.grid.mode, sheet));
    let name = format!("{OWN}cover");
    press.document.destinations.push(Destination { name: name.clone(), page: 0, y: Abs::ZERO });
    press.document.outline.push(OutlineEntry { title: words.cover.to_owned(), level: 1, to: name });
    press.covers = press.document.pages.len();
}

/// The photo fills the page and the bleed around it; what of it does not is cut off around its focus.
fn show(press: &mut Press<'_>, cover: &Cover, photo: PhotoId, alt: String, draft: &mut Draft) {
    press.tags.open(Role::Figure, Attributes { alt: Some(alt), ..Attributes::default() });
    let slot = press.tags.slot();
    press.tags.close();
    let (bleed, sheet) = (press.theme.print.bleed, press.grid.page);
    let Size { width, height } = Size::new(sheet.width + bleed * 2, sheet.height + bleed * 2);
    let shown = press.album.get(photo);
    let part = cover.crop(width.to_pt(), height.to_pt()).part(shown.width, shown.height);
    let image = Item::Image(ImageItem { photo, size: LSize::new(width, height), part });
    draft.push(LPoint::new(-bleed, -bleed), Tag::Content(slot), image);
}

/// The typeset cover as bars and live text.
fn set(press: &mut Press<'_>, volume: &Book, draft: &mut Draft) {
    let facts = front(Some(volume), &[]);
    let at = |point: Point| LPoint::new(point.x, point.y);
    press.tags.open(Role::Div, Attributes::default());
    for piece in typeset(&facts, press.theme, press.book, press.grid.page) {
        match piece {
            Piece::Bar(area, color) => {
                let size = LSize::new(area.size.width, area.size.height);
                let bar = Item::Shape(ShapeItem::Fill { size, color });
                draft.push(at(area.origin), Tag::Artifact(ArtifactKind::Layout), bar);
            }
            Piece::Text(runs) => {
                press.tags.open(Role::P, Attributes::default());
                let slot = press.tags.slot();
                press.tags.close();
                for (pen, run) in runs {
                    draft.push(at(pen), Tag::Content(slot), Item::Text(run));
                }
            }
        }
    }
    press.tags.close();
}
