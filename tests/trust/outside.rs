//! The first half of the attack table: files that are none of the project's. Whoever names one is refused with the
//! path and, where it is a line that names it, file and line; and not a byte of it gets anywhere.

use crate::common::{HEAD, Home, figure};

/// What must not be found in any file that keben writes or any word that it says.
const SECRET: &str = "秘密內容SECRET";

/// A project in `inside`, beside a file that is not its own.
fn home() -> Home {
    let home = Home::empty();
    home.put("outside/secret.md", format!("{HEAD}{SECRET}\n").as_bytes());
    home.put("outside/secret.svg", drawing(SECRET).as_bytes());
    home.put("outside/secret.toml", format!("name = \"{SECRET}\"\n").as_bytes());
    home.put("inside/source/a.md", format!("{HEAD}正文。\n").as_bytes());
    home
}

fn drawing(inside: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"90\" \
         height=\"90\">{inside}</svg>"
    )
}

/// Builds, and wants a refusal with these words, no output, and no secret.
#[track_caller]
fn refused(home: &Home, what: &str, words: &[&str]) {
    let run = home.keben(&["build", "inside"]);
    assert!(matches!(run.code, 1 | 2), "{what}: {} {}", run.code, run.err);
    for word in words {
        assert!(run.err.contains(word), "{what}: no `{word}` in: {}", run.err);
    }
    assert!(!run.err.contains(SECRET) && !run.err.contains("K910"), "{what}: {}", run.err);
    assert_eq!(home.names("inside/dist"), [""; 0], "{what}");
}

/// The ways to write a path that leads out, and what they are called.
fn ways_out(home: &Home) -> Vec<String> {
    let absolute = home.path("outside/secret.svg").display().to_string();
    [
        "../../outside/secret.svg",
        "../photos/../../../outside/secret.svg",
        "%2e%2e/%2E%2E/outside/secret.svg",
        "/etc/passwd",
        "//etc/passwd",
        "/proc/self/environ",
        "/dev/zero",
        "file:///etc/passwd",
        "C:/Windows/win.ini",
        "C:\\Windows\\win.ini",
        "..\\..\\outside\\secret.svg",
        "\\\\host\\share\\a.svg",
        "https://example.com/a.svg",
    ]
    .into_iter()
    .map(str::to_owned)
    .chain([absolute])
    .collect()
}

#[test]
fn markdown_leads_nowhere_outside() {
    let home = home();
    for path in ways_out(&home) {
        home.put("inside/source/a.md", format!("{HEAD}{}", figure(&path.replace('\\', "\\\\"))).as_bytes());
        refused(&home, &path, &["error[K1", "inside/source/a.md:7:"]);
    }
}

#[test]
fn front_matter_leads_nowhere_outside() {
    let home = home();
    for path in ways_out(&home) {
        home.put(
            "inside/source/a.md",
            format!("---\ntitle: 题\ncover: '{path}'\n---\n\n正文。\n").as_bytes(),
        );
        refused(&home, &path, &["error[K1", "inside/source/a.md:3:"]);
    }
}

#[test]
fn the_project_file_leads_nowhere_outside() {
    let home = home();
    for path in ways_out(&home).into_iter().map(|p| p.replace(".svg", ".md")) {
        for text in [format!("articles = ['{path}']\n"), format!("[[parts]]\narticles = ['{path}']\n")] {
            home.put("inside/keben.toml", format!("title = \"书\"\n{text}").as_bytes());
            refused(&home, &path, &["error[K1", "inside/keben.toml:"]);
        }
    }
    for pattern in ["../outside/*.md", "/etc/*", "source/../../outside/*.md"] {
        home.put("inside/keben.toml", format!("title = \"书\"\narticles = ['{pattern}']\n").as_bytes());
        refused(&home, pattern, &["error[K1", "inside/keben.toml:2"]);
    }
    for path in ["../outside/secret.svg", "/etc/passwd"] {
        home.put("inside/keben.toml", format!("title = \"书\"\ncover = '{path}'\n").as_bytes());
        refused(&home, path, &["error[K102]", "inside/keben.toml:2"]);
    }
}

#[test]
fn themes_lead_nowhere_outside() {
    let home = home();
    home.put("outside/theme/theme.toml", b"[body]\nsize = \"99pt\"\n");
    for name in ["../../outside/theme", "/etc", ".", "..", "a/../../../outside/theme", "..\\outside"] {
        home.put("inside/keben.toml", format!("theme = '{name}'\n").as_bytes());
        refused(&home, name, &["error[K301]", "inside/keben.toml:1"]);
        home.put("inside/keben.toml", b"theme = 'own'\n");
        home.put("inside/templates/own/theme.toml", format!("extends = '{name}'\n").as_bytes());
        refused(&home, name, &["error[K301]", "inside/templates/own/theme.toml:1"]);
    }
    // A template sees values: it has no way to name a file.
    for (text, word) in [
        ("{% include '/etc/passwd' %}", "article.xhtml"),
        ("{% import '../../../outside/secret.md' as x %}", "article.xhtml"),
        ("{% extends '../outside/secret.md' %}", "article.xhtml"),
        ("<?xml-stylesheet href='/etc/passwd'?><html/>", "article.xhtml"),
        ("<html><img src='https://example.com/a.png'/></html>", "article.xhtml"),
        ("<html><a href='java&#10;script:alert(1)'>x</a></html>", "article.xhtml"),
        ("<html><meta http-equiv='refresh' content='0;url=https://example.com'/></html>", "article.xhtml"),
        ("<html><p style='background:url(//x)'>x</p></html>", "article.xhtml"),
        ("<html><style>@import '/etc/passwd'</style></html>", "article.xhtml"),
        ("<html><p style='background:u\\72l(x)'>x</p></html>", "article.xhtml"),
        ("<html><img src='/\\example.com/a.png'/></html>", "article.xhtml"),
        ("<html><SCRIPT>x</SCRIPT></html>", "article.xhtml"),
        ("<html><p ONCLICK='x()'>x</p></html>", "article.xhtml"),
        ("<html><svg><set attributeName='href' to='https://example.com'/></svg></html>", "article.xhtml"),
        ("<html><svg><rect mask='url(https://example.com/m.svg#m)'/></svg></html>", "article.xhtml"),
        ("<html><link imagesrcset='https://example.com/a.png 1x'/></html>", "article.xhtml"),
        ("<html>&x;</html>", "article.xhtml"),
        ("<html>&#0;</html>", "article.xhtml"),
        ("<html><p title='a<b'>x</p></html>", "article.xhtml"),
        ("{% raw %}{#{% endraw %}{% set a = [1, 2] %}{% set a = [a, a] %}#}", "article.xhtml"),
        ("<!DOCTYPE html [<!ENTITY x SYSTEM '/etc/passwd'>]><html>&x;</html>", "article.xhtml"),
    ] {
        home.put("inside/templates/own/theme.toml", b"");
        home.put("inside/templates/own/article.xhtml", text.as_bytes());
        refused(&home, text, &["error[K802]", word]);
    }
    std::fs::remove_file(home.path("inside/templates/own/article.xhtml")).unwrap();
    for css in [
        "@import '/etc/passwd';",
        "p { background: url(file:///etc/passwd) }",
        "p{a:URL(//x)}",
        "@\\69mport 'x';",
        "p{a:u\\72 l(x)}",
        "p{a:image-set('x' 1x)}",
    ] {
        home.put("inside/templates/own/epub.css", css.as_bytes());
        refused(&home, css, &["error[K802]", "epub.css"]);
    }
}

#[test]
fn drawings_lead_nowhere_outside() {
    let home = home();
    home.put("inside/source/a.md", format!("{HEAD}{}", figure("a.svg")).as_bytes());
    for inside in [
        "<image href='../../outside/secret.svg' width='9' height='9'/>",
        "<image xlink:href='file:///etc/passwd' width='9' height='9'/>",
        "<image href='https://example.com/a.png' width='9' height='9'/>",
        "<use href='../../outside/secret.svg#a'/>",
        "<use xlink:href='https://example.com/a.svg#a'/>",
        "<style>@import '/etc/passwd';</style>",
        "<style>@font-face{font-family:a;src:url(/etc/passwd)}</style>",
        "<rect width='9' height='9' fill='url(../../outside/secret.svg#a)'/>",
        "<rect width='9' height='9' style='fill:url(https://example.com/a#b)'/>",
        "<filter id='f'><feImage href='/etc/passwd'/></filter>",
        "<script>alert(1)</script>",
        "<foreignObject><p>x</p></foreignObject>",
    ] {
        home.put("inside/source/a.svg", drawing(inside).as_bytes());
        refused(&home, inside, &["error[K522]", "a.svg", "inside/source/a.md:7:"]);
    }
    let entity = format!(
        "<!DOCTYPE svg [<!ENTITY x SYSTEM \"../../outside/secret.md\">]>{}",
        drawing("<text>&x;</text>")
    );
    home.put("inside/source/a.svg", entity.as_bytes());
    refused(&home, "an external entity", &["error[K505]", "a.svg", "inside/source/a.md:7:"]);
}

/// A web page's pictures are looked for beside it and nowhere else; one that cannot be had is a placeholder.
#[test]
fn imports_lead_nowhere_outside() {
    let home = home();
    std::fs::create_dir(home.path("page")).unwrap();
    home.put("page/own.png", PNG);
    home.put("outside/secret.png", &[PNG, SECRET.as_bytes()].concat());
    #[cfg(unix)]
    std::os::unix::fs::symlink("../outside/secret.png", home.path("page/link.png")).unwrap();
    let absolute = home.path("outside/secret.png").display().to_string();
    let sources =
        ["../outside/secret.png", &absolute, "link.png", "file:///etc/passwd", "https://example.com/a.png"];
    for source in sources {
        let text = format!(
            "<html><body><h1>题目</h1><p>第一段文字，够长的一段文字，说的是桥。</p><img src=\"{source}\"><p>第二段文字，也够长。</p></body></html>"
        );
        home.put("page/a.html", text.as_bytes());
        home.keben(&["import", "page/a.html", "-o", "out", "--force"]).expect(source, 0, &[]);
        let made = home.files();
        let kept = made.iter().filter(|(name, _)| name.starts_with("out/"));
        for (name, bytes) in kept {
            assert!(!bytes.windows(SECRET.len()).any(|w| w == SECRET.as_bytes()), "{source}: {name}");
        }
        assert!(made.contains_key("out/source/photos/placeholder-1.png"), "{source}: {:?}", made.keys());
    }
    // The same page with a picture of its own has it.
    home.put(
        "page/a.html",
        "<html><body><p>第一段文字，够长的一段文字，说的是桥。</p><img src=\"own.png\"></body></html>"
            .as_bytes(),
    );
    home.keben(&["import", "page/a.html", "-o", "own"]).expect("its own", 0, &[]);
    assert_eq!(home.files()["own/source/photos/photo-1.png"], PNG);
    // A DOCX: pictures of the archive only, whatever its relationships say.
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"../../outside/secret.png\"/>\
        <Relationship Id=\"r2\" TargetMode=\"External\" Target=\"file:///etc/passwd\"/></Relationships>";
    let text = "<w:document xmlns:w=\"w\" xmlns:a=\"a\" xmlns:r=\"r\"><w:p><w:r><w:t>第一段文字，够长的一段。</w:t></w:r>\
        <w:r><a:blip r:embed=\"r1\"/><a:blip r:embed=\"r2\"/></w:r></w:p></w:document>";
    let archive =
        zip(&[("word/document.xml", text.as_bytes()), ("word/_rels/document.xml.rels", links.as_bytes())]);
    home.put("page/a.docx", &archive);
    home.keben(&["import", "page/a.docx", "-o", "docx"]).expect("docx", 0, &[]);
    assert_eq!(home.names("docx/source"), ["docx/source/article.md"]);
    // An entity of the document that names a file.
    let text = "<!DOCTYPE d [<!ENTITY x SYSTEM \"/etc/passwd\">]><w:document xmlns:w=\"w\"><w:p><w:r><w:t>一&x;</w:t></w:r></w:p></w:document>";
    home.put("page/b.docx", &zip(&[("word/document.xml", text.as_bytes())]));
    home.keben(&["import", "page/b.docx", "-o", "entity"]);
    for (name, bytes) in home.files().iter().filter(|(name, _)| name.starts_with("entity/")) {
        assert!(!bytes.windows(5).any(|w| w == b"root:"), "{name}");
    }
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_that_leave_are_refused() {
        let home = home();
        let inside = home.path("inside");
        symlink("../../outside/secret.svg", inside.join("source/link.svg")).unwrap();
        symlink("../../outside", inside.join("source/folder")).unwrap();
        symlink("/proc/self/environ", inside.join("source/proc.svg")).unwrap();
        symlink("loop.svg", inside.join("source/loop.svg")).unwrap();
        for path in ["link.svg", "folder/secret.svg", "proc.svg", "loop.svg"] {
            home.put("inside/source/a.md", format!("{HEAD}{}", figure(path)).as_bytes());
            refused(&home, path, &["error[K1", "inside/source/a.md:7:"]);
        }
        home.put("inside/source/a.md", format!("{HEAD}正文。\n").as_bytes());
        // Linked in place of what keben looks for by itself.
        symlink("../outside/secret.toml", inside.join("keben.toml")).unwrap();
        refused(&home, "keben.toml", &["error[K102]", "keben.toml"]);
        std::fs::remove_file(inside.join("keben.toml")).unwrap();
        symlink("../../outside/secret.md", inside.join("source/b.md")).unwrap();
        let run = home.keben(&["build", "inside"]);
        run.expect("an article that is a link", 0, &[]);
        assert!(!home.files().keys().any(|n| n.contains("book")), "it is not listed");
        std::fs::remove_dir_all(inside.join("dist")).unwrap();
        std::fs::create_dir(inside.join("templates")).unwrap();
        symlink("../../outside", inside.join("templates/feature")).unwrap();
        home.keben(&["build", "inside"]).expect("a theme that is a link is not there", 0, &[]);
        std::fs::remove_file(inside.join("templates/feature")).unwrap();
        std::fs::create_dir(inside.join("fonts")).unwrap();
        symlink("/etc/passwd", inside.join("fonts/a.ttf")).unwrap();
        home.keben(&["build", "inside"]).expect("a face that is a link is not there", 0, &[]);
    }

    /// A hard link is a file of the folder like any other: nothing tells which of its names was first, and whoever can
    /// make one could read the file. keben reads it, and promises no more (`SECURITY.md`).
    #[test]
    fn a_hard_link_is_an_ordinary_file() {
        let home = home();
        home.put("inside/source/a.md", format!("{HEAD}{}", figure("a.svg")).as_bytes());
        home.put("outside/b.svg", drawing("<rect width='9' height='9'/>").as_bytes());
        std::fs::hard_link(home.path("outside/b.svg"), home.path("inside/source/a.svg")).unwrap();
        home.keben(&["build", "inside"]).expect("a hard link", 0, &[]);
    }

    #[test]
    fn devices_and_pipes_are_not_opened() {
        let home = home();
        let make = |arguments: &[&str]| home.any(arguments[0], &arguments[1..]).status().unwrap().success();
        assert!(make(&["mkfifo", "inside/source/pipe.svg"]));
        let mut paths = vec!["pipe.svg", "photos"];
        std::fs::create_dir(home.path("inside/source/photos")).unwrap();
        // Only root may make a device.
        if make(&["mknod", "inside/source/null.svg", "c", "1", "5"]) {
            paths.push("null.svg");
        }
        let socket = std::os::unix::net::UnixListener::bind(home.path("inside/source/socket.svg")).unwrap();
        paths.push("socket.svg");
        for path in paths {
            home.put("inside/source/a.md", format!("{HEAD}{}", figure(path)).as_bytes());
            refused(&home, path, &["error[K104]", path, "inside/source/a.md:7:"]);
        }
        drop(socket);
        for raw in ["inside/source/pipe.svg", "/dev/zero", "inside"] {
            home.keben(&["import", raw, "-o", "out"]).expect(raw, 2, &["K104", raw]);
        }
        home.keben(&["build", "inside/source/a.md", "--to", "pdf", "--password-file", "/dev/zero"]).expect(
            "a password",
            2,
            &["K104"],
        );
    }
}

#[test]
fn names_that_no_file_should_have() {
    let home = home();
    let long = format!("{}.svg", "长".repeat(84));
    for (path, code) in [
        ("a\u{202E}gvs.svg", "K103"),
        ("a\u{2066}.svg", "K103"),
        (long.as_str(), "K103"),
        ("CON", "K103"),
        ("nul.svg", "K103"),
        ("photos/com1.svg", "K103"),
        ("LPT9 .svg", "K103"),
        ("aux", "K103"),
        ("com10.svg", "K101"),
        ("console.svg", "K101"),
    ] {
        home.put("inside/source/a.md", format!("{HEAD}{}", figure(path)).as_bytes());
        refused(&home, path, &[&format!("error[{code}]"), "inside/source/a.md:7:"]);
    }
    // A NUL, which Markdown replaces and YAML refuses.
    home.put("inside/source/a.md", format!("{HEAD}{}", figure("a\0.svg")).as_bytes());
    refused(&home, "NUL", &["error[K1", "inside/source/a.md:7:"]);
    home.put("inside/source/a.md", b"---\ntitle: t\ncover: \"a\\0.svg\"\n---\n\nx\n");
    refused(&home, "NUL in YAML", &["error[K1", "inside/source/a.md:3:"]);
    home.put("inside/keben.toml", b"title = \"x\"\ncover = \"a\\u0000.svg\"\n");
    refused(&home, "NUL in TOML", &["error[K103]", "inside/keben.toml:2"]);
    std::fs::remove_file(home.path("inside/keben.toml")).unwrap();
    // Files that have such names.
    std::fs::remove_file(home.path("inside/source/a.md")).unwrap();
    for name in ["aux.md", "a\u{202E}b.md"] {
        home.put(&format!("inside/source/{name}"), format!("{HEAD}正文。\n").as_bytes());
        refused(&home, name, &["error[K103]"]);
        std::fs::remove_file(home.path(&format!("inside/source/{name}"))).unwrap();
    }
}

/// Two names that differ in case only are two files here and one elsewhere.
#[test]
fn names_that_differ_in_case_only_are_kept_apart() {
    let home = home();
    std::fs::remove_file(home.path("inside/source/a.md")).unwrap();
    home.put("one/Piece.md", format!("{HEAD}正文。\n").as_bytes());
    home.put("two/piece.md", format!("{HEAD}正文。\n").as_bytes());
    let run = home.keben(&["build", "one/Piece.md", "two/piece.md", "--to", "pdf", "-o", "out"]);
    run.expect("two outputs", 2, &["K906", "piece.pdf"]);
    assert_eq!(run.out, "out/Piece.pdf\n");
    // Two photos stay two, under names of ours.
    home.put("inside/source/a.md", format!("{HEAD}{}{}", figure("p.png"), figure("P.PNG")).as_bytes());
    home.put("inside/source/p.png", PNG);
    home.put("inside/source/P.PNG", PNG_TOO);
    home.keben(&["build", "inside", "--to", "epub"]).expect("two photos", 0, &[]);
    let epub = std::fs::read(home.path("inside/dist/a.epub")).unwrap();
    let archive = zip::ZipArchive::new(std::io::Cursor::new(epub)).unwrap();
    let mut names: Vec<String> = archive.file_names().map(str::to_ascii_lowercase).collect();
    let photos = names.iter().filter(|n| n.ends_with(".png")).count();
    assert!(photos >= 2, "{names:?}");
    assert!(names.iter().all(|n| n.is_ascii() && !n.contains("p.png")), "{names:?}");
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "no two names of the container differ in case only: {names:?}");
}

/// An archive of these files, stored as they are.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut out, bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// A PNG of one pixel, white or black.
pub(crate) const PNG: &[u8] = include_bytes!("white.png");
/// Another.
pub(crate) const PNG_TOO: &[u8] = include_bytes!("black.png");
