//! A book of many articles: what its finished PDF says of itself is true. Folios, links and outline are read back
//! with lopdf and held against the text of the pages as poppler reads it.

use super::common::*;
use super::photobook;
use keben::export::Options;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// A finished book, read back.
struct Book {
    pdf: Document,
    /// For each page its text without white space.
    pages: Vec<String>,
    /// The same in the order of drawing, in which an entry of a list has its folio behind it.
    drawn: Vec<String>,
    /// The same with running heads and folios, which stand for no text and come last.
    shown: Vec<String>,
    /// For each page what its label says.
    labels: Vec<String>,
    /// The pages by their objects, from 0.
    places: BTreeMap<ObjectId, usize>,
    /// The pages of named destinations.
    names: BTreeMap<Vec<u8>, usize>,
}

impl Book {
    fn read(bytes: &[u8]) -> Book {
        let pdf = Document::load_mem(bytes).unwrap();
        let file = on_disk("pdf", bytes);
        let by_page = |raw| -> Vec<String> {
            let text = pdf_text(file.path(), raw);
            text.strip_suffix('\u{c}').unwrap_or(&text).split('\u{c}').map(squeeze).collect()
        };
        let (pages, drawn, shown) = (by_page(false), by_page(true), pdf_shown(file.path()));
        let places: BTreeMap<ObjectId, usize> =
            pdf.get_pages().into_values().enumerate().map(|(n, id)| (id, n)).collect();
        assert_eq!((pages.len(), shown.len()), (places.len(), places.len()));
        let catalog = pdf.catalog().unwrap();
        let dict = |o: &Object| pdf.dereference(o).unwrap().1.as_dict().unwrap().clone();
        let names = dict(&Object::Dictionary(dict(catalog.get(b"Names").unwrap())));
        let dests = dict(names.get(b"Dests").unwrap());
        let mut named = BTreeMap::new();
        collect_names(&pdf, &dests, &mut |key, to| {
            let page = to.as_array().unwrap()[0].as_reference().unwrap();
            named.insert(key.to_vec(), places[&page]);
        });
        let ranges = dict(catalog.get(b"PageLabels").unwrap());
        let ranges = ranges.get(b"Nums").unwrap().as_array().unwrap();
        let labels = labels(&pdf, ranges, pages.len());
        Book { pages, drawn, shown, labels, names: named, places, pdf }
    }

    /// The page of a destination as annotations and outline entries write it.
    fn page_of(&self, dest: &Object) -> usize {
        match self.pdf.dereference(dest).unwrap().1 {
            Object::String(name, _) => self.names[name],
            Object::Array(to) => self.places[&to[0].as_reference().unwrap()],
            other => panic!("{other:?}"),
        }
    }

    /// The outline: depth, title, page.
    fn outline(&self) -> Vec<(usize, String, usize)> {
        let root = self.pdf.catalog().unwrap().get(b"Outlines").unwrap();
        let root = self.pdf.dereference(root).unwrap().1.as_dict().unwrap();
        let mut out = Vec::new();
        self.outline_below(root, 0, &mut out);
        out
    }

    fn outline_below(&self, of: &Dictionary, depth: usize, out: &mut Vec<(usize, String, usize)>) {
        let mut next = of.get(b"First").ok().cloned();
        while let Some(id) = next {
            let entry = self.pdf.dereference(&id).unwrap().1.as_dict().unwrap();
            let title = lopdf::decode_text_string(entry.get(b"Title").unwrap()).unwrap();
            out.push((depth, squeeze(&title), self.page_of(entry.get(b"Dest").unwrap())));
            self.outline_below(entry, depth + 1, out);
            next = entry.get(b"Next").ok().cloned();
        }
    }

    /// The pages that the links of a page lead to, from its top down.
    fn links(&self, page: usize) -> Vec<usize> {
        let id = self.pdf.get_pages()[&(page as u32 + 1)];
        let mut found: Vec<(i64, usize)> = Vec::new();
        for annotation in self.pdf.get_page_annotations(id).unwrap() {
            let Ok(dest) = annotation.get(b"Dest") else { continue };
            let top = annotation.get(b"Rect").unwrap().as_array().unwrap()[3].as_float().unwrap();
            found.push((-(top * 100.0) as i64, self.page_of(dest)));
        }
        found.sort_unstable();
        found.into_iter().map(|(_, page)| page).collect()
    }

    /// What is drawn on some pages.
    fn drawn_on(&self, first: usize, end: usize) -> String {
        self.drawn[first..end].concat()
    }
}

fn collect_names(pdf: &Document, node: &Dictionary, found: &mut dyn FnMut(&[u8], &Object)) {
    if let Ok(names) = node.get(b"Names").and_then(Object::as_array) {
        for pair in names.chunks(2) {
            let to = pdf.dereference(&pair[1]).unwrap().1;
            let to = to.as_dict().map_or(to, |d| d.get(b"D").unwrap());
            found(pair[0].as_str().unwrap(), to);
        }
    }
    for kid in node.get(b"Kids").and_then(Object::as_array).unwrap_or(&Vec::new()) {
        collect_names(pdf, pdf.dereference(kid).unwrap().1.as_dict().unwrap(), found);
    }
}

/// The labels of all pages, from the ranges of the page label tree.
fn labels(pdf: &Document, ranges: &[Object], count: usize) -> Vec<String> {
    let ranges: Vec<(usize, Dictionary)> = ranges
        .chunks(2)
        .map(|pair| {
            let dict = pdf.dereference(&pair[1]).unwrap().1.as_dict().unwrap().clone();
            (pair[0].as_i64().unwrap() as usize, dict)
        })
        .collect();
    let roman = |n: usize| {
        let tens = ["", "x", "xx", "xxx"][n / 10 % 4];
        format!("{tens}{}", ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"][n % 10])
    };
    (0..count)
        .map(|page| {
            let (start, range) = ranges.iter().rev().find(|(start, _)| *start <= page).unwrap();
            let number = range.get(b"St").and_then(Object::as_i64).unwrap_or(1) as usize + page - start;
            let prefix = range.get(b"P").map_or(String::new(), |p| lopdf::decode_text_string(p).unwrap());
            match range.get(b"S").and_then(Object::as_name).unwrap_or(b"") {
                b"D" => format!("{prefix}{number}"),
                b"r" => format!("{prefix}{}", roman(number)),
                _ => prefix,
            }
        })
        .collect()
}

fn pdf_only() -> Options {
    Options { epub: false, ..both() }
}

/// Twelve articles in two parts, three photos each.
#[test]
fn what_a_book_says_of_its_pages_is_so() {
    let files = photobook::project(12, 2400, 3);
    let outcome = build_clean(files, &pdf_only(), &[]);
    let pdf = output(&outcome, "pdf");
    check(&Book::read(pdf), 12, 36);
    // Lists and index are such as a blind reader can follow, and an archive accepts.
    let file = on_disk("pdf", pdf);
    for flavour in ["ua1", "2a"] {
        let (code, said) = run("tests/judges/bin/verapdf", &[flavour, file.path().to_str().unwrap()]);
        assert_eq!(code, 0, "{flavour}: {said}");
    }
}

/// The book of a hundred articles and three hundred photos.
#[test]
fn a_book_of_a_hundred_articles_is_right_too() {
    let files = photobook::project(100, 1200, 3);
    let outcome = build_clean(files, &pdf_only(), &[]);
    check(&Book::read(output(&outcome, "pdf")), 100, 300);
}

/// A book in English: nothing that keben adds to it is Chinese, and its index follows the alphabet.
#[test]
fn a_book_in_english_speaks_english() {
    let toml = "title = \"A River Town\"\nsubtitle = \"Letters home\"\nauthors = [\"Lin Du\", \"Ann Evans\"]\n\
                lang = \"en\"\ndate = 2026-06-05\ntheme = \"book\"\n";
    let article = "---\ntitle: The Bridge\nlang: en\n---\n\n\
                   An [Élan]{.index} of 1926, an [apple]{.index}, [3D]{.index} prints, the [east]{.index} bank.\n";
    let files = BTreeMap::from([
        ("keben.toml".to_owned(), toml.as_bytes().to_vec()),
        ("source/a.md".to_owned(), article.as_bytes().to_vec()),
    ]);
    let outcome = build_clean(files, &pdf_only(), &[]);
    let text = Book::read(output(&outcome, "pdf")).drawn.concat();
    for said in ["5June2026", "ARiverTown:Lettershome", "LinDu,AnnEvans"] {
        assert!(text.contains(said), "no {said} in {text}");
    }
    let index = text.rsplit_once("Index").unwrap().1;
    assert!(index.starts_with("Figuresandotherscripts3D1Aapple1Eeast1Élan1"), "{index}");
    let chinese: String = text.chars().filter(|c| *c >= '\u{2E80}' || "、：".contains(*c)).collect();
    assert_eq!(chinese, "");
}

/// Writes the book of a hundred articles as a project to the folder that `KEBEN_BOOK` names, for eyes and for
/// other programs: `KEBEN_BOOK=/tmp/book cargo test --test whole -- --ignored the_book`.
#[test]
#[ignore = "it writes to a folder of your choice"]
fn the_book_is_written_for_looking_at() {
    let folder = std::path::PathBuf::from(std::env::var_os("KEBEN_BOOK").expect("KEBEN_BOOK names a folder"));
    for (name, bytes) in photobook::project(100, 1200, 3) {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// The digits at the start of a text, behind a leader.
fn number(text: &str) -> String {
    text.trim_start_matches('…').chars().take_while(char::is_ascii_digit).collect()
}

fn check(book: &Book, articles: usize, photos: usize) {
    let outline = book.outline();
    let page = |title: &str| {
        let found = outline.iter().find(|(_, t, _)| t == title);
        found.unwrap_or_else(|| panic!("the outline lacks {title}: {outline:?}")).2
    };

    // Front matter in roman numerals, the text from 1 on a right-hand page.
    let (contents, figures) = (page("目录"), page("插图目录"));
    let text = page("第1编河边");
    assert_eq!(book.labels[..3], ["封面", "封面2", "i"], "the cover and its back, the title page");
    assert!(book.pages[0].contains("小城纪事") && book.pages[1].is_empty(), "{}", book.pages[1]);
    assert_eq!(book.labels[contents], "iii", "title page, colophon, contents");
    assert_eq!((book.labels[text].as_str(), text % 2), ("1", 0));
    assert!(book.pages[2].contains("小城纪事") && book.pages[2].contains("刻本示例出版社"));
    for said in
        ["ISBN978-7-02-000220-7", "2026年6月第1版", "定价48.00元", "责任编辑编辑甲", "字体NotoSerifSC"]
    {
        assert!(book.pages[3].contains(said), "the colophon lacks {said}: {}", book.pages[3]);
    }

    // Every entry of the table of contents: its words, its leader, the folio of the page where these words stand as
    // a head, and a link to that page.
    let toc = book.drawn_on(contents, figures);
    let links: Vec<usize> = (contents..figures).flat_map(|p| book.links(p)).collect();
    let mut from = 0;
    let mut entries = 0;
    for (depth, title, target) in outline.iter().filter(|(_, _, page)| *page >= text) {
        assert!(book.drawn[*target].contains(title.as_str()), "{title} is not on page {target}");
        // Parts, articles, section heads; the indexes stand at the top and have no leader between.
        assert!(*depth <= 2);
        let folio = &book.labels[*target];
        let at =
            toc[from..].find(title.as_str()).unwrap_or_else(|| panic!("{title} is not in {}", &toc[from..]));
        let rest = &toc[from + at + title.len()..];
        assert_eq!(number(rest), *folio, "{title}, before {rest:.20}");
        from += at + title.len();
        assert_eq!(links[entries], *target, "the link of {title}");
        entries += 1;
    }
    assert_eq!(entries, links.len(), "as many links as entries");
    let parts = articles.div_ceil(10);
    assert!(entries >= parts + articles + 2, "{entries} entries");

    // Running heads and folios, which are drawn behind the text: the book on versos, the article on rectos, no head
    // where a part or an article begins.
    let (mut article, mut seen) = (String::new(), [0, 0]);
    for page in text..page("音序索引") {
        let begins = outline.iter().rev().find(|(depth, _, p)| *p == page && *depth < 2);
        if let Some((_, title, _)) = begins {
            article.clone_from(title);
            continue;
        }
        if book.drawn[page].is_empty() {
            continue;
        }
        seen[page % 2] += 1;
        let head = if page % 2 == 1 { "小城纪事" } else { article.as_str() };
        let end = format!("{head}{}", book.labels[page]);
        assert!(book.shown[page].ends_with(&end), "page {page} lacks {end}: {}", book.shown[page]);
        // A text that goes on on the next page is extracted whole.
        assert!(!book.drawn[page].ends_with(&end), "page {page} ends with {end}");
    }
    assert!(seen[0] > articles / 2 && seen[1] > articles / 2);

    // The list of pictures.
    let list = book.drawn_on(figures, text);
    let links: Vec<usize> = (figures..text).flat_map(|p| book.links(p)).collect();
    assert_eq!(links.len(), photos);
    for (n, target) in links.iter().enumerate() {
        let words = format!("第{}篇的第{}幅照片", n / 3, n % 3 + 1);
        assert!(book.drawn[*target].contains(&words), "{words} is not on page {target}");
        let at = list.find(&words).unwrap_or_else(|| panic!("{words} is not listed"));
        assert_eq!(number(&list[at + words.len()..]), book.labels[*target], "{words}");
    }

    // References that show their page.
    let mut shown = 0;
    for (n, words) in book.drawn.iter().enumerate().filter(|(n, _)| *n >= text) {
        let Some((_, rest)) = words.split_once("图见图1（第") else { continue };
        let folio = number(rest);
        assert!(!folio.is_empty(), "page {n} shows no folio");
        let target = book.labels.iter().position(|l| *l == folio).unwrap();
        assert!(book.links(n).contains(&target), "page {n} shows {folio} and leads elsewhere");
        assert!(book.drawn[target].contains("的第1幅照片"), "page {target}");
        shown += 1;
    }
    assert!(shown > articles * 3 / 4, "{shown} of {articles}; a reference may be cut by a page's end");

    // The indexes: every page that an entry names has the word, and every link leads to a page with one of them.
    let (by_sound, by_strokes) = (page("音序索引"), page("笔画索引"));
    for (from, to) in [(by_sound, by_strokes), (by_strokes, book.pages.len())] {
        let listed = book.drawn_on(from, to);
        let links: Vec<usize> = (from..to).flat_map(|p| book.links(p)).collect();
        assert!(links.len() > articles, "{} links", links.len());
        // A word may be cut by the end of a page, hardly ever.
        let lack = |p: &&usize| !photobook::TERMS.iter().any(|t| book.drawn[**p].contains(t));
        let lacking = links.iter().filter(lack).count();
        assert!(lacking * 50 <= links.len(), "{lacking} of {} lead nowhere", links.len());
        for word in photobook::TERMS {
            let (_, rest) = listed.split_once(word).unwrap_or_else(|| panic!("an index lacks {word}"));
            // What stands on the first line of an entry cannot be cut by the end of a column.
            let folios: Vec<String> = rest.split('、').take(3).map(number).collect();
            assert!(folios.first().is_some_and(|f| !f.is_empty()), "{word} has no page: {rest:.30}");
            for folio in folios {
                let target = book.labels.iter().position(|l| *l == folio);
                let target = target.unwrap_or_else(|| panic!("{word} on {folio}"));
                assert!(book.drawn[target].contains(word) && links.contains(&target), "{word} on {folio}");
            }
        }
    }
}
