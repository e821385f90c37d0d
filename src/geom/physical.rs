//! Physical axes: x to the right, y downwards, from the top left corner of the trimmed page.

use super::Abs;

/// A place on a page.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Point {
    /// To the right.
    pub x: Abs,
    /// Downwards.
    pub y: Abs,
}

/// A physical extent.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Hash)]
pub struct Size {
    /// To the right.
    pub width: Abs,
    /// Downwards.
    pub height: Abs,
}

/// A physical area.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Rect {
    /// The top left corner.
    pub origin: Point,
    /// The extent.
    pub size: Size,
}

/// One length for each side of a page.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Sides {
    /// At the head.
    pub top: Abs,
    /// At the foot.
    pub bottom: Abs,
    /// At the binding.
    pub inside: Abs,
    /// Away from the binding.
    pub outside: Abs,
}

impl Point {
    /// A point from its two coordinates.
    pub const fn new(x: Abs, y: Abs) -> Point {
        Point { x, y }
    }
}

impl Size {
    /// An extent from its two lengths.
    pub const fn new(width: Abs, height: Abs) -> Size {
        Size { width, height }
    }
}

impl Rect {
    /// An area from corner and extent.
    pub const fn new(origin: Point, size: Size) -> Rect {
        Rect { origin, size }
    }

    /// The right edge.
    pub fn right(self) -> Abs {
        self.origin.x + self.size.width
    }

    /// The lower edge.
    pub fn bottom(self) -> Abs {
        self.origin.y + self.size.height
    }
}
