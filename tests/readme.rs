//! Every command that the README shows is run, in its order, in both languages.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "this test sets up a folder and reads the README")]

use std::path::Path;
use std::process::{Command, Stdio};

/// What is run elsewhere: by `tests/run`, of which these tests are a part, or by nobody because it measures.
const ELSEWHERE: [&str; 3] = ["cargo ", "bash tests/run", "target/judges/"];

const RAW: &str = "桥头的早市 从渡口搬来

新桥通车以后的第一个集日

天还没有亮，桥头(南岸)已经摆开了三十几个摊子，卖豆浆的、卖竹器的、卖江鲜的，一个挨着一个，都是从老渡口搬过来的。



早市上的竹器摊 林渡 摄

■ 沈砚 周禾

从前要等船 如今走过来

从前赶集要等渡船，雾大的日子等到中午也是常事；如今桥通了，走过来只要八分钟，挑着担子也

不觉得累，老人们说，这样的日子，他们等了一辈子。
";

fn commands(readme: &str) -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(readme)).unwrap();
    let blocks = text.split("```sh\n").skip(1).filter_map(|b| b.split("```").next());
    let lines = blocks.flat_map(|b| b.lines().map(str::to_owned).collect::<Vec<_>>());
    let commands = lines.map(|l| l.split(" #").next().unwrap_or_default().trim().to_owned());
    commands.filter(|l| !l.is_empty() && !l.starts_with('#')).collect()
}

fn run(readme: &str) {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("page.txt"), RAW).unwrap();
    let mut count = 0;
    for command in commands(readme) {
        if ELSEWHERE.iter().any(|e| command.starts_with(e)) {
            continue;
        }
        let words: Vec<&str> = command.split_whitespace().collect();
        assert_eq!(words[0], "keben", "{readme}: {command}");
        // What works on the folder it stands in, works in the project that was made.
        let stands_in = ["inspect", "themes", "fonts"].contains(&words[1]) || words.len() == 2;
        let folder = if stands_in { home.path().join("my-paper") } else { home.path().to_owned() };
        let output = Command::new(env!("CARGO_BIN_EXE_keben"))
            .args(&words[1..])
            .current_dir(folder)
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let code = output.status.code().unwrap_or(-1);
        let refused = command.contains("--deny-warnings") && code == 1;
        assert!(
            code == 0 || refused,
            "{readme}: `{command}` ended with {code}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        count += 1;
    }
    assert!(count >= 8, "{readme} shows few commands");
    assert!(
        home.path().join("my-paper/dist/first.pdf").exists()
            && home.path().join("paper/dist/article.epub").exists()
    );
    let article = std::fs::read_to_string(home.path().join("paper/source/article.md")).unwrap();
    assert!(article.contains("桥头（南岸）已经"), "the suggestion was applied: {article}");
}

#[test]
fn the_commands_of_the_readme_work() {
    run("README.md");
}

#[test]
fn the_chinese_readme_shows_the_same_commands() {
    let english = commands("README.md");
    let chinese = commands(".github/README.zh.md");
    assert!(chinese.len() >= 10);
    for command in chinese {
        assert!(english.contains(&command), "{command}");
    }
}
