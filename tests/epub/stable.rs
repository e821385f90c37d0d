//! Row 6: the same bytes in three time zones, two locales, on any number of threads and at another place.

use crate::photo;
use std::path::Path;
use std::process::Command;

fn built(home: &Path, zone: &str, locale: &str, jobs: &str) -> Vec<u8> {
    let project = home.join("项目");
    std::fs::create_dir_all(project.join("source/photos")).unwrap();
    std::fs::write(project.join("source/a.md"), include_str!("rich.md")).unwrap();
    for (name, colour) in [("a", [190, 60, 50]), ("b", [50, 70, 190])] {
        let bytes = photo::plain(300, 200, colour);
        std::fs::write(project.join(format!("source/photos/{name}.jpg")), bytes).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_keben"))
        .args(["build", "--to", "epub,pdf", "--jobs", jobs, "--out"])
        .arg(home.join("out"))
        .arg(&project)
        .current_dir(home)
        .env_clear()
        .env("TZ", zone)
        .env("LC_ALL", locale)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let files = std::fs::read_dir(home.join("out")).unwrap().map(|e| e.unwrap().path());
    let epub = files.into_iter().find(|p| p.extension().is_some_and(|e| e == "epub")).unwrap();
    std::fs::read(epub).unwrap()
}

#[test]
fn row_06_bytes_depend_on_the_article_alone() {
    let first = tempfile::tempdir().unwrap();
    let one = built(first.path(), "UTC", "C", "1");
    for (zone, locale) in [("Asia/Shanghai", "zh_CN.UTF-8"), ("America/St_Johns", "C.UTF-8")] {
        let other = tempfile::tempdir().unwrap();
        let deeper = other.path().join("another/place");
        std::fs::create_dir_all(&deeper).unwrap();
        assert!(one == built(&deeper, zone, locale, "3"), "{zone} {locale}");
    }
}
