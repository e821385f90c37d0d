//! What a store takes: documented sets of limits. None of them changes what the book says; they bound pixels and
//! bytes, and where a finished book is over them the author is told.
//!
//! | profile | longest side | pixels | a picture | the book | from |
//! |---|---|---|---|---|---|
//! | `default` | the theme's | 5.6 million | 1.5 MB | 20 MB | what every reading system below takes, and a reader on a telephone loads |
//! | `kindle` | 2560 | 5.6 million | 5 MB | 50 MB | Kindle Publishing Guidelines (a picture up to 5 MB; covers of 2560 × 1600); Send to Kindle failed at 134 MB and worked under 50 MB |
//! | `apple` | 2560 | 5.6 million | 4 MB | 100 MB | Apple Books Asset Guide (5.6 million pixels a picture) |
//! | `kobo` | 2560 | 5.6 million | 3 MB | 100 MB | Kobo content guidelines and Writing Life (100 MB a file) |
//! | `weread` | 1600 | 2.6 million | 1 MB | 20 MB | no public rules were found: a careful guess, and the class names of pop-up notes that Chinese stores know (多看) |

/// A store, by the limits it sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Profile {
    /// What every reading system takes.
    #[default]
    Default,
    /// Amazon Kindle.
    Kindle,
    /// Apple Books.
    Apple,
    /// Rakuten Kobo.
    Kobo,
    /// 微信读书.
    WeRead,
}

/// Limits of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest side of a picture in pixels; the theme may ask for less.
    pub side: u32,
    /// Width times height of a picture.
    pub pixels: u32,
    /// Bytes of one picture.
    pub picture_bytes: usize,
    /// Bytes of the whole book.
    pub book_bytes: usize,
    /// Whether notes carry the class names by which 多看 and readers like it pop them up, whatever the theme says.
    pub duokan: bool,
}

const MB: usize = 1_000_000;

impl Limits {
    /// The longest side at which a picture of that size has no more pixels than allowed, at most `side`.
    pub fn side(&self, width: u32, height: u32, side: u32) -> u32 {
        let (long, short) = (u64::from(width.max(height)).max(1), u64::from(width.min(height)).max(1));
        // side × side × short / long ≤ pixels
        let most = (u64::from(self.pixels) * long / short).isqrt();
        side.min(self.side).min(u32::try_from(most).unwrap_or(u32::MAX))
    }
}

impl Profile {
    /// Its limits; the table above says where they are from.
    pub const fn limits(self) -> Limits {
        let usual = Limits {
            side: 4096,
            pixels: 5_600_000,
            picture_bytes: 3 * MB / 2,
            book_bytes: 20 * MB,
            duokan: false,
        };
        match self {
            Profile::Default => usual,
            Profile::Kindle => Limits { side: 2560, picture_bytes: 5 * MB, book_bytes: 50 * MB, ..usual },
            Profile::Apple => Limits { side: 2560, picture_bytes: 4 * MB, book_bytes: 100 * MB, ..usual },
            Profile::Kobo => Limits { side: 2560, picture_bytes: 3 * MB, book_bytes: 100 * MB, ..usual },
            Profile::WeRead => {
                Limits { side: 1600, pixels: 2_600_000, picture_bytes: MB, duokan: true, ..usual }
            }
        }
    }

    /// The size and quality at which so many pictures of these sizes (width, height) stay within the book's
    /// limit, with a fifth of it left for text and faces: the theme's own where they do, else as much less as it
    /// takes. No picture falls below 1000 pixels for that (row 46); a book of thousands may be larger than the
    /// store likes, and is told so.
    pub fn pictures(self, sizes: &[(u32, u32)], side: u32, quality: u8) -> (u32, u8) {
        let limits = self.limits();
        let room = limits.book_bytes as u64 * 4 / 5;
        let first = (side.min(limits.side), quality);
        // Bytes of 1000 pixels of a photograph at that quality, on the high side.
        let bytes = |quality: u8| match quality {
            91.. => 450,
            86..=90 => 330,
            81..=85 => 270,
            76..=80 => 230,
            _ => 200,
        };
        let total = |(side, quality): (u32, u8)| -> u64 {
            let pixels = sizes.iter().map(|&(width, height)| {
                let longest = u64::from(width.max(height)).max(1);
                let scale = u64::from(side).min(longest);
                u64::from(width) * scale / longest * (u64::from(height) * scale / longest)
            });
            pixels.sum::<u64>() * bytes(quality) / 1000
        };
        let steps = [(1800, 84), (1600, 82), (1400, 80), (1200, 78), (1100, 76), (1000, 75)];
        let steps = steps.map(|(s, q)| (first.0.min(s), first.1.min(q)));
        let all = || std::iter::once(first).chain(steps);
        all().find(|step| total(*step) <= room).unwrap_or(steps[steps.len() - 1])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_pictures_are_large_and_many_fit() {
        let camera = (6000, 4000);
        assert_eq!(Profile::Default.pictures(&[camera; 10], 2000, 85), (2000, 85));
        let (side, quality) = Profile::Default.pictures(&[camera; 100], 2000, 85);
        assert!((1000..1400).contains(&side) && quality >= 75, "{side} {quality}");
        assert_eq!(Profile::Default.pictures(&[camera; 5000], 2000, 85), (1000, 75));
        assert_eq!(Profile::Default.pictures(&[(640, 480); 100], 2000, 85), (2000, 85));
        assert_eq!(Profile::Kindle.pictures(&[camera; 10], 3000, 85).0, 2560);
        assert_eq!(Profile::WeRead.pictures(&[camera], 2000, 85).0, 1600);
        let square = Profile::Kindle.limits().side(3000, 3000, 4000);
        assert_eq!(square, 2366, "5.6 million pixels");
        assert_eq!(Profile::Kindle.limits().side(3000, 1000, 4000), 2560);
    }
}
