//! A folder to work in, the real binary, and what a run of it costs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// An article's head; the body follows.
pub(crate) const HEAD: &str = "---\ntitle: 题\n---\n\n";

/// A line of Markdown that shows a picture with all that it needs.
pub(crate) fn figure(path: &str) -> String {
    format!("正文。\n\n![图](<{path}> \"某某 摄\"){{alt=\"图\"}}\n")
}

/// A photo in four inks that nothing makes small, of 384 × 288 pixels; with a profile, if one is given.
pub(crate) fn grainy(seed: u8, profile: Option<&[u8]>) -> Vec<u8> {
    use jpeg_encoder::{ColorType, Encoder};
    let mut state = u32::from(seed);
    let mut grain = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let samples: Vec<u8> = (0..384 * 288 * 4).map(|_| grain()).collect();
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, 90);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).unwrap();
    }
    encoder.encode(&samples, 384, 288, ColorType::Cmyk).unwrap();
    out
}

/// A drawing of a few flat colours, as PNG.
pub(crate) fn drawn(seed: u8) -> Vec<u8> {
    let image = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([seed, (x / 16) as u8, (y / 16) as u8]));
    let mut out = std::io::Cursor::new(Vec::new());
    image.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

/// A folder that goes with the value.
pub(crate) struct Home(pub(crate) tempfile::TempDir);

impl Home {
    pub(crate) fn empty() -> Home {
        Home(tempfile::tempdir().unwrap())
    }

    /// With these files in it.
    pub(crate) fn with(files: &[(&str, &[u8])]) -> Home {
        let home = Home::empty();
        files.iter().for_each(|(name, bytes)| home.put(name, bytes));
        home
    }

    /// With an article of this body.
    pub(crate) fn article(body: &str) -> Home {
        Home::with(&[("source/a.md", format!("{HEAD}{body}").as_bytes())])
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// `keben` in this folder, in English, without a terminal, in a bare environment, with nobody's cache.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        self.any(env!("CARGO_BIN_EXE_keben"), arguments)
    }

    /// Another program in the same setting.
    pub(crate) fn any(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.env_clear().env("PATH", path);
        command
    }

    pub(crate) fn keben(&self, arguments: &[&str]) -> Run {
        Run::of(&self.command(arguments).output().unwrap())
    }

    /// Every file below the folder, by path.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut out = BTreeMap::new();
        collect(self.0.path(), self.0.path(), &mut out);
        out
    }

    /// The names of all files below a folder.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let prefix = format!("{folder}/");
        self.files().into_keys().filter(|n| n.starts_with(&prefix)).collect()
    }
}

fn collect(root: &Path, folder: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let about = std::fs::symlink_metadata(&path).unwrap();
        if about.is_dir() {
            collect(root, &path, out);
        } else if about.is_file() {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            out.insert(name, std::fs::read(&path).unwrap());
        }
    }
}

/// How a run ended and what it said.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(crate) fn of(output: &Output) -> Run {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Run { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// It ended so, said these words, and did not fail by itself.
    #[track_caller]
    pub(crate) fn expect(&self, what: &str, code: i32, in_err: &[&str]) {
        assert_eq!(self.code, code, "{what}: {}", self.err);
        for word in in_err {
            assert!(self.err.contains(word), "{what}: no `{word}` in: {}", self.err);
        }
        assert!(!self.err.contains("K910"), "{what}: {}", self.err);
    }
}

/// What a run cost, as the system counts it (`wait4`).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// Milliseconds of processor time, of the user's and the system's.
    pub(crate) cpu: u64,
    /// The most memory that it held, in MiB.
    pub(crate) memory: u64,
}

/// Runs a command and weighs it. Python has `wait4`; its own few megabytes are the least that is counted.
pub(crate) fn weighed(home: &Home, arguments: &[&str]) -> (Run, Cost) {
    const WEIGH: &str = "import os,sys
pid=os.fork()
if pid==0: os.execv(sys.argv[1],sys.argv[1:])
_,status,used=os.wait4(pid,0)
print('\\n@',int((used.ru_utime+used.ru_stime)*1000),used.ru_maxrss//1024,file=sys.stderr)
code=os.waitstatus_to_exitcode(status)
sys.exit(code if code>=0 else 99)";
    let binary = env!("CARGO_BIN_EXE_keben");
    let mut command = home.any("python3", &[&["-c", WEIGH, binary], arguments].concat());
    let mut run = Run::of(&command.output().expect("python3 is installed"));
    let (err, cost) = run.err.rsplit_once("\n@ ").expect("the scale printed what it weighed");
    let mut cost = cost.split_whitespace().map(|n| n.parse().unwrap());
    let cost = Cost { cpu: cost.next().unwrap(), memory: cost.next().unwrap() };
    run.err = err.to_owned();
    (run, cost)
}
