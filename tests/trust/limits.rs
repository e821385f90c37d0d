//! Every limit holds where `SECURITY.md` says: just below it something is taken, just above it is refused with the
//! code of the limit.

use crate::common::{HEAD, Home, figure, grainy, weighed};
use crate::outside::zip;
use keben::article::Article;
use keben::diag::{Diags, Files};
use keben::export::{self, MAX_BOOK_BYTES, MAX_FACES_BYTES, Options, Progress, Step};
use keben::font::{FontBook, MAX_FACES};
use keben::photo::look;
use keben::reader::{
    self, MAX_ARTICLE_BYTES, MAX_BLOCKS, MAX_CELLS, MAX_CHARACTERS, MAX_MARKS, MAX_NOTES, MAX_PICTURES,
};
use keben::source::{MAX_FILE_BYTES, MAX_TEXT_BYTES, Project};
use std::collections::{BTreeMap, BTreeSet};

fn read(text: &str) -> (Option<Article>, BTreeSet<&'static str>) {
    let project = Project::in_memory(BTreeMap::from([
        ("source/a.md".to_owned(), text.as_bytes().to_vec()),
        ("source/a.png".to_owned(), Vec::new()),
    ]));
    let mut diags = Diags::new();
    let article = reader::read(&project, "source/a.md", &mut Files::default(), &mut diags);
    let told = diags.iter().map(|d| {
        assert!(d.code.id != "K238" || d.span.is_some(), "the place is told");
        d.code.id
    });
    let told = told.collect();
    (article, told)
}

/// `below` is read without this code, and `above` with it.
#[track_caller]
fn holds(what: &str, code: &str, below: &str, above: &str) {
    assert!(!read(below).1.contains(code), "{what}: {:?}", read(below).1);
    assert!(read(above).1.contains(code), "{what}: {:?}", read(above).1);
}

/// The same for a number of times that something stands in an article.
#[track_caller]
fn counted(what: &str, most: usize, text: impl Fn(usize) -> String) {
    let of = |n| format!("{HEAD}{}", text(n));
    holds(what, "K238", &of(most), &of(most + 1));
}

#[test]
fn of_an_article() {
    let filled = |bytes: usize| format!("{HEAD}一{}", "\n".repeat(bytes - HEAD.len() - "一".len()));
    let most = usize::try_from(MAX_ARTICLE_BYTES).unwrap();
    holds("bytes", "K105", &filled(most), &filled(most + 1));
    counted("paragraphs", MAX_BLOCKS, |n| "一\n\n".repeat(n));
    counted("rules", MAX_BLOCKS, |n| "***\n".repeat(n));
    // An item and what is in it: in a loose list its paragraph counts too.
    counted("items", MAX_BLOCKS, |n| "- 一\n".repeat(n));
    counted("cells", MAX_CELLS, |n| {
        let rest = n % 3;
        assert!(rest <= 1, "a row of one cell is filled up to three");
        format!("|a|b|c|\n|-|-|-|\n{}{}", "|1|2|3|\n".repeat(n / 3 - 1), if rest == 1 { "|1|\n" } else { "" })
    });
    counted("notes", MAX_NOTES, |n| (0..n).map(|n| format!("[^{n}]: 注\n\n")).collect());
    counted("marks", MAX_MARKS, |n| format!("{}\n\n[^1]: 注\n", "文[^1]".repeat(n)));
    counted("characters", MAX_CHARACTERS, |n| {
        format!("{}{}", "ab ".repeat(n / 3 - 1), "b".repeat(n - n / 3 * 3 + 3))
    });
    counted("characters of code", MAX_CHARACTERS, |n| format!("```\n{}\n```\n", "a".repeat(n)));
    counted("pictures", MAX_PICTURES, |n| "![a](a.png)".repeat(n));
}

#[test]
fn of_nesting() {
    let quotes = |n| format!("{HEAD}{}一\n", ">".repeat(n));
    holds("blocks", "K230", &quotes(32), &quotes(33));
    let spans = |n| format!("{HEAD}{}一{}\n", "[".repeat(n), "]{.dots}".repeat(n));
    holds("running text", "K230", &spans(24), &spans(25));
}

#[test]
fn of_front_matter() {
    let front = |yaml: String| format!("---\ntitle: 题\n{yaml}\n---\n\n一\n");
    let list = |n| front(format!("keywords: [{}]", vec!["a"; n].join(",")));
    // The map, its two keys, the title and the list are values too.
    holds("values", "K212", &list(20_000 - 5), &list(20_000 - 4));
    let aliased =
        |n| front(format!("a: &a [{}]\nkeywords: [{}]", vec!["x"; 99].join(","), vec!["*a"; n].join(",")));
    holds("aliases written out", "K212", &aliased(198), &aliased(200));
    let deep = |n: usize| front(format!("a: {}{}", "[".repeat(n), "]".repeat(n)));
    holds("depth", "K212", &deep(15), &deep(16));
    let long = |n: usize| front(format!("summary: {}", "a".repeat(n)));
    let rest = "title: 题\nsummary: \n".len();
    holds("bytes", "K212", &long((1 << 20) - rest), &long((1 << 20) - rest + 1));
}

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Step) {}
}

fn built(files: BTreeMap<String, Vec<u8>>, options: &Options) -> BTreeSet<&'static str> {
    let outcome = export::build(&Project::in_memory(files), options, &Silent);
    let wrong = outcome.diags.has_errors();
    assert_eq!(wrong, outcome.outputs.is_empty());
    outcome.diags.iter().map(|d| d.code.id).collect()
}

#[test]
fn of_a_book() {
    let most = usize::try_from(MAX_BOOK_BYTES).unwrap();
    let of = |bytes: usize| {
        // Seventeen articles, each shorter than an article may be.
        let size = |n: usize| if n < 16 { bytes / 17 } else { bytes - bytes / 17 * 16 };
        let filled = |n: usize| format!("{HEAD}一{}", " ".repeat(size(n) - HEAD.len() - 3)).into_bytes();
        let files = (0..17).map(|n| (format!("source/{n:02}.md"), filled(n))).collect();
        built(files, &Options { epub: true, ..Options::default() })
    };
    assert!(!of(most).contains("K912"));
    assert!(of(most + 1).contains("K912"));
}

#[test]
fn of_pages() {
    let of = |pages: usize| {
        let text = format!("{HEAD}{}", "一\n\n:::pagebreak\n\n".repeat(pages));
        built(
            BTreeMap::from([("source/a.md".into(), text.into_bytes())]),
            &Options { pdf: true, ..Options::default() },
        )
    };
    assert_eq!(keben::page::MAX_PAGES, 10_000);
    assert!(!of(10_000).contains("K661"));
    assert!(of(10_001).contains("K661"));
}

/// A PNG that says how large it is and has no pixel.
fn claims(width: u32, height: u32, depth: u8, colour: u8) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([depth, colour, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", &header[..]), (b"IDAT", &[0x78, 0x9C][..])] {
        let mut checksum = flate2::Crc::new();
        checksum.update(kind);
        checksum.update(data);
        out.extend((data.len() as u32).to_be_bytes());
        out.extend(kind);
        out.extend(data);
        out.extend(checksum.sum().to_be_bytes());
    }
    out
}

fn refusal(path: &str, bytes: &[u8]) -> &'static str {
    look(path, bytes).err().map_or("taken", |d| d.code.id)
}

#[test]
fn of_photos() {
    assert_eq!(refusal("a.png", &claims(12_000, 10_000, 8, 0)), "taken");
    assert_eq!(refusal("a.png", &claims(12_000, 10_001, 8, 0)), "K506");
    // Eight bytes a pixel reach 512 MiB first.
    assert_eq!(refusal("a.png", &claims(8192, 8192, 16, 6)), "taken");
    assert_eq!(refusal("a.png", &claims(8192, 8193, 16, 6)), "K506");
    assert_eq!(refusal("a.png", &claims(0, 9, 8, 0)), "K505");
    assert_eq!(refusal("a.png", &claims(u32::MAX, u32::MAX, 8, 6)), "K505", "the format itself forbids it");
}

#[test]
fn of_drawings() {
    let of = |size: &str, inside: &str| {
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {size}>{inside}</svg>");
        refusal("a.svg", text.as_bytes())
    };
    let small = "width=\"9\" height=\"9\"";
    let shapes = |n: usize| of(small, &"<g/>".repeat(n));
    assert_eq!((shapes(99_990), shapes(100_010)), ("taken", "K522"));
    let used = |n: usize| {
        let group = format!("<g id=\"a\">{}</g>", "<rect width=\"1\" height=\"1\"/>".repeat(999));
        of(small, &(group + &"<use href=\"#a\"/>".repeat(n)))
    };
    // 1 + 1,000 + n × 1,001 elements, of 200,000.
    assert_eq!((used(198), used(199)), ("taken", "K522"));
    let rect = "<rect width=\"9\" height=\"9\"/>";
    assert_eq!(of("width=\"100000\" height=\"9\"", rect), "taken");
    assert_eq!(of("width=\"100100\" height=\"9\"", rect), "K505");
}

/// A DOCX of one paragraph and these other files.
fn docx(files: &[(&str, &[u8])]) -> Vec<u8> {
    let names = files.iter().map(|(name, _)| name.strip_prefix("word/").unwrap_or(name));
    let links: String =
        names.clone().enumerate().map(|(n, name)| format!("<r Id=\"r{n}\" Target=\"{name}\"/>")).collect();
    let blips: String = (0..files.len()).map(|n| format!("<a:blip r:embed=\"r{n}\"/>")).collect();
    let text = format!(
        "<w:document xmlns:w=\"w\" xmlns:a=\"a\" xmlns:r=\"r\"><w:p><w:r><w:t>第一段文字，够长的一段。</w:t>{blips}</w:r></w:p></w:document>"
    );
    let links = format!("<rs>{links}</rs>");
    let own = [("word/document.xml", text.as_bytes()), ("word/_rels/document.xml.rels", links.as_bytes())];
    zip(&[&own, files].concat())
}

fn imported(bytes: &[u8]) -> Result<usize, &'static str> {
    export::import(bytes, "a", &[], &|_| None).map(|b| b.outputs.len()).map_err(|d| d.code.id)
}

/// Zeros behind the mark of a PNG, which pack to almost nothing.
fn picture(bytes: usize) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    out.resize(bytes, 0);
    out
}

#[test]
fn of_archives() {
    const MIB: usize = 1 << 20;
    let one = |bytes: usize| imported(&docx(&[("word/a.png", &picture(bytes))]));
    assert_eq!(one(64 * MIB), Ok(2));
    assert_eq!(one(64 * MIB + 1), Err("K954"));
    // In the archive again and again, a picture counts every time; it is written once.
    let large = picture(50 * MIB);
    let many = |n: usize| {
        let names: Vec<String> = (0..n).map(|n| format!("word/{n}.png")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &large[..])).collect();
        imported(&docx(&files))
    };
    assert_eq!(many(5), Ok(2));
    assert_eq!(many(6), Err("K954"));
    let nested = |n: usize| {
        let text = format!(
            "<w:d xmlns:w=\"w\">{}<w:p><w:t>一段文字</w:t></w:p>{}</w:d>",
            "<w:a>".repeat(n),
            "</w:a>".repeat(n)
        );
        imported(&zip(&[("word/document.xml", text.as_bytes())]))
    };
    assert_eq!((nested(253), nested(254)), (Ok(1), Err("K954")));
    // The document, its paragraph and that paragraph's text are three.
    let many = |n: usize| {
        let text = format!("<w:d xmlns:w=\"w\"><w:p><w:t>一段文字</w:t></w:p>{}</w:d>", "<a/>".repeat(n - 3));
        imported(&zip(&[("word/document.xml", text.as_bytes())]))
    };
    assert_eq!((many(2_000_000), many(2_000_001)), (Ok(1), Err("K954")));
    // A file behind too many others is not there.
    let crowded = |n: usize| {
        let names: Vec<String> = (0..n).map(|n| format!("{n}")).collect();
        let mut files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        let text = "<w:d xmlns:w=\"w\"><w:p><w:t>一段文字</w:t></w:p></w:d>";
        files.push(("word/document.xml", text.as_bytes()));
        imported(&zip(&files))
    };
    assert_eq!((crowded(9_999), crowded(10_000)), (Ok(1), Err("K954")));
}

#[test]
fn of_web_pages() {
    for depth in [119, 121, 3_000] {
        let page = format!(
            "<html><body>{}<p>第一段文字，够长的一段。</p>{}",
            "<div>".repeat(depth),
            "</div>".repeat(depth)
        );
        assert_eq!(imported(page.as_bytes()), Ok(1), "{depth}");
    }
}

#[test]
fn of_raw_files() {
    let home = Home::empty();
    let sized = |start: &[u8], bytes: u64| {
        home.put("raw", start);
        std::fs::File::options().write(true).open(home.path("raw")).unwrap().set_len(bytes).unwrap();
        home.keben(&["import", "raw", "-o", "out"])
    };
    // A text of NULs is no text, and an archive of NULs no DOCX; both were read to find that out.
    sized(b"a", MAX_TEXT_BYTES).expect("text, below", 2, &["K950"]);
    sized(b"a", MAX_TEXT_BYTES + 1).expect("text, above", 2, &["K105", "33554433"]);
    sized(b"PK\x03\x04", MAX_TEXT_BYTES + 1).expect("archive, below", 2, &["K954"]);
    sized(b"PK\x03\x04", MAX_FILE_BYTES + 1).expect("archive, above", 2, &["K105", "536870913"]);
}

#[test]
fn of_templates() {
    let home = Home::article("一\n");
    let loops = |n: usize| {
        let text = format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>a</title></head><body>{{% for a in range({n}) %}}{{% endfor %}}{{{{ body }}}}</body></html>"
        );
        home.put("templates/feature/article.xhtml", text.as_bytes());
        home.keben(&["build", "--to", "epub"])
    };
    // 200,000 steps, and three for each time round.
    loops(50_000).expect("below", 0, &[]);
    loops(99_999).expect("above", 1, &["K802", "fuel"]);
}

#[test]
fn of_faces() {
    let face = include_bytes!("../fuzz/seeds/font/mono.ttf");
    let bytes: std::sync::Arc<[u8]> = face.as_slice().into();
    let (mut book, mut diags) = (FontBook::new(), Diags::new());
    for _ in 0..MAX_FACES {
        book.add("a.ttf", &bytes, &mut diags);
    }
    assert!(diags.is_empty() && book.len() == MAX_FACES);
    book.add("b.ttf", &bytes, &mut diags);
    assert_eq!(diags.iter().map(|d| d.code.id).collect::<Vec<_>>(), ["K407"]);
    // Bytes of all files: a font with much behind its tables.
    let most = usize::try_from(MAX_FACES_BYTES).unwrap();
    let padded = |bytes: usize| {
        let mut file = face.to_vec();
        file.resize(bytes, 0);
        let files =
            BTreeMap::from([("fonts/a.ttf".to_owned(), face.to_vec()), ("fonts/b.ttf".to_owned(), file)]);
        let mut diags = Diags::new();
        export::faces(&Project::in_memory(files), false, &mut diags);
        diags.iter().map(|d| d.code.id).collect::<Vec<_>>()
    };
    assert_eq!(padded(most - face.len()), [""; 0]);
    assert_eq!(padded(most - face.len() + 1), ["K407"]);
}

#[test]
fn memory_does_not_grow_with_the_number_of_photos() {
    const PROFILE: &[u8] = include_bytes!("../../templates/press/coated-fogra39.icc");
    let memory = |photos: u8| {
        let home = Home::empty();
        let mut article = HEAD.to_owned();
        let mut bytes = 0;
        for n in 0..photos {
            let photo = grainy(n, Some(PROFILE));
            bytes += photo.len();
            article += &figure(&format!("{n}.jpg"));
            home.put(&format!("source/{n}.jpg"), &photo);
        }
        home.put("source/a.md", article.as_bytes());
        let (run, cost) = weighed(&home, &["build", "--jobs", "1"]);
        run.expect("a build", 0, &[]);
        (cost.memory, bytes as u64 >> 20)
    };
    let ((few, some), (many, all)) = (memory(10), memory(90));
    assert!(all - some > 30, "{some} and {all} MiB of photos");
    assert!(many < few + 6, "10 photos take {few} MiB, 90 take {many}");
}
