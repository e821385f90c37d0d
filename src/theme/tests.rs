use super::*;
use crate::diag::Severity;
use crate::geom::Abs;
use std::collections::{BTreeMap, BTreeSet};

/// Loads a theme of a project that holds these files; problems come back in short form.
fn try_load(name: &str, theme_files: &[(&str, &str)]) -> (Option<Theme>, String) {
    let map = theme_files.iter().map(|(p, t)| ((*p).to_owned(), t.as_bytes().to_vec())).collect();
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let theme = load(&Project::in_memory(map), name, &mut files, &mut diags);
    assert_eq!(theme.is_none(), diags.has_errors(), "a theme that is not whole has been reported");
    (theme, told(&diags, &files))
}

/// One line a problem: place, code and what fills its text.
fn told(diags: &Diags, files: &Files) -> String {
    let line = |d: &Diag| {
        let place = d.span.map_or(String::new(), |s| {
            format!("{}:{}: ", files.name(s.file), files.line_column(s.file, s.start).0)
        });
        format!("{place}{} {}\n", d.code.id, d.args.join(" | "))
    };
    diags.iter().map(line).collect()
}

/// The problems of `ours`, a theme with this text.
fn problems(text: &str) -> String {
    try_load("ours", &[("templates/ours/theme.toml", text)]).1
}

#[test]
fn every_shipped_theme_loads_and_its_arithmetic_holds() {
    for name in names(&Project::in_memory(BTreeMap::new())) {
        let (theme, problems) = try_load(&name, &[]);
        assert_eq!(problems, "", "{name}");
        let theme = theme.unwrap();
        // A1: a line is a whole number of characters; A2: lines × leading without the last gap, on the page.
        let (em, leading) = (theme.body.size, theme.body.leading);
        assert_eq!(theme.measure().whole(em) * em.to_raw(), theme.measure().to_raw());
        let size = theme.area_size();
        assert_eq!((size.block + leading - em).whole(leading), i64::from(theme.area.lines));
        let columns = i64::from(theme.area.columns);
        assert_eq!(size.inline, theme.measure() * columns + theme.area.gutter * (columns - 1));
        let (width, height) = check::extent(&theme.area, em, leading, theme.page.writing);
        assert!(theme.area.inside + width <= theme.page.size.width);
        assert!(theme.area.top + height <= theme.page.size.height);
        // A3: the line gap is half to all of the body size.
        assert!(leading.over(em) >= 1.25 && leading.over(em) <= 2.0, "{name}: {}", leading.over(em));
        assert!(!theme.epub.css.is_empty());
    }
}

#[test]
fn the_readme_explains_exactly_the_keys_that_are_read() {
    let readme = include_str!("../../templates/README.md");
    let mut told = BTreeSet::new();
    let mut section = "";
    for line in readme.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            section = name.strip_prefix('[').and_then(|n| n.strip_suffix(']')).unwrap_or("");
        } else if let Some(cell) = line.strip_prefix("| `").filter(|_| !section.is_empty()) {
            let keys = cell.split(" | ").next().unwrap();
            told.extend(keys.split(['`', ' ']).filter(|k| !k.is_empty()).map(|key| (section, key)));
        }
    }
    let (mut diags, text) = (Diags::new(), shipped::find("feature").unwrap().files[0].1);
    let entries = keyfile::parse(FileId(0), text, &codes::SYNTAX, &mut diags);
    let read = build::theme("feature", &entries, EpubFiles::default(), &mut diags).1;
    assert_eq!(told, read.into_iter().collect());
}

#[test]
fn one_key_makes_a_theme() {
    let (theme, problems) = try_load(
        "ours",
        &[(
            "templates/ours/theme.toml",
            "extends = \"feature\"\n[area]\nchars = 21\n[h1.last]\nface = \"song\"\n",
        )],
    );
    assert_eq!(problems, "");
    let (ours, feature) = (theme.unwrap(), try_load("feature", &[]).0.unwrap());
    assert_eq!((ours.area.chars, ours.area.lines), (21, feature.area.lines));
    assert_eq!(ours.heads[0].last.face, FaceRole::Song);
    assert_eq!(ours.heads[0].last.size, feature.heads[0].last.size);
    assert_eq!(ours.area.inside - feature.area.inside, ours.body.size, "centred again");
    assert_eq!(ours.epub.css, feature.epub.css);
}

#[test]
fn a_project_changes_a_shipped_theme_file_by_file() {
    let (theme, problems) = try_load("feature", &[("templates/feature/epub.css", "p { color: inherit }")]);
    assert_eq!(problems, "");
    assert_eq!(theme.unwrap().epub.css, "p { color: inherit }");
    let (theme, problems) =
        try_load("feature", &[("templates/feature/theme.toml", "extends = \"feature\"\nend-mark = \"\"")]);
    assert_eq!((theme.unwrap().end_mark.as_str(), problems.as_str()), ("", ""));
}

#[test]
fn tables_can_be_switched_off_and_lines_taken_away() {
    let text = "running-head = false\nfolio = false\n[area]\nrule = \"none\"\n[head.series]\nrule = false";
    let theme = try_load("ours", &[("templates/ours/theme.toml", text)]).0.unwrap();
    assert!(theme.running.is_none() && theme.folio.is_none());
    assert!(theme.area.rule.is_none() && theme.head.series.rule.is_none());
}

#[test]
fn relative_lengths_follow_the_body() {
    let text = "[body]\nsize = \"9pt\"\nleading = \"15pt\"\n[area]\ngutter = \"1.5em\"\n[h3]\nsize = \"1em\"\n[figure]\naround = \"2lh\"";
    let theme = try_load("ours", &[("templates/ours/theme.toml", text)]).0.unwrap();
    assert_eq!(theme.area.gutter, Abs::pt(13.5));
    assert_eq!(theme.heads[2].text.size, Abs::pt(9.0));
    assert_eq!(theme.figure.around, Abs::pt(30.0));
}

#[test]
fn each_mistake_has_its_message_and_place() {
    for (text, code, line, says) in [
        ("[aera]\nchars = 21", "K303", 1, "aera"),
        ("\n[area]\ncahrs = 21", "K303", 3, "area.cahrs"),
        ("[lead]\nindent = \"2em\"", "K303", 2, "lead.indent"),
        ("[area]\nchars = \"21\"", "K304", 2, "`\"21\"`"),
        ("[area]\nchars = 0", "K307", 2, "0"),
        ("[area]\nchars = -3", "K307", 2, "-3"),
        ("[area]\nchars = 21.5", "K304", 2, "21.5"),
        ("area = 3", "K304", 1, "[area]"),
        ("[body]\nsize = 10.5", "K304", 2, "10.5"),
        ("[body]\nsize = \"10.5\"", "K305", 2, "10.5"),
        ("[body]\nsize = \"1em\"", "K305", 2, "1em"),
        ("[body]\nindent = \"3mm\"", "K305", 2, "3mm"),
        ("[body]\nface = \"sung\"", "K306", 2, "sung"),
        ("[page]\nsize = \"A44\"", "K304", 2, "A44"),
        ("[head.title]\ncolor = \"crimson\"", "K304", 2, "crimson"),
        ("[area]\ngutter = \"1.3em\"", "K310", 2, "1.3"),
        ("[area]\nlines = 60", "K309", 2, "297 mm"),
        ("[area]\ninside = \"60mm\"", "K309", 0, "inside"),
        ("[head.title]\nsize = \"60pt\"", "K313", 0, "head.title"),
        ("[running-head]\ngap = \"30mm\"", "K314", 2, "running-head"),
        ("[folio]\ngap = \"30mm\"", "K314", 2, "folio"),
        ("[running-head]\ninside = \"{dat}\"", "K306", 2, "dat"),
        ("[list]\nnumbers = [\"roman\"]", "K306", 2, "roman"),
        ("[faces]\nsong = []", "K308", 0, "faces.song"),
        ("[table]\nouter = \"none\"", "K308", 0, "table.outer"),
        ("[area\nchars = 21", "K302", 1, ""),
        ("extends = 3", "K304", 1, "extends"),
    ] {
        let found = problems(text);
        let hit = found.lines().find(|l| l.contains(code));
        let hit = hit.unwrap_or_else(|| panic!("{text:?} should give {code}, gave {found:?}"));
        assert!(hit.contains(says), "{hit} should name {says}");
        if line > 0 {
            assert!(
                hit.starts_with(&format!("templates/ours/theme.toml:{line}:")),
                "{hit} is on line {line}"
            );
        }
    }
}

#[test]
fn a_problem_with_a_compiled_in_value_is_shown_in_the_project() {
    for (name, text, code, line) in [
        ("ours", "# A5\n[page]\nsize = \"148mm x 210mm\"", "K309", 2),
        ("feature", "accent = \"black\"\n\n[body]\nsize = \"13pt\"", "K309", 3),
        ("ours", "[body]\nsize = \"18pt\"\n[area]\nchars = 10\nlines = 20", "K313", 1),
        ("ours", "[area]\ntop = \"6mm\"", "K314", 1),
    ] {
        let path = format!("templates/{name}/theme.toml");
        let found = try_load(name, &[(path.as_str(), text)]).1;
        let all = found.lines().all(|l| l.starts_with(&path));
        let hit = found.lines().any(|l| l.starts_with(&format!("{path}:{line}: {code} ")));
        assert!(all && hit, "{text:?} gave {found}");
    }
}

#[test]
fn the_nearest_key_and_theme_are_suggested() {
    let map = BTreeMap::from([("templates/ours/theme.toml".to_owned(), b"[area]\ncolums = 2".to_vec())]);
    let (mut files, mut diags) = (Files::default(), Diags::new());
    assert!(load(&Project::in_memory(map), "ours", &mut files, &mut diags).is_none());
    assert_eq!(diags.iter().next().unwrap().did_you_mean.as_deref(), Some("columns"));
    let mut diags = Diags::new();
    assert!(load(&Project::in_memory(BTreeMap::new()), "featrue", &mut files, &mut diags).is_none());
    assert_eq!(diags.iter().next().unwrap().did_you_mean.as_deref(), Some("feature"));
    for hostile in ["", "..", "../feature", "/etc", "a\\b"] {
        assert!(load(&Project::in_memory(BTreeMap::new()), hostile, &mut files, &mut Diags::new()).is_none());
    }
}

#[test]
fn circles_strays_and_broken_bytes_are_told() {
    let circle =
        [("templates/a/theme.toml", "extends = \"b\""), ("templates/b/theme.toml", "extends = \"a\"")];
    assert!(try_load("a", &circle).1.contains("K311"));
    let (theme, told) = try_load("a", &[("templates/a/theme.tmol", "")]);
    assert!(theme.is_some() && told.contains("K312"), "{told}");
    let bytes = BTreeMap::from([("templates/a/theme.toml".to_owned(), vec![0xff])]);
    let (mut files, mut diags) = (Files::default(), Diags::new());
    assert!(load(&Project::in_memory(bytes), "a", &mut files, &mut diags).is_none());
    assert_eq!(diags.count(Severity::Error), 1);
}

#[test]
fn names_come_from_both_places() {
    let files = ["templates/ours/theme.toml", "templates/press/paper.icc"];
    let map = BTreeMap::from(files.map(|path| (path.to_owned(), Vec::new())));
    assert_eq!(names(&Project::in_memory(map)), ["book", "feature", "ours", "vertical"]);
}

#[test]
fn a_summary_says_what_a_theme_is_and_sets() {
    let map = BTreeMap::from([(
        "templates/ours/theme.toml".to_owned(),
        b"extends = \"book\"\n[area]\nchars = 25".to_vec(),
    )]);
    let (mut files, mut diags) = (Files::default(), Diags::new());
    let found = summary(&Project::in_memory(map), "ours", &mut files, &mut diags).unwrap();
    assert_eq!((found.page.as_str(), found.area.as_str()), ("140 × 203 mm", "1 × 25 × 27"));
    assert_eq!(
        (found.body.as_str(), found.extends, found.sets),
        ("10.5/17 pt", vec!["book".into(), "feature".into()], vec!["area".into()])
    );
}

#[test]
fn versos_may_say_something_else() {
    let book = try_load("book", &[]).0.unwrap();
    let head = book.running.unwrap();
    assert_eq!((head.of(false), head.of(true)), (["{title}", ""], ["{book}", ""]));
    let feature = try_load("feature", &[]).0.unwrap().running.unwrap();
    assert_eq!(feature.of(false), feature.of(true));
}
