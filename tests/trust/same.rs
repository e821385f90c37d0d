//! The same input gives the same bytes, whatever the machine is called, speaks and has at home.

use crate::common::{HEAD, Home, Run, drawn, figure, grainy};
use crate::outside::{PNG, PNG_TOO};
use std::collections::BTreeMap;
use std::process::Command;

/// A book of two articles with photos and a drawing, its files written in one order or the other.
fn project(backwards: bool) -> Home {
    let body = "山河故人，一江两岸。**强调**，“引号”——注[^1]。\n\n[^1]: 注文。\n\n";
    let article = |picture: &str| format!("{HEAD}{}{}", body, figure(picture));
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><text y=\"5\" font-size=\"4\">刻</text></svg>";
    let mut files = [
        ("source/a.md", article("a.png").into_bytes()),
        ("source/b.md", article("b.svg").into_bytes()),
        ("source/c.md", article("c.png").into_bytes()),
        ("source/a.png", PNG.to_vec()),
        ("source/b.svg", drawing.as_bytes().to_vec()),
        ("source/c.png", PNG_TOO.to_vec()),
        (
            "keben.toml",
            "title = \"书\"\ndate = \"2026-06-05\"\narticles = [\"source/*.md\"]\n".as_bytes().to_vec(),
        ),
        ("fonts/mono.ttf", include_bytes!("../fuzz/seeds/font/mono.ttf").to_vec()),
    ];
    if backwards {
        files.reverse();
    }
    let home = Home::empty();
    files.iter().for_each(|(name, bytes)| home.put(name, bytes));
    home
}

fn outputs(home: &Home) -> BTreeMap<String, Vec<u8>> {
    home.files().into_iter().filter(|(name, _)| name.starts_with("dist/")).collect()
}

fn made(change: impl FnOnce(&mut Command)) -> BTreeMap<String, Vec<u8>> {
    let home = project(false);
    let mut command = home.command(&["build"]);
    change(&mut command);
    Run::of(&command.output().unwrap()).expect("a build", 0, &[]);
    let made = outputs(&home);
    assert_eq!(made.len(), 2);
    made
}

#[test]
fn whatever_the_machine_is_like() {
    let first = made(|_| {});
    for jobs in 1..=8 {
        let again = made(|c| {
            c.args(["--jobs", &jobs.to_string()]);
        });
        assert!(again == first, "{jobs} threads");
    }
    for (name, value) in [
        ("TZ", "Asia/Shanghai"),
        ("TZ", "America/St_Johns"),
        ("LC_ALL", "zh_CN.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LANG", "C"),
        ("HOME", "/nowhere"),
        ("XDG_CACHE_HOME", "/proc/nowhere"),
        ("TMPDIR", "/nowhere"),
        ("TERM", "dumb"),
        ("RAYON_NUM_THREADS", "3"),
        ("USER", "someone"),
    ] {
        let again = made(|c| {
            c.env(name, value);
        });
        assert!(again == first, "{name}={value}");
    }
    // With a cache of one's own, empty and then filled.
    let cache = tempfile::tempdir().unwrap();
    for n in 0..2 {
        let again = made(|c| {
            c.env("XDG_CACHE_HOME", cache.path());
        });
        assert!(again == first, "the cache, time {n}");
    }
    // Files that were written in another order stand in the folder in another order.
    let home = project(true);
    home.keben(&["build"]).expect("files in another order", 0, &[]);
    assert!(outputs(&home) == first, "the order of the folder");
}

#[test]
fn however_many_photos_are_in_work_at_a_time() {
    let made = |jobs: &str| {
        let home = Home::empty();
        let mut article = HEAD.to_owned();
        for n in 0..24_u8 {
            let (name, bytes) = match n % 4 {
                0 => (format!("{n}.svg"), format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"{n}\" height=\"5\"/></svg>").into_bytes()),
                1 => (format!("{n}.jpg"), grainy(n, None)),
                _ => (format!("{n}.png"), drawn(n)),
            };
            article += &figure(&name);
            home.put(&format!("source/{name}"), &bytes);
        }
        home.put("source/a.md", article.as_bytes());
        home.keben(&["build", "--jobs", jobs]).expect("a build", 0, &[]);
        outputs(&home)
    };
    let first = made("1");
    assert_eq!(first.len(), 2);
    for jobs in ["2", "3", "8"] {
        assert!(made(jobs) == first, "{jobs} threads");
    }
}

#[cfg(unix)]
#[test]
fn whatever_may_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let first = made(|_| {});
    let binary = env!("CARGO_BIN_EXE_keben");
    for mask in ["000", "077", "027"] {
        let home = project(false);
        let script = format!("umask {mask}; exec {binary} build");
        Run::of(&home.any("sh", &["-c", &script]).output().unwrap()).expect(mask, 0, &[]);
        assert!(outputs(&home) == first, "umask {mask}");
        let mode = std::fs::metadata(home.path("dist/book.pdf")).unwrap().permissions().mode() & 0o777;
        assert_eq!(
            mode,
            0o666 & !u32::from_str_radix(mask, 8).unwrap(),
            "an output is as readable as other files"
        );
    }
    // Everything read only but the folder of the outputs; a name space of one's own is root's to have.
    let home = project(false);
    std::fs::create_dir(home.path("dist")).unwrap();
    let out = home.path("dist").display().to_string();
    let script = format!(
        "mount --bind {out} {out} && mount -o remount,bind,ro / || exit 77; touch /x 2>/dev/null && exit 78; exec {binary} build"
    );
    let output = home.any("unshare", &["-m", "sh", "-c", &script]).output().unwrap();
    if output.status.code() == Some(0) {
        assert!(outputs(&home) == first, "a root that is read only");
    } else {
        assert!(matches!(output.status.code(), Some(1 | 77)), "{}", String::from_utf8_lossy(&output.stderr));
        println!("nobody may make a root read only here");
    }
}

#[test]
fn the_epoch_is_the_only_clock() {
    let at = |epoch: &str| {
        let home = project(false);
        // Nothing else says when it was.
        home.put("keben.toml", "title = \"书\"\narticles = [\"source/*.md\"]\n".as_bytes());
        let output = home.command(&["build"]).env("SOURCE_DATE_EPOCH", epoch).output().unwrap();
        Run::of(&output).expect("a build", 0, &[]);
        outputs(&home)
    };
    let (first, again, other) = (at("1700000000"), at("1700000000"), at("1800000000"));
    assert!(first == again);
    assert!(first["dist/book.epub"] != other["dist/book.epub"], "it is honoured");
    let text = String::from_utf8_lossy(&first["dist/book.pdf"]).into_owned();
    assert!(!text.contains(&format!("D:{}", year_of_today())), "no date of today");
}

/// The year of the machine's clock, as `date` says it.
fn year_of_today() -> String {
    let home = Home::empty();
    let said = Run::of(&home.any("date", &["-u", "+%Y%m%d"]).output().unwrap()).out;
    said.trim().to_owned()
}
