//! What the editor has stays: pictures, articles that are being edited, files that other names lead to, and what another
//! program is asked to hear.

use crate::common::{HEAD, Home, Run, drawn, figure};
use std::process::Stdio;

/// A page with a photo, as a browser saves it.
const PAGE: &str = "<html><body><h1>桥头的早市</h1><p>天还没有亮，桥头已经摆开了三十几个摊子，一个挨着一个，都是从老渡口搬过来的。</p>\
    <img src=\"a.png\"><p>卖豆浆的三轮车停在石阶边，岸上的灯还亮着，一盏一盏地灭下去。</p></body></html>";

#[test]
fn an_import_replaces_no_picture() {
    let home = Home::with(&[("red/page.html", PAGE.as_bytes()), ("blue/page.html", PAGE.as_bytes())]);
    home.put("red/a.png", &drawn(200));
    home.put("blue/a.png", &drawn(20));
    home.keben(&["import", "red/page.html", "-o", "paper"]).expect("the first", 0, &[]);
    std::fs::rename(home.path("paper/source/article.md"), home.path("paper/source/red.md")).unwrap();
    let before = home.files();
    for force in [&[][..], &["--force"]] {
        let arguments = [&["import", "blue/page.html", "-o", "paper"], force].concat();
        home.keben(&arguments).expect("another page's photo", 2, &["K958", "photo-1.png"]);
        assert_eq!(home.files(), before);
    }
    // The same photo is no other.
    home.keben(&["import", "red/page.html", "-o", "paper"]).expect("the same photo", 0, &[]);

    // A photo that the editor put where a placeholder was.
    let raw = "桥头的早市 从渡口搬来\n\n天还没有亮，桥头已经摆开了三十几个摊子，一个挨着一个，都是从老渡口搬过来的。\n\n\n\n早市上的竹器摊 林渡 摄\n";
    home.put("page.txt", raw.as_bytes());
    home.keben(&["import", "page.txt", "-o", "raw"]).expect("with a placeholder", 0, &[]);
    home.put("raw/source/photos/placeholder-1.png", &drawn(7));
    home.keben(&["import", "page.txt", "-o", "raw", "--force"]).expect("a second time", 0, &[]);
    assert_eq!(home.files()["raw/source/photos/placeholder-1.png"], drawn(7));
    // A text that stands where its article would be written.
    home.put("own/source/article.md", raw.as_bytes());
    home.keben(&["import", "own/source/article.md", "-o", "own", "--force"]).expect(
        "over itself",
        2,
        &["K914"],
    );
    assert_eq!(home.files()["own/source/article.md"], raw.as_bytes());
}

#[test]
fn a_picture_that_a_page_shows_often_is_read_and_written_once() {
    let often = PAGE.replace(
        "<img src=\"a.png\">",
        &"<img src=\"a.png\"><p>又一幅，又一个早晨，又一条船。</p>".repeat(50),
    );
    let home = Home::with(&[("page.html", often.as_bytes()), ("a.png", &drawn(3))]);
    home.keben(&["import", "page.html", "-o", "paper"]).expect("often", 0, &[]);
    assert_eq!(home.names("paper/source/photos"), ["paper/source/photos/photo-1.png"]);
    let article = String::from_utf8(home.files()["paper/source/article.md"].clone()).unwrap();
    assert_eq!(article.matches("(photos/photo-1.png").count(), 50, "{article}");
}

#[test]
fn the_second_output_in_the_way_keeps_the_first_as_it_was() {
    let home = Home::article("正文。\n");
    home.put("dist/a.pdf/note.txt", b"full");
    home.put("dist/a.epub", b"old");
    home.keben(&["build"]).expect("a folder in the way", 2, &["K905", "a.pdf", "nothing was written"]);
    assert_eq!(home.files()["dist/a.epub"], b"old");
}

#[test]
fn a_build_of_one_article_writes_to_the_project() {
    let home = Home::article("正文。\n");
    let run = home.keben(&["build", "source/a.md", "--to", "epub"]);
    run.expect("one article", 0, &[]);
    assert_eq!(run.out, "dist/a.epub\n");
    // Articles may lie in a project's own folder.
    let home = Home::with(&[("a.md", HEAD.as_bytes())]);
    home.keben(&["init", "."]).expect("a project already", 2, &["K956"]);
}

#[test]
fn a_name_shows_as_what_it_is() {
    for name in ["gpj\u{202e}exe", "con", "a\u{61c}b", "CONOUT$"] {
        let home = Home::article("正文。\n");
        home.put("keben.toml", format!("name = '{name}'\n").as_bytes());
        home.keben(&["build", "--to", "epub"]).expect(name, 1, &["keben.toml:1"]);
        assert!(home.names("dist").is_empty());
    }
    // Nor is it proposed where a terminal would obey it.
    let home = Home::article(&figure("abcdefgh.png"));
    home.put("source/ab\u{1b}cdefgh.png", &drawn(1));
    let run = home.keben(&["check"]);
    assert!(run.code == 1 && !run.err.contains('\u{1b}'), "{}", run.err);
    let home = Home::article("## 题 {#a\u{1b}[31mX}\n\n见 [@ab31mX]。\n");
    for format in ["human", "short"] {
        let run = home.keben(&["check", "--message-format", format]);
        assert!(!run.err.contains('\u{1b}'), "{}", run.err);
    }
}

#[test]
fn hidden_characters_of_the_project_file_are_told_and_shown() {
    let home = Home::article("正文。\n");
    let toml = "title = \"书\\u0007名\\u202E反\"\nkeywords = [\"\\u0002\"]\nidentifier = \"urn:x:a\\u0001b\"\narticles = [\"source/a.md\"]\n";
    home.put("keben.toml", toml.as_bytes());
    let run = home.keben(&["build", "--to", "epub"]);
    run.expect("hidden characters", 0, &["K217", "U+0007", "U+202E", "U+0002", "keben.toml:3"]);
}

#[test]
fn warnings_that_fail_a_build_are_told_even_to_the_quiet() {
    let home = Home::article("正文\u{7}。\n");
    home.keben(&["build", "-q", "--deny-warnings"]).expect("denied", 1, &["K217"]);
    home.keben(&["build", "-q"]).expect("not denied", 0, &[]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn outputs_lead_nowhere_outside() {
        let home = Home::with(&[("inside/source/a.md", format!("{HEAD}正文。\n").as_bytes())]);
        home.put("outside/contract.pdf", b"old");
        home.put("inside/keben.toml", b"name = 'contract'\n");
        symlink("../outside", home.path("inside/dist")).unwrap();
        home.keben(&["build", "inside"]).expect(
            "a link that leads out",
            2,
            &["K913", "inside/dist", "--out"],
        );
        assert_eq!(home.names("outside"), ["outside/contract.pdf"]);
        assert_eq!(home.files()["outside/contract.pdf"], b"old");
        // Who names it means it.
        home.keben(&["build", "inside", "--out", "inside/dist"]).expect("named", 0, &[]);
        assert!(home.files()["outside/contract.pdf"].starts_with(b"%PDF-"));
        std::fs::remove_file(home.path("inside/dist")).unwrap();
        symlink("made", home.path("inside/dist")).unwrap();
        home.keben(&["build", "inside"]).expect("a link to nowhere", 2, &["K913"]);
        std::fs::create_dir(home.path("inside/made")).unwrap();
        home.keben(&["build", "inside"]).expect("a link that stays inside", 0, &[]);
        assert_eq!(home.names("inside/made").len(), 2);
    }

    #[test]
    fn a_fix_goes_where_a_link_leads_and_keeps_who_may_read() {
        let home = Home::with(&[("drafts/a.md", format!("{HEAD}渡口分上,下两处。\n").as_bytes())]);
        home.put("keben.toml", b"");
        std::fs::create_dir(home.path("source")).unwrap();
        symlink("../drafts/a.md", home.path("source/a.md")).unwrap();
        let private = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(home.path("drafts/a.md"), private).unwrap();
        home.keben(&["check", "--fix", "-q"]).expect("a link", 0, &[]);
        assert!(std::fs::symlink_metadata(home.path("source/a.md")).unwrap().is_symlink());
        assert!(String::from_utf8(home.files()["drafts/a.md"].clone()).unwrap().contains("上，下"));
        let mode = std::fs::metadata(home.path("drafts/a.md")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_pipe_is_not_replaced_and_an_input_not_written_over() {
        let home = Home::article("正文。\n");
        home.keben(&["build", "--to", "pdf"]).expect("a PDF", 0, &[]);
        let before = home.files();
        home.keben(&["impose", "dist/a.pdf", "-o", "dist/a.pdf"]).expect("itself", 2, &["K914"]);
        home.keben(&["impose", "dist/a.pdf", "-o", "./dist/../dist/a.pdf"]).expect("itself", 2, &["K914"]);
        assert_eq!(home.files(), before);
        assert!(home.any("mkfifo", &["pipe"]).status().unwrap().success());
        home.keben(&["impose", "dist/a.pdf", "-o", "pipe"]).expect("a pipe", 2, &["K905"]);
        // A file that is named may lie anywhere and be reached by links; a folder takes the usual name.
        symlink("dist/a.pdf", home.path("latest.pdf")).unwrap();
        home.keben(&["impose", "latest.pdf", "-o", "sheets/"]).expect("a link", 0, &[]);
        assert_eq!(home.names("sheets"), ["sheets/latest-sheets.pdf"]);
    }

    /// A disk that is full takes no answer.
    #[cfg(target_os = "linux")]
    #[test]
    fn an_answer_that_is_not_taken_is_a_failure() {
        let home = Home::article("正文。\n");
        for arguments in
            [&["explain"][..], &["inspect", "--stage", "article"], &["completions", "bash"], &["man"]]
        {
            let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
            let run = Run::of(&home.command(arguments).stdout(full).output().unwrap());
            run.expect(arguments[0], 2, &["K904", "stdout"]);
        }
        // Who has heard enough may go.
        let mut child =
            home.command(&["explain"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        assert!(child.wait_with_output().unwrap().status.success());
    }

    /// Nobody reads what is told, and another thread waits for that; the end does not.
    #[cfg(target_os = "linux")]
    #[test]
    fn ctrl_c_ends_even_if_nobody_hears() {
        use std::time::{Duration, Instant};
        let home = Home::article(&"上,下，“甲”、“乙”。\n\n".repeat(3000));
        assert!(home.any("mkfifo", &["pipe"]).status().unwrap().success());
        // Open for both, so that a reader is there and never reads.
        let pipe = std::fs::File::options().read(true).write(true).open(home.path("pipe")).unwrap();
        let arguments = ["check", "--message-format", "json"];
        let mut child =
            home.command(&arguments).stdout(Stdio::null()).stderr(pipe.try_clone().unwrap()).spawn().unwrap();
        std::thread::sleep(Duration::from_secs(4));
        let pid = child.id().to_string();
        assert!(home.any("kill", &["-TERM", &pid]).status().unwrap().success());
        let start = Instant::now();
        while child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < Duration::from_secs(60), "it still runs");
            std::thread::sleep(Duration::from_millis(50));
        }
        drop(pipe);
    }
}
