//! K9: the command line and the disk, as the real binary meets them.

use super::run::{BINARY, Home};
use super::world::{HEAD, Silent, World};
use super::{Case, Heard, Side};
use keben::diag::{Diag, codes};
use keben::export::{self, Options};
use keben::source::Project;
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::time::Duration;

pub(super) const CASES: &[(&str, Case)] = &[
    // A name longer than file systems have.
    ("K901", |side| {
        let name = "d".repeat(side.pick(300, 200));
        Home::new().heard(&["build", "--to", "epub", "-o", &name])
    }),
    ("K903", denied),
    ("K904", full),
    ("K905", |side| {
        let home = Home::new();
        home.put(side.pick("out", "out/note.txt"), "船");
        home.heard(&["build", "--to", "epub", "-o", "out"])
    }),
    ("K906", |side| {
        let home = Home::new();
        let other = side.pick("other/a.md", "other/b.md");
        home.put(other, format!("{HEAD}船从这里开。\n"));
        home.heard(&["build", "source/a.md", other, "--to", "epub", "-o", "out"])
    }),
    ("K907", |side| {
        let home = Home::new();
        home.heard_by(|more| {
            let mut command = home.command(BINARY, &[&["build", "--to", "epub"], more].concat());
            command.env("SOURCE_DATE_EPOCH", side.pick("2026-06-05", "1780617600")).output().unwrap()
        })
    }),
    ("K908", |side| Home::new().heard(&["explain", side.pick("C1O5", "C105")])),
    ("K909", interrupted),
    ("K910", |side| {
        let work = || assert!(side == Side::Good, "a fault that a test makes");
        Heard::result(keben::cli::contained(work))
    }),
    ("K911", |side| {
        let home = Home::new();
        home.put("key.txt", side.pick("\n开门\n", "开门\n"));
        home.heard(&["build", "--to", "pdf", "--password-file", "key.txt"])
    }),
    // Seventeen articles, each as long as an article may be but for a little. `trust` has the case next to the limit.
    ("K912", |side| {
        let text = format!("{HEAD}船从这里开。");
        let filled = text.clone() + &" ".repeat((4 << 20) - 20 - text.len());
        let mut world = World::default();
        (0..side.pick(17, 1)).for_each(|n| world.put(&format!("source/{n:02}.md"), filled.clone()));
        world.heard("build --to epub")
    }),
    ("K913", |side| {
        let home = Home::new();
        std::fs::create_dir_all(home.path("paper/source")).unwrap();
        std::fs::create_dir_all(home.path("paper/out")).unwrap();
        home.put("paper/source/a.md", format!("{HEAD}船从这里开。\n"));
        std::os::unix::fs::symlink(side.pick("../out", "out"), home.path("paper/dist")).unwrap();
        home.heard(&["build", "paper", "--to", "epub"])
    }),
    ("K914", |side| {
        let home = Home::new();
        let made = home.command(BINARY, &["build", "--to", "pdf", "-o", "out"]).output().unwrap();
        assert!(made.status.success());
        let name = String::from_utf8(made.stdout).unwrap();
        home.heard(&["impose", name.trim(), "-o", side.pick(name.trim(), "sheets.pdf")])
    }),
    ("K915", changed),
    ("K916", |side| {
        let option = side.pick("--theem", "--theme");
        Home::new().heard(&["build", option, "book", "--to", "epub", "-o", "out"])
    }),
];

/// An article that is saved anew while it is checked.
fn changed(side: Side) -> Heard {
    let mut world = World::default();
    world.put("source/a.md", format!("{HEAD}船从这里开,又从那里回来。\n"));
    let project = |world: &World| Project::in_memory(world.0.clone());
    let checked = export::check(&project(&world), &Options::default(), &Silent);
    world.put("source/a.md", format!("{HEAD}船从这里开,又从那里回来{}。\n", side.pick("了", "")));
    Heard::result(checked.fixed.first().unwrap().unchanged(&project(&world)))
}

/// A folder that may not be written to. To root everything is permitted, so someone else tries.
fn denied(side: Side) -> Heard {
    let home = Home::new();
    std::fs::create_dir(home.path("out")).unwrap();
    let mode = |name: &str, mode| {
        std::fs::set_permissions(home.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("", 0o755);
    mode("out", side.pick(0o555, 0o777));
    let is_root = home.command("id", &["-u"]).output().unwrap().stdout == b"0\n";
    home.heard_by(|more| {
        let build = [&["build", "--to", "epub", "-o", "out"], more].concat();
        let as_nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", BINARY];
        let mut command = if is_root {
            home.command("setpriv", &[&as_nobody, &build[..]].concat())
        } else {
            home.command(BINARY, &build)
        };
        command.output().unwrap()
    })
}

/// A disk of some kilobytes, or of enough, where this machine lets one be mounted.
fn full(side: Side) -> Heard {
    let home = Home::new();
    std::fs::create_dir(home.path("disk")).unwrap();
    let size = side.pick("4k", "4m");
    if !home.command("unshare", &["-rm", "true"]).status().unwrap().success() {
        println!("nobody may mount a file system here; only the unit test of `cli::place` shows a full disk");
        let told = Diag::new(&codes::export::DISK_FULL).arg("disk/a.epub");
        return side.pick(Heard::result::<()>(Err(told)), Heard::default());
    }
    home.heard_by(|more| {
        let build = [&["build", "--to", "epub", "-o", "disk"], more].concat().join(" ");
        let script = format!("mount -t tmpfs -o size={size} tmpfs disk && exec {BINARY} {build}");
        home.command("unshare", &["-rm", "sh", "-c", &script]).output().unwrap()
    })
}

/// Ctrl-C in the middle of a long article; a short one is done before.
fn interrupted(side: Side) -> Heard {
    let home = Home::new();
    if side == Side::Bad {
        let text = "江水东流不回头，桥上行人各自忙。".repeat(2_000_000 / 48);
        home.put("source/a.md", format!("{HEAD}{text}\n"));
    }
    home.heard_by(|more| {
        let mut command = home.command(BINARY, &[&["build", "--to", "pdf"], more].concat());
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        if side == Side::Bad {
            // The handler is set up first of all; the article alone takes longer than this to read.
            std::thread::sleep(Duration::from_millis(300));
            assert!(home.command("kill", &["-INT", &child.id().to_string()]).status().unwrap().success());
        }
        child.wait_with_output().unwrap()
    })
}
