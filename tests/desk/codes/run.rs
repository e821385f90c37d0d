//! The real binary in a folder of its own, for what only it can say.

use super::{Heard, Told};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

pub(super) const BINARY: &str = env!("CARGO_BIN_EXE_keben");

pub(super) struct Home(tempfile::TempDir);

impl Home {
    /// With an article that has no fault.
    pub(super) fn new() -> Home {
        let home = Home::empty();
        home.put("source/a.md", format!("{}船从这里开。\n", super::world::HEAD));
        home
    }

    pub(super) fn empty() -> Home {
        Home(tempfile::tempdir().unwrap())
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn put(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// A program in this folder and a bare environment.
    pub(super) fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null()).env_clear().env("PATH", path);
        command
    }

    /// What `keben` says to these arguments.
    pub(super) fn heard(&self, arguments: &[&str]) -> Heard {
        self.heard_by(|language| self.command(BINARY, &[arguments, language].concat()).output().unwrap())
    }

    /// What a run says that is handed the last arguments; it is run in both languages.
    pub(super) fn heard_by(&self, run: impl Fn(&[&str]) -> Output) -> Heard {
        let [en, zh] = ["en", "zh"].map(|lang| {
            let output = run(&["--message-format", "json", "--lang", lang]);
            String::from_utf8(output.stderr).unwrap()
        });
        let parsed = |text: &str| -> Vec<serde_json::Value> {
            text.lines()
                .map(|l| serde_json::from_str(l).unwrap_or_else(|_| panic!("no JSON: {text}")))
                .collect()
        };
        let (en, zh) = (parsed(&en), parsed(&zh));
        assert_eq!(en.len(), zh.len());
        Heard(en.iter().zip(&zh).map(|(en, zh)| told(en, zh)).collect())
    }
}

fn told(en: &serde_json::Value, zh: &serde_json::Value) -> Told {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let all = |of: &serde_json::Value| {
        let help = of["help"].as_array().unwrap().iter().map(text);
        std::iter::once(text(&of["message"])).chain(help).collect()
    };
    assert_eq!(en["code"], zh["code"]);
    let number = |key: &str| en[key].as_u64().unwrap() as usize;
    let place = en["file"].as_str().map(|file| (file.to_owned(), number("line"), number("column")));
    Told { code: text(&en["code"]), is_error: en["severity"] == "error", place, en: all(en), zh: all(zh) }
}
