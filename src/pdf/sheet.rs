//! The sheet that a page is printed on (ISO 32000-1, 14.11.2). In: the trimmed page, what is beyond it. Out: boxes, and
//! places on the sheet.

use super::objects::pt;
use crate::geom::{Abs, Point, Rect, Size};
use lopdf::{Dictionary, Object};

/// A trimmed page on its sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// The trimmed page.
    pub(super) trim: Size,
    /// What is printed beyond the trimmed page on each side, and cut off.
    pub(super) bleed: Abs,
    /// From the edge of the sheet to the trimmed page, on each side: bleed and room for marks.
    pub(super) margin: Size,
}

impl Sheet {
    /// A page without anything beyond it.
    pub(super) fn plain(trim: Size) -> Sheet {
        Sheet { trim, bleed: Abs::ZERO, margin: Size::default() }
    }

    /// How large it is.
    pub(super) fn size(&self) -> Size {
        let Sheet { trim, margin, .. } = self;
        Size { width: trim.width + margin.width * 2, height: trim.height + margin.height * 2 }
    }

    /// From the top left corner of the trimmed page, downwards, to the bottom left corner of the sheet, upwards.
    pub(super) fn place(&self, p: Point) -> Point {
        Point::new(p.x + self.margin.width, self.trim.height + self.margin.height - p.y)
    }

    /// An area's left, bottom, right and top edge on the sheet.
    pub(super) fn edges(&self, area: Rect) -> [Abs; 4] {
        let (low, high) = (
            self.place(Point::new(area.origin.x, area.bottom())),
            self.place(Point::new(area.right(), area.origin.y)),
        );
        [low.x, low.y, high.x, high.y]
    }

    /// An area, printed on into the bleed on each side where it ends at the edge of the trimmed page.
    pub(super) fn bled(&self, area: Rect) -> Rect {
        let near = |edge: Abs, trim: Abs| (edge - trim).abs() < Abs::mm(0.1);
        let (mut left, mut top) = (area.origin.x, area.origin.y);
        let (mut right, mut bottom) = (area.right(), area.bottom());
        if near(left, Abs::ZERO) {
            left = Abs::ZERO - self.bleed;
        }
        if near(top, Abs::ZERO) {
            top = Abs::ZERO - self.bleed;
        }
        if near(right, self.trim.width) {
            right = self.trim.width + self.bleed;
        }
        if near(bottom, self.trim.height) {
            bottom = self.trim.height + self.bleed;
        }
        Rect::new(Point::new(left, top), Size::new(right - left, bottom - top))
    }

    /// Sets the boxes of its page. The trimmed page is always said; the rest where it is larger.
    pub(super) fn boxes(&self, page: &mut Dictionary) {
        let size = self.size();
        let inset = |Size { width, height }: Size| -> Object {
            [width, height, size.width - width, size.height - height].map(pt).to_vec().into()
        };
        page.set("MediaBox", inset(Size::default()));
        if self.margin != Size::default() {
            let Size { width, height } = self.margin;
            page.set("BleedBox", inset(Size::new(width - self.bleed, height - self.bleed)));
        }
        page.set("TrimBox", inset(self.margin));
    }
}
