//! A project in memory with an article and photos, to be spoiled by a case.

use super::Heard;
use keben::export::{self, Options, PdfOptions, PressJob, PressStandard, Profile, Progress, Step};
use keben::source::Project;
use std::collections::BTreeMap;
use std::sync::OnceLock;

pub(super) const HEAD: &str = "---\ntitle: 渡口的早晨\ndate: 2026-06-05\n---\n\n";

/// Markdown that shows a picture with all that it needs.
pub(super) fn figure(path: &str) -> String {
    format!("{HEAD}![晨光](photos/{path} \"林渡 摄\"){{alt=\"一座桥\"}}\n")
}

pub(super) struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Step) {}
}

#[derive(Clone, Default)]
pub(super) struct World(pub(super) BTreeMap<String, Vec<u8>>);

impl World {
    /// An article without a fault, and photos for others.
    pub(super) fn standard() -> World {
        static MADE: OnceLock<World> = OnceLock::new();
        let made = || {
            let mut world = World::default();
            world.put("source/a.md", format!("{HEAD}船从这里开。\n"));
            // No higher than it must be: a picture takes long where nothing is optimized.
            let photos = [
                ("a", 1200, 300),
                ("copy", 1200, 300),
                ("middle", 700, 175),
                ("small", 150, 100),
                ("tall", 300, 1000),
                ("cover", 1000, 1600),
            ];
            for (name, width, height) in photos {
                world.put(&format!("source/photos/{name}.png"), png(width, height));
            }
            let row: Vec<u8> = (0..1200).map(|x| (x / 5) as u8).collect();
            let gray = image::GrayImage::from_raw(1200, 300, row.repeat(300)).unwrap();
            world.put("source/photos/gray.png", encoded(&gray.into()));
            world
        };
        MADE.get_or_init(made).clone()
    }

    pub(super) fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.0.insert(path.to_owned(), bytes.into());
    }

    /// With this article.
    pub(super) fn article(text: &str) -> World {
        let mut world = World::standard();
        world.put("source/a.md", text);
        world
    }

    /// With this photo in the article.
    pub(super) fn photo(name: &str, bytes: Vec<u8>) -> World {
        let mut world = World::article(&figure(name));
        world.put(&format!("source/photos/{name}"), bytes);
        world
    }

    /// What a command says of it: `check` or `build`, and options as the command line has them.
    pub(super) fn heard(self, how: &str) -> Heard {
        self.heard_with(how, |_| {})
    }

    /// The same with options that are no words.
    pub(super) fn heard_with(self, how: &str, more: impl FnOnce(&mut Options)) -> Heard {
        let project = Project::in_memory(self.0);
        let (command, mut options) = options(how);
        more(&mut options);
        if command == "check" {
            let checked = export::check(&project, &options, &Silent);
            return Heard::of(&checked.diags, &checked.files);
        }
        assert_eq!(command, "build", "{how}");
        let outcome = export::build(&project, &options, &Silent);
        assert_eq!(outcome.diags.has_errors(), outcome.outputs.is_empty(), "{how}");
        Heard::of(&outcome.diags, &outcome.files)
    }
}

fn options(how: &str) -> (&str, Options) {
    let mut words = how.split_whitespace();
    let command = words.next().unwrap_or("check");
    let mut options = Options::default();
    let mut press = |standard| {
        options.pdf_as =
            PdfOptions { press: Some(PressJob { standard, profile: None }), ..PdfOptions::default() };
    };
    let mut rest: Vec<&str> = Vec::new();
    for word in words {
        match word {
            "--print" => press(PressStandard::X4),
            "--print=x1a" => press(PressStandard::X1a),
            other => rest.push(other),
        }
    }
    let mut rest = rest.into_iter();
    while let Some(word) = rest.next() {
        match word {
            "--keep-going" => options.keep_going = true,
            "--theme" => options.theme = rest.next().map(str::to_owned),
            "--store" => {
                assert_eq!(rest.next(), Some("kindle"));
                options.profile = Profile::Kindle;
            }
            "--to" => match rest.next() {
                Some("pdf") => options.pdf = true,
                Some("epub") => options.epub = true,
                other => panic!("{other:?} in `{how}`"),
            },
            other => panic!("`{other}` in `{how}`"),
        }
    }
    (command, options)
}

/// A smooth picture, each row as the one above it.
pub(super) fn png(width: u32, height: u32) -> Vec<u8> {
    let row: Vec<u8> = (0..width).flat_map(|x| [(x * 255 / width) as u8, 150, 90]).collect();
    encoded(&image::RgbImage::from_raw(width, height, row.repeat(height as usize)).unwrap().into())
}

fn encoded(picture: &image::DynamicImage) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}
