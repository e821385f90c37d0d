//! A picture that stands for one that is still to come: grey, with its diagonals and its number.

use crate::photo;
use std::sync::OnceLock;

/// Pixels across and down: enough for a picture over both columns at the press's resolution.
const WIDTH: usize = 2400;
const HEIGHT: usize = 1350;
/// The segments of the digits 0 to 9: top, upper left, upper right, middle, lower left, lower right, bottom.
const DIGITS: [u8; 10] = [
    0b111_0111, 0b001_0010, 0b101_1101, 0b101_1011, 0b011_1010, 0b110_1011, 0b110_1111, 0b101_0010,
    0b111_1111, 0b111_1011,
];
const PAPER: u8 = 0;
const LINE: u8 = 1;
const INK: u8 = 2;
/// The grays of these three.
const PALETTE: [[u8; 3]; 3] = [[0xE4; 3], [0xC2; 3], [0x8A; 3]];

/// Those that were drawn; a page has a few, and a run may bring in many pages.
static DRAWN: [OnceLock<Vec<u8>>; 16] = [const { OnceLock::new() }; 16];

/// The highest number that is drawn: each is a picture to be made, and a text may claim to have thousands.
const NUMBERED: usize = 200;

/// Whether a path is that of a placeholder, for which an editor may have put a photo.
pub fn is_placeholder(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("placeholder-"))
}

/// The picture as PNG, 2400 × 1350 pixels, with that number in it; those above 200 have none.
pub fn placeholder(number: usize) -> Vec<u8> {
    let number = Some(number).filter(|n| (1..=NUMBERED).contains(n));
    match DRAWN.get(number.unwrap_or(0)) {
        Some(place) => place.get_or_init(|| draw(number)).clone(),
        None => draw(number),
    }
}

fn draw(number: Option<usize>) -> Vec<u8> {
    let mut gray = vec![PAPER; WIDTH * HEIGHT];
    for y in 0..HEIGHT {
        // Both diagonals, and a frame.
        let x = y * WIDTH / HEIGHT;
        for at in [x, WIDTH - 1 - x] {
            for x in at.saturating_sub(4)..(at + 4).min(WIDTH) {
                gray[y * WIDTH + x] = LINE;
            }
        }
        let edge = 12;
        if y < edge || y >= HEIGHT - edge {
            gray[y * WIDTH..(y + 1) * WIDTH].fill(INK);
        }
        gray[y * WIDTH..y * WIDTH + edge].fill(INK);
        gray[(y + 1) * WIDTH - edge..(y + 1) * WIDTH].fill(INK);
    }
    let digits = number.map(|n| n.to_string()).unwrap_or_default();
    let digits: Vec<usize> = digits.bytes().map(|b| usize::from(b - b'0')).collect();
    let (wide, high, gap) = (200, 400, 80);
    let total = (digits.len() * (wide + gap)).saturating_sub(gap);
    fill(&mut gray, (WIDTH - total) / 2 - 120, (HEIGHT - high) / 2 - 120, total + 240, high + 240, PAPER);
    for (n, digit) in digits.into_iter().enumerate() {
        draw_digit(&mut gray, digit, (WIDTH - total) / 2 + n * (wide + gap), (HEIGHT - high) / 2, wide, high);
    }
    photo::drawing(&gray, WIDTH as u32, HEIGHT as u32, &PALETTE).unwrap_or_default()
}

fn draw_digit(gray: &mut [u8], digit: usize, x: usize, y: usize, wide: usize, high: usize) {
    let pen = 44;
    let half = high / 2;
    let strokes = [
        (x, y, wide, pen),
        (x, y, pen, half),
        (x + wide - pen, y, pen, half),
        (x, y + half - pen / 2, wide, pen),
        (x, y + half, pen, half),
        (x + wide - pen, y + half, pen, half),
        (x, y + high - pen, wide, pen),
    ];
    let lit = DIGITS.get(digit).copied().unwrap_or(0);
    for (n, (x, y, w, h)) in strokes.into_iter().enumerate() {
        if lit >> (6 - n) & 1 == 1 {
            fill(gray, x, y, w, h, INK);
        }
    }
}

fn fill(gray: &mut [u8], x: usize, y: usize, w: usize, h: usize, value: u8) {
    for row in y..(y + h).min(HEIGHT) {
        gray[row * WIDTH + x..row * WIDTH + (x + w).min(WIDTH)].fill(value);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_placeholder_is_a_small_png() {
        let png = super::draw(Some(12));
        assert!(png.starts_with(b"\x89PNG") && png.len() < 200_000, "{}", png.len());
        let same = |a, b| super::placeholder(a) == super::placeholder(b);
        assert!(!same(199, 200) && !same(200, 201) && same(201, 5_000));
    }
}
