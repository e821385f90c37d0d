//! Colours as they go into a page. In: colours as a theme names them. Out: screen colours or inks.

use super::settings::Press;
use crate::geom::Color;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A colour as it goes into a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Paint {
    /// 0 is black, 255 is white.
    Gray(u8),
    /// sRGB.
    Rgb([u8; 3]),
    /// Percent of cyan, magenta, yellow, black.
    Ink([u8; 4]),
    /// An ink of its own.
    Spot {
        /// Which.
        number: u8,
        /// What stands in for it where it is not printed.
        like: [u8; 4],
    },
    /// Every ink there is, for marks.
    All,
}

impl Paint {
    /// The name of a separation's colour space.
    pub(super) fn space(self) -> String {
        match self {
            Paint::Spot { number, .. } => spot_space(number),
            _ => ALL.to_owned(),
        }
    }
}

/// The colour space of all inks.
pub(super) const ALL: &str = "All";

/// The colour space of a spot colour.
pub(super) fn spot_space(number: u8) -> String {
    format!("S{number}")
}

/// The way from colours to paints.
pub(super) struct Paints<'a> {
    press: Option<&'a Press>,
    known: RefCell<BTreeMap<[u8; 3], [u8; 4]>>,
}

impl<'a> Paints<'a> {
    /// For readers, or for a press.
    pub(super) fn new(press: Option<&'a Press>) -> Paints<'a> {
        Paints { press, known: RefCell::default() }
    }

    /// Whether a press prints them.
    pub(super) fn are_for_press(&self) -> bool {
        self.press.is_some()
    }

    /// A colour's paint. For a press everything becomes ink, and what is gray black ink alone.
    pub(super) fn of(&self, color: Color) -> Paint {
        let Some(press) = self.press else {
            return match color {
                Color::Gray(v) => Paint::Gray(v),
                Color::Rgb(v) => Paint::Rgb(v),
                Color::Cmyk(inks) => Paint::Ink(inks.map(|ink| ink.min(100))),
            };
        };
        let inks = match color {
            Color::Gray(v) => [0, 0, 0, ((u16::from(255 - v) * 100 + 127) / 255) as u8],
            Color::Rgb(v) => *self.known.borrow_mut().entry(v).or_insert_with(|| (press.inks)(v)),
            Color::Cmyk(inks) => inks,
        };
        let inks = inks.map(|ink| ink.min(100));
        match press.spots.iter().take(256).position(|(spot, _)| *spot == color) {
            Some(number) => Paint::Spot { number: number as u8, like: inks },
            None => Paint::Ink(inks),
        }
    }
}
