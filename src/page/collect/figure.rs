//! Figures: picture, caption and credit as one piece, on column edges (L1–L10).

use super::stack::Stack;
use super::{Collector, aligned, moved};
use crate::article::{Crop, Figure, FigurePlace, NoteId, plain_text};
use crate::diag::Diag;
use crate::diag::codes::layout::{LOW_RESOLUTION, PICTURE_SCALED};
use crate::frame::{Attributes, ImageItem, Item, Placed, Role, ShapeItem, Tag};
use crate::geom::{Abs, Em, LPoint, LSize, WritingMode};
use crate::line::{Line, Setting};
use crate::page::flow::{Float, Reach, Row, Segment, Strip};
use crate::photo::PhotoId;
use crate::theme::Align;

/// Below this many pixels an inch a printed photo looks soft (L10 asks for 300; half is the limit of a word).
const SOFT_PPI: f64 = 150.0;
/// A picture of a group narrower than this many body characters asks for all columns.
const GROUP_MIN: i64 = 9;
/// Lines of text that a hero leaves room for on its page. A picture from edge to edge over a little text is
/// better than more text and a picture that leaves both edges.
const BELOW_HERO: u32 = 4;
/// Lines that a box has around a picture: free ones at both ends, and its title with the space below.
const BOX_LINES: u32 = 4;
/// Between the pictures of a group.
const GROUP_GAP: Em = Em::ONE;
/// A caption is no narrower than this many of its characters, however slim its picture (L7).
const CAPTION_MIN: i64 = 7;
/// Captions of fewer lines are not tried before they are set.
const CAPTION_LINES: i64 = 8;
/// Sizes tried for a picture that is too tall with its caption.
const FIT_TRIES: usize = 3;
/// Between caption and credit on one line (L8).
const CREDIT_GAP: Em = Em::ONE;

/// A picture and the part of it that is shown.
struct Picture<'f> {
    figure: &'f Figure,
    photo: Option<PhotoId>,
    part: [f64; 4],
    /// The part's extent from line to line against that along the line.
    shape: f64,
    /// Pixels across of the part.
    pixels: f64,
}

impl Collector<'_> {
    /// Collects a figure or a group of them.
    pub(super) fn figures(&mut self, group: &[Figure]) {
        let Some(first) = group.first() else { return };
        let columns = self.desk.grid.columns;
        let mut place = first.place;
        if columns > 1 && place == FigurePlace::Column && group.len() > 1 {
            let gap = GROUP_GAP.at(self.desk.grid.size) * (group.len() as i64 - 1);
            if (self.desk.grid.measure - gap) / (group.len() as i64) < self.desk.grid.size * GROUP_MIN {
                place = FigurePlace::Span;
            }
        }
        // One picture leads; a second above the text would stand before the first and push the text off the page.
        // Vertical pages have few lines: there the text begins below the title, and the picture takes a page of its own.
        if place == FigurePlace::Hero && (std::mem::replace(&mut self.has_hero, true) || self.vertical()) {
            place = FigurePlace::Span;
        }
        if !self.within.outermost {
            place = FigurePlace::Inline;
        }
        let grid = self.desk.grid;
        let around = self.desk.theme.figure.around;
        match place {
            FigurePlace::Inline => {
                // In a box it stands on one page with the frame's free lines and the title.
                let around_it = if self.within.boxed.is_some() { BOX_LINES } else { 0 };
                let limit = self.tallest(grid.lines.saturating_sub(around_it).max(1));
                let (items, height, notes) = self.figure_box(group, self.inner(), limit);
                let by = LPoint::new(self.within.start, Abs::ZERO);
                let row = Row::block(grid, height, around, moved(items, by).collect());
                let mut row = self.figure_row(row, group);
                row.notes = notes;
                self.push(row);
            }
            FigurePlace::Hero => {
                let used: u32 = self.segments[..self.hero_at].iter().map(across_lines).sum();
                let free = grid.lines.saturating_sub(used);
                let limit = if free > BELOW_HERO * 2 { free - BELOW_HERO } else { grid.lines };
                let (items, height, notes) = self.figure_box(group, grid.full(), self.tallest(limit));
                let mut row = self.figure_row(Row::block(grid, height, around, items), group);
                row.notes = notes;
                self.name_links(&mut row.items);
                // The text that is being collected stands below it and goes on.
                let at = self.hero_at.min(self.segments.len());
                self.segments.insert(at, Segment::Across(Strip::of(vec![row])));
            }
            FigurePlace::Column | FigurePlace::Span | FigurePlace::Page => {
                let (reach, measure) = match place {
                    FigurePlace::Column => (Reach::Column, grid.measure),
                    FigurePlace::Span => (Reach::Span, grid.full()),
                    _ => (Reach::Page, grid.full()),
                };
                let limit = match reach {
                    // A page of its own has its notes too.
                    Reach::Page => {
                        let notes = self.room_of_notes(group).min(grid.lines / 2);
                        grid.extent(grid.lines - notes)
                    }
                    _ => self.tallest(grid.lines),
                };
                let (items, height, notes) = self.figure_box(group, measure, limit);
                let mut row = self.figure_row(Row::block(grid, height, around, items), group);
                row.notes = notes;
                self.name_links(&mut row.items);
                let mention = self.strip.rows.len();
                self.strip.floats.push(Float { row, reach, mention });
            }
        }
    }

    /// The tallest a figure may be: the theme's share of the type area and what is free.
    fn tallest(&self, lines: u32) -> Abs {
        let grid = self.desk.grid;
        let share = i64::from(self.desk.theme.figure.max_height.clamp(10, 100));
        let least = grid.pitch * 4;
        let free = grid.extent(lines) - self.desk.theme.figure.around;
        grid.extent(grid.lines).mul_div(share, 100).min(free).max(least.min(grid.extent(grid.lines)))
    }

    fn vertical(&self) -> bool {
        self.desk.grid.mode == WritingMode::VerticalRl
    }

    fn figure_row(&self, mut row: Row, group: &[Figure]) -> Row {
        row.anchors = group.iter().filter_map(|f| f.id.as_ref()).map(|id| self.name(id)).collect();
        row
    }

    /// Sets pictures side by side at one height, each with its caption below, in a measure and no taller
    /// than `limit`. Returns the items, the height, and the notes that the captions mark.
    fn figure_box(&mut self, group: &[Figure], measure: Abs, limit: Abs) -> (Vec<Placed>, Abs, Vec<NoteId>) {
        let pictures: Vec<Picture> = group.iter().map(|f| self.picture(f)).collect();
        let gap = GROUP_GAP.at(self.desk.grid.size);
        let count = pictures.len() as i64;
        let room = (measure - gap * (count - 1)).max(self.desk.grid.size);
        // The caption of a broad picture on a vertical page stands at its left and runs down as far as it has to.
        let runs_down = self.vertical() && count == 1;
        let least = if runs_down { room } else { self.least_slot().min(room / count) };
        let row = Side { pictures: &pictures, least, share: room / count };
        let natural = row.height(room);
        let leading = self.desk.theme.figure.caption.leading;
        let mut height = natural;
        if natural + leading * CAPTION_LINES > limit {
            // Captions as wide as smaller pictures need more lines, which leaves less for the pictures.
            for _ in 0..FIT_TRIES {
                let below = self.tried_texts(&pictures, &row.slots(height));
                let fitting = natural.min((limit - below).max(self.desk.grid.pitch * 2));
                if fitting >= height {
                    break;
                }
                height = fitting;
            }
        }
        // A picture that is broad on paper never fills the measure of vertical lines.
        if height < natural && !self.vertical() {
            let percent = (height.over(natural) * 100.0).round();
            for f in group {
                self.desk.diags.push(
                    Diag::new(&PICTURE_SCALED)
                        .at(f.photo_span)
                        .arg(f.photo.clone())
                        .arg(format!("{percent}")),
                );
            }
        }
        let slots = row.slots(height);
        // What is left over: beside a single picture, between several.
        let left = (room - slots.iter().copied().sum::<Abs>()).max(Abs::ZERO);
        let gap = if count > 1 { gap + left / (count - 1) } else { gap };
        let mut at = if count > 1 { Abs::ZERO } else { left / 2 };
        let mut items = Vec::new();
        let mut notes = Vec::new();
        let mut below = Abs::ZERO;
        for (picture, slot) in pictures.iter().zip(slots) {
            let caption = self.figure_texts(picture, slot);
            let width = picture.width(height).unwrap_or_default().min(slot);
            let inset = if runs_down { at } else { at + (slot - width) / 2 };
            if let (Some(photo), Some(tag)) = (picture.photo, caption.tag) {
                let size = LSize::new(width, height);
                self.check_resolution(picture, if self.vertical() { height } else { width });
                let image = ImageItem { photo, size, part: picture.part };
                items.push(Placed { at: LPoint::new(inset, Abs::ZERO), tag, item: Item::Image(image) });
                if let Some(stroke) = self.desk.theme.figure.border {
                    let item = Item::Shape(ShapeItem::Outline { size, stroke });
                    let tag = Tag::Artifact(crate::frame::ArtifactKind::Layout);
                    items.push(Placed { at: LPoint::new(inset, Abs::ZERO), tag, item });
                }
            }
            items.extend(moved(caption.items, LPoint::new(at, height)));
            notes.extend(caption.notes);
            below = below.max(caption.below);
            at += slot + gap;
        }
        (items, height + below, notes)
    }

    /// The narrowest place for a caption.
    fn least_slot(&self) -> Abs {
        self.desk.theme.figure.caption.size * CAPTION_MIN
    }

    /// How much room captions and credits of these widths would take below their pictures.
    fn tried_texts(&mut self, pictures: &[Picture], slots: &[Abs]) -> Abs {
        self.trying(|c| {
            let texts = pictures.iter().zip(slots).map(|(p, slot)| c.figure_texts(p, *slot).below);
            texts.fold(Abs::ZERO, Abs::max)
        })
    }

    /// Sets something to see how large it is, without making it part of the document.
    pub(super) fn trying<T>(&mut self, set: impl FnOnce(&mut Self) -> T) -> T {
        let tags = std::mem::take(self.desk.tags);
        let diags = std::mem::take(self.desk.diags);
        self.trying = true;
        let size = set(self);
        self.trying = false;
        *self.desk.tags = tags;
        *self.desk.diags = diags;
        size
    }

    /// The figure's element in the tree, its slot for the picture, and caption and credit set below it.
    fn figure_texts(&mut self, picture: &Picture, width: Abs) -> Texts {
        let figure = picture.figure;
        let alt = figure.alt.clone().or_else(|| {
            let text = plain_text(&figure.caption);
            (!text.is_empty()).then_some(text)
        });
        let label =
            self.desk.labels.caption(figure.id.as_deref()).map(|l| format!("{l} ")).unwrap_or_default();
        let caption = plain_text(&figure.caption);
        let listed = (!caption.trim().is_empty()).then(|| format!("{label}{caption}"));
        self.open(Role::Figure, Attributes { alt, listed, ..Attributes::default() });
        let tag = picture.photo.map(|_| Tag::Content(crate::text::Tagger::slot(self.desk.tags)));
        let style = &self.desk.theme.figure;
        let mut stack = Stack::default();
        let mut notes = Vec::new();
        let ascent = self.ascent();
        let has_caption = !figure.caption.is_empty();
        let credit = figure.credit.as_deref().filter(|c| !c.trim().is_empty());
        if has_caption || credit.is_some() {
            self.open(Role::Caption, Attributes::default());
            let leading = |of: &crate::theme::TextStyle| (of.leading - of.size).max(Abs::ZERO);
            let mut last: Option<(Abs, Abs)> = None;
            if has_caption {
                let mut content = Vec::new();
                if let Some(label) = self.desk.labels.caption(figure.id.as_deref()) {
                    content.extend(self.inline(&format!("{label}\u{3000}"), Some(figure.span)));
                }
                content.extend(figure.caption.iter().cloned());
                let text = self.prepare(&content, &style.caption);
                let lines = self.caption_lines(&text, width, style.caption.align);
                for line in lines {
                    notes.extend(line.notes);
                    last = Some((line.width, style.caption.size));
                    stack.line(line.items, Abs::ZERO, style.caption.size, ascent, leading(&style.caption));
                }
            }
            if let Some(credit) = credit {
                let inlines = self.inline(credit, Some(figure.span));
                let text = self.prepare(&inlines, &style.credit);
                let mut lines = self.natural(&text);
                let wide = super::sense::widest(&lines);
                let beside = last.is_some_and(|(end, size)| end + CREDIT_GAP.at(size) + wide <= width);
                if wide > width {
                    lines = self.caption_lines(&text, width, Align::End);
                }
                for line in lines {
                    let inline =
                        if wide > width { Abs::ZERO } else { aligned(Align::End, line.width, width) };
                    match last {
                        Some((end, size)) if beside && self.vertical() => {
                            // What runs down the page is read on: the credit stands behind the caption.
                            stack.beside(line.items, end + CREDIT_GAP.at(size), size, ascent);
                        }
                        Some((_, size)) if beside => {
                            // On the caption's baseline, whatever the credit's own size.
                            stack.beside(line.items, inline, size, ascent);
                        }
                        _ => {
                            stack.line(line.items, inline, style.credit.size, ascent, leading(&style.credit));
                        }
                    }
                }
            }
            self.close();
        }
        self.close();
        let below = if stack.height > Abs::ZERO { style.gap + stack.height } else { Abs::ZERO };
        let items = moved(stack.items, LPoint::new(Abs::ZERO, style.gap)).collect();
        Texts { tag, items, below, notes }
    }

    fn caption_lines(&mut self, text: &crate::text::Paragraph, measure: Abs, align: Align) -> Vec<Line> {
        let zero = Abs::ZERO;
        self.set(text, &Setting { measure, first: zero, start: zero, end: zero, align })
    }

    fn picture<'f>(&self, figure: &'f Figure) -> Picture<'f> {
        let photo = self.desk.album.find(&figure.photo);
        let (across, down) = photo.map_or((3.0, 2.0), |id| {
            let photo = self.desk.album.get(id);
            (f64::from(photo.width.max(1)), f64::from(photo.height.max(1)))
        });
        let part = shown(figure.crop, across / down);
        let pixels = across * part[2];
        // A sliver is a picture too: the shape is held within what can be drawn.
        // In vertical lines what is across on paper goes from line to line.
        let shape = (down * part[3] / pixels.max(1.0)).clamp(0.01, 100.0);
        let shape = if self.vertical() { shape.recip() } else { shape };
        Picture { figure, photo, part, shape, pixels }
    }

    fn check_resolution(&mut self, picture: &Picture, width: Abs) {
        let ppi = picture.pixels / width.to_inch().max(0.001);
        if ppi < SOFT_PPI {
            self.desk.diags.push(
                Diag::new(&LOW_RESOLUTION)
                    .at(picture.figure.photo_span)
                    .arg(picture.figure.photo.clone())
                    .arg(format!("{ppi:.0}"))
                    .arg(format!("{:.0}", width.to_mm())),
            );
        }
    }
}

impl Picture<'_> {
    /// How wide it is at a height; `None` if it is not there.
    fn width(&self, height: Abs) -> Option<Abs> {
        self.photo.map(|_| Abs::raw((height.to_raw() as f64 / self.shape) as i64))
    }

    fn has_texts(&self) -> bool {
        !self.figure.caption.is_empty() || self.figure.credit.is_some()
    }
}

/// Pictures side by side.
struct Side<'p, 'f> {
    pictures: &'p [Picture<'f>],
    /// The narrowest place for a picture that has a caption.
    least: Abs,
    /// The place for a picture that is not there.
    share: Abs,
}

impl Side<'_, '_> {
    /// The widths of their places at a height.
    fn slots(&self, height: Abs) -> Vec<Abs> {
        let slot = |p: &Picture| match p.width(height) {
            Some(width) if p.has_texts() => width.max(self.least),
            Some(width) => width,
            None => self.share,
        };
        self.pictures.iter().map(slot).collect()
    }

    /// The greatest height at which their places are no wider than the room; nothing if there is no picture.
    fn height(&self, room: Abs) -> Abs {
        if self.pictures.iter().all(|p| p.photo.is_none()) {
            return Abs::ZERO;
        }
        let (mut low, mut high) = (Abs::ZERO, room * 100);
        while high - low > Abs::raw(1) {
            let middle = (low + high) / 2;
            let wide = self.slots(middle).into_iter().sum::<Abs>();
            if wide <= room { low = middle } else { high = middle }
        }
        low
    }
}

/// Caption and credit of a figure, set.
struct Texts {
    /// What the picture is in the structure tree.
    tag: Option<Tag>,
    /// Items from the foot of the picture.
    items: Vec<Placed>,
    /// Their height and the gap to the picture.
    below: Abs,
    /// The notes that the caption marks.
    notes: Vec<NoteId>,
}

/// The lines of a segment over all columns.
fn across_lines(segment: &Segment) -> u32 {
    match segment {
        Segment::Across(strip) => strip.after + strip.rows.iter().map(|r| r.lines + r.before).sum::<u32>(),
        Segment::Columns(_) | Segment::PageBreak => 0,
    }
}

/// The part of a photo that a crop shows, in shares of its width and height: left, top, width, height.
/// `ratio` is the photo's width to its height.
pub(super) fn shown(crop: Option<Crop>, ratio: f64) -> [f64; 4] {
    const ALL: [f64; 4] = [0.0, 0.0, 1.0, 1.0];
    let clean = |v: f64, low: f64, high: f64| if v.is_finite() { v.clamp(low, high) } else { low };
    match crop {
        None => ALL,
        Some(Crop::Rect([left, top, width, height])) => {
            let (left, top) = (clean(left / 100.0, 0.0, 0.99), clean(top / 100.0, 0.0, 0.99));
            [left, top, clean(width / 100.0, 0.01, 1.0 - left), clean(height / 100.0, 0.01, 1.0 - top)]
        }
        Some(Crop::Shape { ratio: (wide, high), focus }) => {
            if !(wide > 0.0 && high > 0.0) {
                return ALL;
            }
            let wanted = wide / high;
            let (w, h) = if wanted > ratio { (1.0, ratio / wanted) } else { (wanted / ratio, 1.0) };
            let (w, h) = (clean(w, 0.01, 1.0), clean(h, 0.01, 1.0));
            let place = |focus: f64, extent: f64| clean(focus / 100.0 - extent / 2.0, 0.0, 1.0 - extent);
            [place(focus.0, w), place(focus.1, h), w, h]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_to_a_shape_keeps_its_focus_inside() {
        let square = Some(Crop::Shape { ratio: (1.0, 1.0), focus: (10.0, 50.0) });
        let [left, top, width, height] = shown(square, 2.0);
        assert_eq!((left, top), (0.0, 0.0), "the focus near the edge moves the part to the edge");
        assert_eq!((width, height), (0.5, 1.0));
        let wide = Some(Crop::Shape { ratio: (4.0, 1.0), focus: (50.0, 50.0) });
        let [left, top, width, height] = shown(wide, 2.0);
        assert_eq!((left, top, width, height), (0.0, 0.25, 1.0, 0.5));
    }

    #[test]
    fn a_crop_never_leaves_the_photo() {
        let [left, top, width, height] = shown(Some(Crop::Rect([90.0, -5.0, 50.0, f64::NAN])), 1.5);
        assert!(left + width <= 1.0 && top >= 0.0 && height > 0.0);
    }
}
