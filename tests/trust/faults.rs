//! What may go wrong with a machine: killed at any moment, a full disk, a folder that may not be written to, Ctrl-C, two
//! at once. A target is the old file or the new one, never a part of one.
//!
//! `KEBEN_KILLS=500` kills five hundred times instead of a few; `KEBEN_BIN` names another binary to try.

#![cfg(unix)]

use crate::common::{HEAD, Home, Run, figure};
use crate::outside::PNG;
use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Text that takes a moment to set.
fn text(word: &str) -> String {
    format!(
        "{HEAD}{}\n{}",
        format!("{word}江水东流不回头，桥上行人各自忙。\n\n").repeat(60),
        figure("photos/a.png")
    )
}

fn project(word: &str) -> Home {
    let home = Home::with(&[("source/a.md", text(word).as_bytes()), ("source/photos/a.png", PNG)]);
    home.put(
        "raw.txt",
        format!("{word}桥头的早市\n\n{}", "天还没有亮，桥头已经摆开了三十几个摊子。\n\n".repeat(60))
            .as_bytes(),
    );
    home
}

fn command(home: &Home, arguments: &[&str]) -> Command {
    let binary = std::env::var("KEBEN_BIN").unwrap_or_else(|_| env!("CARGO_BIN_EXE_keben").to_owned());
    let mut command = home.any(&binary, arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The files below a folder, those that were being written left out.
fn whole(home: &Home, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let prefix = format!("{folder}/");
    let ours = |name: &str| name.starts_with(&prefix) && !name.contains(".keben-");
    home.files().into_iter().filter(|(name, _)| ours(name)).collect()
}

/// Numbers that are all over the place and the same in every run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most.max(1)
    }
}

fn kill(child: &mut Child) {
    // The signal that cannot be caught.
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Two runs that write the same files otherwise, killed in turn while the other's files stand in the target.
fn killed(
    home: &Home,
    folder: &str,
    arguments: [&[&str]; 2],
    numbers: &mut Numbers,
    times: usize,
) -> [usize; 3] {
    let mut took = Duration::ZERO;
    let states: Vec<BTreeMap<String, Vec<u8>>> = arguments
        .iter()
        .map(|arguments| {
            let start = Instant::now();
            assert!(command(home, arguments).status().unwrap().success());
            took = start.elapsed().max(took);
            whole(home, folder)
        })
        .collect();
    let [old, new, mixed] = [0, 1, 2];
    let mut seen = [0; 3];
    assert!(states[0] != states[1] && !states[0].is_empty());
    for n in 0..times {
        let mut child = command(home, arguments[n % 2]).spawn().unwrap();
        // Half of them in the last tenth, where files are written.
        let most = took.as_micros() as u64;
        let wait = if n % 4 < 2 { numbers.below(most) } else { most * 9 / 10 + numbers.below(most / 5) };
        std::thread::sleep(Duration::from_micros(wait));
        kill(&mut child);
        let found = whole(home, folder);
        for (name, bytes) in &found {
            let whole = states.iter().any(|state| state.get(name) == Some(bytes));
            assert!(whole, "{name}: {} bytes are a part of neither, after {wait} µs", bytes.len());
        }
        assert_eq!(found.keys().collect::<Vec<_>>(), states[0].keys().collect::<Vec<_>>(), "one is gone");
        let (this, last) = (&states[n % 2], &states[1 - n % 2]);
        seen[if found == *last {
            old
        } else if found == *this {
            new
        } else {
            mixed
        }] += 1;
        // What was being written aside stays, for nobody could take it away; it is never mistaken for an output.
        assert!(command(home, arguments[n % 2]).status().unwrap().success());
        assert!(whole(home, folder) == *this, "a run after a kill makes everything");
        assert!(command(home, arguments[n % 2]).status().unwrap().success());
    }
    seen
}

#[test]
fn killed_at_any_moment() {
    let times: usize = std::env::var("KEBEN_KILLS").map_or(8, |n| n.parse().unwrap());
    let home = project("甲");
    home.put("other/a.md", text("乙").as_bytes());
    home.put("other/photos/a.png", PNG);
    home.put(
        "other.txt",
        &[home.files()["raw.txt"].as_slice(), "再来一段文字，说的是码头。\n".as_bytes()].concat(),
    );
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let builds: [&[&str]; 2] = [&["build", "-o", "dist"], &["build", "other", "-o", "dist"]];
    let imports: [&[&str]; 2] = [
        &["import", "raw.txt", "-o", "paper", "--force"],
        &["import", "other.txt", "-o", "paper", "--force"],
    ];
    let of_builds = killed(&home, "dist", builds, &mut numbers, times.div_ceil(2));
    let of_imports = killed(&home, "paper", imports, &mut numbers, times / 2);
    println!("builds killed (old, new, one of each): {of_builds:?}; imports: {of_imports:?}");
}

/// Runs something where a small file system lies on `disk`; `None` if this machine lets nobody mount one.
fn on_small_disk(home: &Home, options: &str, script: &str) -> Option<Run> {
    std::fs::create_dir_all(home.path("disk")).unwrap();
    let mount = format!("mount -t tmpfs -o {options} tmpfs disk || exit 77\n{script}");
    let output = home.any("unshare", &["-m", "sh", "-c", &mount]).output().ok()?;
    // Without the right to it `unshare` ends with 1 and says so.
    let refused = String::from_utf8_lossy(&output.stderr).contains("unshare:");
    (!refused && output.status.code() != Some(77)).then(|| Run::of(&output))
}

const BINARY: &str = env!("CARGO_BIN_EXE_keben");

#[test]
fn a_full_disk_leaves_what_was_there() {
    let home = project("甲");
    // Both outputs take more than 64 KiB; the sums of what was there and of what is there are compared.
    let script = format!(
        "echo old > disk/a.pdf; echo old > disk/a.epub
         {BINARY} build -o disk; code=$?
         ls -A disk; cat disk/a.pdf disk/a.epub; exit $code"
    );
    match on_small_disk(&home, "size=16k", &script) {
        Some(run) => {
            run.expect("a full disk", 2, &["K904"]);
            assert_eq!(run.out, "a.epub\na.pdf\nold\nold\n");
        }
        None => {
            println!("nobody may mount a file system here; files that may not grow stand for a full disk");
        }
    }
    // A limit of the process on the size of files, which `write` meets everywhere.
    for name in ["dist/a.pdf", "dist/a.epub"] {
        home.put(name, b"old");
    }
    let script = format!("trap '' XFSZ; ulimit -f 8; exec {BINARY} build");
    let run = Run::of(&home.any("bash", &["-c", &script]).output().unwrap());
    run.expect("a file that may not grow", 2, &["K90"]);
    assert_eq!(home.names("dist"), ["dist/a.epub", "dist/a.pdf"]);
    assert!(home.files()["dist/a.pdf"] == b"old" && home.files()["dist/a.epub"] == b"old");
    let script = format!("trap '' XFSZ; ulimit -f 1; exec {BINARY} import raw.txt -o paper");
    Run::of(&home.any("bash", &["-c", &script]).output().unwrap()).expect("an import", 2, &["K90"]);
    assert_eq!(home.names("paper"), [""; 0]);
}

#[test]
fn a_folder_that_may_not_be_written_to() {
    use std::os::unix::fs::PermissionsExt;
    let home = project("甲");
    home.put("dist/a.pdf", b"old");
    home.put("dist/a.epub", b"old");
    let before = home.files();
    let mode = |name: &str, mode| {
        std::fs::set_permissions(home.path(name), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode("", 0o755);
    mode("dist", 0o555);
    // To root everything is permitted, so someone else tries.
    let is_root = Run::of(&home.any("id", &["-u"]).output().unwrap()).out == "0\n";
    let as_nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", BINARY, "build"];
    let output =
        if is_root { home.any("setpriv", &as_nobody).output() } else { home.command(&["build"]).output() };
    let run = Run::of(&output.unwrap());
    mode("dist", 0o755);
    run.expect("no permission", 2, &["K903", "dist"]);
    assert!(home.files() == before);
    // A file system that is read only.
    let script = format!(
        "echo old > disk/a.pdf; mount -o remount,ro disk || exit 77; {BINARY} build -o disk; code=$?; ls -A disk; exit $code"
    );
    if let Some(run) = on_small_disk(&home, "size=1m", &script) {
        run.expect("a file system that is read only", 2, &["K903"]);
        assert_eq!(run.out, "a.pdf\n");
    }
}

/// A polite signal at any moment: nothing is left, and the exit code says so, or all was done before.
#[test]
fn ctrl_c_at_any_moment() {
    let home = project("甲");
    // Long enough that a signal comes in the middle.
    home.put(
        "source/a.md",
        format!("{}{}", text("甲"), "江水东流不回头，桥上行人各自忙。\n\n".repeat(3_000)).as_bytes(),
    );
    let took = (0..2).map(|_| {
        let start = Instant::now();
        home.keben(&["build", "-o", "first"]).expect("a run to the end", 0, &[]);
        start.elapsed().as_micros() as u64
    });
    let took = took.min().unwrap_or_default();
    let made = whole(&home, "first").into_values().collect::<Vec<_>>();
    let mut numbers = Numbers(0xD1B5_4A32_D192_ED03);
    let mut interrupted = 0;
    for (n, signal) in ["-INT", "-TERM", "-INT", "-TERM", "-INT", "-INT"].into_iter().enumerate() {
        let cache = home.path("cache").display().to_string();
        let mut child = home.command(&["build"]);
        child.env("XDG_CACHE_HOME", cache);
        let mut child = child.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // The handler stands after a few milliseconds.
        let wait = if n % 2 == 0 { numbers.below(took) } else { took * 8 / 10 + numbers.below(took / 4) };
        std::thread::sleep(Duration::from_micros(wait.max(100_000)));
        home.any("kill", &[signal, &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
        let code = child.wait().unwrap().code();
        assert!(matches!(code, Some(0 | 130)), "{code:?} after {wait} µs");
        interrupted += usize::from(code == Some(130));
        let found = home.files();
        let stray: Vec<_> =
            found.keys().filter(|n| n.contains(".keben-") || n.contains("photos/.")).collect();
        assert!(stray.is_empty(), "{stray:?} after {wait} µs");
        let outputs: Vec<_> = whole(&home, "dist").into_values().collect();
        assert!(outputs.iter().all(|o| made.contains(o)), "after {wait} µs");
        let _ = std::fs::remove_dir_all(home.path("dist"));
    }
    assert!(interrupted > 0, "no signal came in time");
}

#[test]
fn two_at_once_in_one_folder() {
    let home = project("甲");
    home.put("other/a.md", text("乙").as_bytes());
    home.put("other/photos/a.png", PNG);
    let of = |arguments: &[&str]| {
        assert!(command(&home, arguments).status().unwrap().success());
        whole(&home, "dist")
    };
    let states = [of(&["build", "-o", "dist"]), of(&["build", "other", "-o", "dist"])];
    for _ in 0..3 {
        let both =
            [&["build", "-o", "dist"][..], &["build", "other", "-o", "dist"], &["build", "-o", "dist"]]
                .map(|arguments| command(&home, arguments).spawn().unwrap());
        for mut child in both {
            assert!(child.wait().unwrap().success());
        }
        for (name, bytes) in home.files().into_iter().filter(|(name, _)| name.starts_with("dist/")) {
            assert!(states.iter().any(|s| s.get(&name) == Some(&bytes)), "{name} is neither's");
        }
    }
}
