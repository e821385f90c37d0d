//! What may be read and what may not, on disk and in memory.
use super::*;

fn memory(files: &[(&str, &str)]) -> Project {
    Project::in_memory(files.iter().map(|(p, t)| ((*p).to_owned(), t.as_bytes().to_vec())).collect())
}

fn code(result: Result<impl Sized, Diag>) -> &'static str {
    result.err().map_or("read", |d| d.code.id)
}

#[test]
fn paths_are_seen_from_the_article_first() {
    let project = memory(&[("source/x.md", ""), ("source/photos/a.jpg", "1"), ("photos/b.jpg", "2")]);
    assert_eq!(project.resolve("source/x.md", "photos/a.jpg").expect("there"), "source/photos/a.jpg");
    assert_eq!(project.resolve("source/x.md", "photos/b.jpg").expect("there"), "photos/b.jpg");
    assert_eq!(project.resolve("source/x.md", "../photos/b.jpg").expect("there"), "photos/b.jpg");
    assert_eq!(project.resolve("source/x.md", "./photos//a%2Ejpg").expect("there"), "source/photos/a.jpg");
    let missing = project.resolve("source/x.md", "photos/a.jpeg").expect_err("not there");
    assert_eq!(missing.code.id, "K101");
    assert_eq!(missing.did_you_mean.as_deref(), Some("photos/a.jpg"));
}

#[test]
fn what_leads_out_is_refused() {
    let project = memory(&[("source/x.md", ""), ("a", "1")]);
    for path in ["/etc/passwd", "../a", "a/../../a", "C:/a", "C:\\a", "\\\\host\\a"] {
        assert_eq!(code(project.read(path)), "K102", "{path}");
    }
    assert_eq!(code(project.resolve("source/x.md", "../../a")), "K102");
    assert_eq!(code(project.resolve("source/x.md", "/etc/passwd")), "K102");
    for path in ["a\0", "a\u{202E}gpj.md", "b\\a", &"长".repeat(100), &"a/".repeat(3000)] {
        assert_eq!(code(project.read(path)), "K103", "{path:?}");
    }
    for path in ["https://x/a.jpg", "data:image/png;base64,AA", "//x/a.jpg", "file:///a"] {
        assert_eq!(code(project.resolve("source/x.md", path)), "K109", "{path}");
    }
}

#[test]
fn lists_are_sorted_and_articles_found() {
    let project = memory(&[("source/b.md", ""), ("source/a.MD", ""), ("source/p/c.md", ""), ("z.md", "")]);
    assert_eq!(project.articles(), ["source/a.MD", "source/b.md"]);
    assert_eq!(memory(&[("README.zh.md", ""), ("z.md", ""), (".y.md", "")]).articles(), ["z.md"]);
    assert!(project.list("nowhere").is_empty());
    assert!(project.has("source/b.md") && !project.has("source") && !project.has("../x"));
}

#[cfg(unix)]
mod on_disk {
    use super::*;
    use cap_std::ambient_authority;
    use cap_std::fs::Dir;

    /// A folder `inside` beside a file `outside/secret.txt`.
    fn folder() -> (tempfile::TempDir, Dir) {
        let temp = tempfile::tempdir().expect("a folder for the test");
        let dir = Dir::open_ambient_dir(temp.path(), ambient_authority()).expect("it opens");
        dir.create_dir_all("inside/photos").expect("made");
        dir.create_dir("outside").expect("made");
        dir.write("outside/secret.txt", "secret").expect("written");
        dir.write("inside/a.md", "\u{FEFF}text").expect("written");
        dir.write("inside/photos/a.jpg", "jpg").expect("written");
        (temp, dir)
    }

    #[test]
    fn links_that_leave_are_refused_and_links_that_stay_are_followed() {
        let (temp, dir) = folder();
        dir.symlink("../outside/secret.txt", "inside/link.txt").expect("linked");
        dir.symlink("../outside", "inside/folder").expect("linked");
        dir.symlink("photos/a.jpg", "inside/b.jpg").expect("linked");
        dir.symlink("loop", "inside/loop").expect("linked");
        std::os::unix::fs::symlink("/etc/passwd", temp.path().join("inside/absolute")).expect("linked");
        let project = Project::open(&temp.path().join("inside")).expect("opens");
        assert_eq!(code(project.read("link.txt")), "K102");
        assert_eq!(code(project.read("folder/secret.txt")), "K102");
        assert_eq!(code(project.read("absolute")), "K102");
        assert_eq!(&*project.read("b.jpg").expect("stays"), b"jpg");
        assert_ne!(code(project.read("loop")), "read");
        assert_eq!(project.list(""), ["a.md", "b.jpg"]);
    }

    #[test]
    fn only_ordinary_files_are_read() {
        let (temp, _dir) = folder();
        let pipe = temp.path().join("inside/pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
        assert!(made.success());
        let project = Project::open(&temp.path().join("inside")).expect("opens");
        assert_eq!(code(project.read("pipe")), "K104");
        assert_eq!(code(project.read("photos")), "K104");
        assert_eq!(code(project.read("")), "K104");
        assert_eq!(project.list(""), ["a.md"], "a pipe is not listed");
        assert_eq!(code(Project::open(Path::new("/dev/null"))), "K108");
    }

    #[test]
    fn limits_hold_before_reading() {
        let (temp, dir) = folder();
        let file = dir.create("inside/large.md").expect("made");
        file.set_len(MAX_TEXT_BYTES + 1).expect("sparse");
        let project = Project::open(&temp.path().join("inside")).expect("opens");
        assert_eq!(code(project.text("large.md")), "K105");
        file.set_len(MAX_TEXT_BYTES).expect("sparse");
        assert_eq!(code(project.text("large.md")), "read", "just below: NULs are text to this room");
    }

    #[test]
    fn of_a_crowded_folder_the_first_names_count() {
        let (temp, dir) = folder();
        dir.create_dir("inside/many").expect("made");
        // From the last to the first, so that the order they were made in is not that of their names.
        for n in (0..MAX_FOLDER_ENTRIES).rev() {
            dir.write(format!("inside/many/{n:05}.md"), "").expect("written");
        }
        let project = Project::open(&temp.path().join("inside")).expect("opens");
        let just_below = project.list("many");
        assert_eq!((just_below.len(), MAX_FOLDER_ENTRIES), (20_000, 20_000));
        dir.write("inside/many/0.md", "").expect("written");
        let just_above = project.list("many");
        assert_eq!(just_above.len(), 20_000);
        assert_eq!((just_above[0].as_str(), just_above[19_999].as_str()), ("many/0.md", "many/19998.md"));
    }

    #[test]
    fn a_named_file_makes_its_folder_the_project() {
        let (temp, _dir) = folder();
        let project = Project::open(&temp.path().join("inside/a.md")).expect("opens");
        assert_eq!(project.articles(), ["a.md"]);
        assert_eq!(&*project.text("a.md").expect("read"), "text");
        assert_eq!(project.resolve("a.md", "photos/a.jpg").expect("there"), "photos/a.jpg");
        assert_eq!(code(Project::open(&temp.path().join("inside/photos/a.jpg"))), "K108");
        assert_eq!(code(Project::open(&temp.path().join("none"))), "K101");
    }
}
