//! K1, and what of K2 is too long to be kept as a text: files that are no articles, and limits.

use super::run::{BINARY, Home};
use super::world::{HEAD, World};
use super::{Case, Heard};
use keben::export::{self, Options};
use keben::reader::{MAX_ARTICLE_BYTES, MAX_BLOCKS};
use keben::source::Project;
use std::fs::File;

pub(super) const CASES: &[(&str, Case)] = &[
    ("K104", |side| {
        let home = Home::empty();
        home.put("source/a.md", super::world::figure("a.png"));
        home.put(side.pick("source/photos/a.png/b.png", "source/photos/a.png"), super::world::png(60, 40));
        let project = Project::open(&home.path("")).unwrap();
        let checked = export::check(&project, &Options::default(), &super::world::Silent);
        Heard::of(&checked.diags, &checked.files)
    }),
    ("K105", |side| {
        let most = usize::try_from(MAX_ARTICLE_BYTES).unwrap();
        let text = format!("{HEAD}船从这里开。");
        let filled = "\n".repeat(most - text.len() + side.pick(1, 0));
        let mut world = World::article(&(text + &filled));
        world.put("keben.toml", "title = \"渡口\"\narticles = [\"a.md\"]\n");
        world.heard("check")
    }),
    // Standard input that is a folder, or a file.
    ("K106", |side| {
        let home = Home::empty();
        home.put("folder/page.txt", "桥头的早市\n\n天还没有亮，桥头已经摆开了三十几个摊子。\n");
        home.heard_by(|more| {
            let input = File::open(home.path(side.pick("folder", "folder/page.txt"))).unwrap();
            let arguments = [&["import", "-", "-o", "paper", "--force", "-q"], more].concat();
            home.command(BINARY, &arguments).stdin(input).output().unwrap()
        })
    }),
    ("K107", |side| {
        // 渡 in GB 18030, and in UTF-8.
        let word: &[u8] = side.pick(&[0xB6, 0xC9], "渡".as_bytes());
        let mut world = World::standard();
        world.put("source/a.md", [HEAD.as_bytes(), word, b"\n"].concat());
        world.heard("check")
    }),
    ("K108", |side| {
        let home = Home::empty();
        home.put("a.txt", "船从这里开。\n");
        home.put("a.md", format!("{HEAD}船从这里开。\n"));
        home.heard(&["inspect", side.pick("a.txt", "a.md"), "--stage", "article"])
    }),
    ("K238", |side| {
        World::article(&format!("{HEAD}{}", "***\n".repeat(MAX_BLOCKS + side.pick(1, 0)))).heard("check")
    }),
];
