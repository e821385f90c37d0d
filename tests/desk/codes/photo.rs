//! K5: photos that are broken, mislabelled, or not what a press or a store would take.

use super::run::Home;
use super::world::{HEAD, World, png};
use super::{Case, Heard, Side};
use jpeg_encoder::{ColorType, Encoder};
use keben::diag::{Diags, Files};
use keben::export::{self, Options, PrintIntent, Progress, Step};
use keben::photo::Album;
use keben::photo::check::{Placement, resolution};
use keben::source::Project;

/// The ICC profile of a press.
const PRESS: &[u8] = include_bytes!("../../../templates/press/coated-fogra39.icc");

pub(super) const CASES: &[(&str, Case)] = &[
    ("K501", |side| shown("b.jpg", side.pick(b"hello, world".to_vec(), jpeg()))),
    ("K502", |side| shown("b.jpg", side.pick(Vec::new(), jpeg()))),
    ("K503", |side| shown("b.jpg", side.pick(b"%PDF-1.7\n".to_vec(), jpeg()))),
    ("K504", |side| {
        let mut file = jpeg();
        file.truncate(file.len() - side.pick(file.len() / 2, 0));
        World::photo("b.jpg", file).heard("build --to epub")
    }),
    ("K505", |side| {
        let mut file = png(1200, 300);
        // One bit of the picture's data; its checksum no longer fits.
        let middle = file.len() / 2;
        file[middle] ^= side.pick(1, 0);
        World::photo("b.png", file).heard("build --to epub")
    }),
    // It says how large it is; of its pixels nothing has to be there for that.
    ("K506", |side| shown("b.png", claims(12_000, side.pick(10_001, 10_000)))),
    ("K507", |side| shown(side.pick("b.png", "b.jpg"), jpeg())),
    ("K508", |side| {
        let mut file = jpeg();
        let frame = file.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
        file[frame + 4] = side.pick(12, 8);
        shown("b.jpg", file)
    }),
    ("K509", |side| {
        let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
        shown("b.jpg", profiled(side.pick(&profile[..60], &profile), ColorType::Rgb))
    }),
    ("K510", |side| {
        let file =
            side.pick(coded(&[60; 64 * 4], 8, ColorType::Cmyk, 95, None), profiled(PRESS, ColorType::Cmyk));
        shown("b.jpg", file)
    }),
    ("K511", |side| {
        let screen = moxcms::ColorProfile::new_srgb().encode().unwrap();
        Heard::result(PrintIntent::cmyk(side.pick(screen, PRESS.to_vec()).into()))
    }),
    ("K512", changed),
    // A page on which layout would have pulled a photo: it never does.
    ("K516", |side| {
        let (mut album, mut diags) = (Album::default(), Diags::new());
        let photo = album.add("photos/a.png", &png(600, 400), &mut diags).unwrap();
        let inches = (1.5, side.pick(0.9, 1.0));
        resolution(
            &album,
            &[Placement { photo, part: [0.0, 0.0, 1.0, 1.0], inches, span: None }],
            300,
            &mut diags,
        );
        Heard::of(&diags, &Files::default())
    }),
    ("K518", |side| {
        let profile = moxcms::ColorProfile::new_srgb().encode().unwrap();
        let profile = Some(&profile[..]).filter(|_| side == Side::Good);
        let file = coded(&vec![90; 1200 * 1200 * 3], 1200, ColorType::Rgb, 60, profile);
        World::photo("b.jpg", file).heard("check --to pdf --print")
    }),
    ("K519", |side| heavy(1, side.pick(100, 80)).heard("check --to epub --theme own")),
    ("K522", |side| {
        let inside = side.pick("<script>alert(1)</script>", "<title>桥</title>");
        let rect = "<rect width=\"9\" height=\"9\"/>";
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">{inside}{rect}</svg>"
        );
        shown("b.svg", svg.into_bytes())
    }),
    ("K708", |side| {
        let file = coded(&vec![side.pick(250, 90); 600 * 600 * 4], 600, ColorType::Cmyk, 90, None);
        World::photo("b.jpg", file).heard("build --to pdf --print")
    }),
    ("K804", |side| heavy(1, side.pick(90, 20)).heard("build --to epub --theme own")),
    ("K805", |side| heavy(side.pick(2, 1), 100).heard("build --to epub --theme own")),
];

/// An article with photos in which nothing can be saved, and a theme that asks for this quality.
fn heavy(photos: u32, quality: u8) -> World {
    let figures = (0..photos).map(|n| format!("![晨光](photos/{n}.jpg \"林渡 摄\"){{alt=\"一座桥\"}}\n\n"));
    let mut world = World::article(&format!("{HEAD}{}", figures.collect::<String>()));
    (0..photos).for_each(|n| world.put(&format!("source/photos/{n}.jpg"), noise(n + 1, 90)));
    let theme = format!("[epub]\nimage-quality = {quality}\nimage-pixels = 1600\n");
    world.put("templates/own/theme.toml", theme);
    world
}

/// What is said of a photo before anything is made of it.
fn shown(name: &str, bytes: Vec<u8>) -> Heard {
    World::photo(name, bytes).heard("check")
}

fn jpeg() -> Vec<u8> {
    coded(&vec![90; 90 * 90 * 3], 90, ColorType::Rgb, 90, None)
}

fn profiled(profile: &[u8], colours: ColorType) -> Vec<u8> {
    let samples = if colours == ColorType::Cmyk { 4 } else { 3 };
    coded(&vec![60; 64 * samples], 8, colours, 95, Some(profile))
}

/// A square JPEG.
fn coded(samples: &[u8], side: u16, colours: ColorType, quality: u8, profile: Option<&[u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).unwrap();
    }
    encoder.encode(samples, side, side, colours).unwrap();
    out
}

/// A picture in which hardly a pixel tells of the next: a tile of noise, again and again.
fn noise(seed: u32, quality: u8) -> Vec<u8> {
    const TILE: usize = 64;
    let mut state = seed.wrapping_mul(0x9E37_79B9) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as u8
    };
    let tile: Vec<u8> = (0..TILE)
        .flat_map(|_| (0..TILE * 3).map(|_| next()).collect::<Vec<u8>>().repeat(1600 / TILE))
        .collect();
    coded(&tile.repeat(1600 / TILE), 1600, ColorType::Rgb, quality, None)
}

/// A PNG that says how large it is and has no pixel.
fn claims(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", &header[..]), (b"IDAT", &[0x78, 0x9C][..])] {
        let mut checksum = flate2::Crc::new();
        checksum.update(kind);
        checksum.update(data);
        out.extend((data.len() as u32).to_be_bytes());
        out.extend(kind);
        out.extend(data);
        out.extend(checksum.sum().to_be_bytes());
    }
    out
}

/// A photo that is another, or the same, when it is read the second time; of so many the bytes are not held.
fn changed(side: Side) -> Heard {
    struct Meanwhile<'a>(&'a Home, Vec<u8>);
    impl Progress for Meanwhile<'_> {
        fn begin(&self, step: Step) {
            if step == Step::Write {
                self.0.put("source/photos/3.png", &self.1);
            }
        }
    }
    let home = Home::empty();
    let figures = (0..9).map(|n| format!("![晨光](photos/{n}.png \"林渡 摄\"){{alt=\"一座桥\"}}\n\n"));
    home.put("source/a.md", format!("{HEAD}{}", figures.collect::<String>()));
    (0..9).for_each(|n| home.put(&format!("source/photos/{n}.png"), png(60 + n, 40)));
    let project = Project::open(&home.path("")).unwrap();
    let options = Options { epub: true, ..Options::default() };
    let outcome = export::build(&project, &options, &Meanwhile(&home, png(side.pick(80, 63), 40)));
    Heard::of(&outcome.diags, &outcome.files)
}
