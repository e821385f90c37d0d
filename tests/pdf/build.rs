//! Documents made by hand.

use keben::font::{FaceId, FontBook};
use keben::frame::*;
use keben::geom::*;
use keben::pdf::{Info, Settings};
use keben::photo::{Encoding, PhotoId, Variant};

/// Where the next thing goes, and what has been made.
pub(crate) struct Maker {
    pub(crate) book: FontBook,
    pub(crate) document: PagedDocument,
    pub(crate) draft: Draft,
    pub(crate) y: f64,
    pub(crate) size: f64,
    pub(crate) mode: WritingMode,
}

impl Maker {
    pub(crate) fn new() -> Maker {
        Maker {
            book: FontBook::embedded(),
            document: PagedDocument::default(),
            draft: Draft::default(),
            y: 80.0,
            size: 10.5,
            mode: WritingMode::Horizontal,
        }
    }

    pub(crate) fn face(&self, family: &str, weight: u16) -> FaceId {
        self.book.select(&[family.to_owned()], weight).expect("it is compiled in")
    }

    pub(crate) fn song(&self) -> FaceId {
        self.face("Noto Serif SC", 400)
    }

    /// A run, one glyph a character, each as wide as the face has it; a missing one takes one em.
    pub(crate) fn run(&self, face: FaceId, text: &str) -> TextItem {
        let size = Abs::pt(self.size);
        let face_of = self.book.face(face);
        let mut run = TextItem::new(face, size, Color::BLACK);
        for c in text.chars() {
            let id = face_of.glyph(c).unwrap_or(0);
            let advance = if id == 0 { size } else { face_of.advance(id).at(size) };
            run.push(id, advance, c.encode_utf8(&mut [0; 4]));
        }
        run
    }

    pub(crate) fn element(&mut self, parent: ElementId, role: Role) -> ElementId {
        self.document.tree.add(parent, role, Attributes::default())
    }

    /// An element with a line of text of its own.
    pub(crate) fn line_in(&mut self, parent: ElementId, role: Role, text: &str) -> ElementId {
        let element = self.element(parent, role);
        self.text_in(element, text);
        element
    }

    /// A line of text in an element.
    pub(crate) fn text_in(&mut self, element: ElementId, text: &str) -> SlotId {
        let slot = self.document.tree.slot(element);
        let run = self.run(self.song(), text);
        self.place(slot, run);
        slot
    }

    /// A run on the next line.
    pub(crate) fn place(&mut self, slot: SlotId, run: TextItem) {
        self.draft.push(at(60.0, self.y), Tag::Content(slot), Item::Text(run));
        self.y += 20.0;
    }

    /// A running head.
    pub(crate) fn head(&mut self, text: &str) {
        let run = self.run(self.song(), text);
        let tag = Tag::Artifact(ArtifactKind::Header);
        self.draft.push(at(60.0, 50.0), tag, Item::Text(run));
        let stroke = Stroke { width: Abs::pt(0.25), color: Color::Cmyk([0, 100, 100, 20]) };
        let rule = ShapeItem::Line { to: LPoint::new(Abs::pt(480.0), Abs::ZERO), stroke };
        self.draft.push(at(60.0, 56.0), Tag::Artifact(ArtifactKind::Layout), Item::Shape(rule));
    }

    pub(crate) fn end_page(&mut self) {
        let draft = std::mem::take(&mut self.draft);
        self.document.pages.push(draft.finish(self.mode, a4()));
        self.y = 80.0;
    }

    pub(crate) fn write(
        &self,
        info: &Info,
        image: &(dyn Fn(&ImageItem) -> Option<Variant> + Sync),
    ) -> Vec<u8> {
        self.write_as(&Settings::default(), info, image)
    }

    pub(crate) fn write_as(
        &self,
        settings: &Settings,
        info: &Info,
        image: &(dyn Fn(&ImageItem) -> Option<Variant> + Sync),
    ) -> Vec<u8> {
        let mut out = Vec::new();
        keben::pdf::write(self.document.clone(), info, settings, &self.book, image, &mut out)
            .expect("it can be written");
        out
    }
}

pub(crate) fn a4() -> Size {
    Size { width: Abs::mm(210.0), height: Abs::mm(297.0) }
}

pub(crate) fn at(x: f64, y: f64) -> LPoint {
    LPoint::new(Abs::pt(x), Abs::pt(y))
}

pub(crate) fn size(width: f64, height: f64) -> LSize {
    LSize::new(Abs::pt(width), Abs::pt(height))
}

pub(crate) fn info(title: &str) -> Info {
    Info { title: title.to_owned(), lang: "zh-Hans".into(), epoch: Some(1_767_225_600), ..Info::default() }
}

pub(crate) fn none(_: &ImageItem) -> Option<Variant> {
    None
}

/// One page with one paragraph.
pub(crate) fn page_of(text: &str) -> Maker {
    let mut maker = Maker::new();
    maker.line_in(StructureTree::ROOT, Role::P, text);
    maker.end_page();
    maker
}

pub(crate) fn jpeg(components: u8, width: u16, height: u16) -> Variant {
    use jpeg_encoder::{ColorType, Encoder};
    let kind = match components {
        1 => ColorType::Luma,
        4 => ColorType::Cmyk,
        _ => ColorType::Rgb,
    };
    let count = usize::from(width) * usize::from(height) * usize::from(components);
    let samples: Vec<u8> = (0..count).map(|i| (i * 7 % 251) as u8).collect();
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 80).encode(&samples, width, height, kind).expect("samples are whole");
    Variant {
        bytes: bytes.into(),
        width: u32::from(width),
        height: u32::from(height),
        components,
        encoding: Encoding::Jpeg { inverted: components == 4 },
        profile: None,
    }
}

pub(crate) fn samples(alpha: bool) -> Variant {
    Variant {
        bytes: vec![200; 40 * 30 * 3].into(),
        width: 40,
        height: 30,
        components: 3,
        encoding: Encoding::Samples { alpha: alpha.then(|| (0..1200).map(|i| (i % 256) as u8).collect()) },
        profile: None,
    }
}

/// The picture behind a number of [`everything`].
pub(crate) fn album(image: &ImageItem) -> Option<Variant> {
    match image.photo.0 {
        0 => Some(jpeg(3, 64, 48)),
        1 => Some(jpeg(1, 64, 48)),
        2 => Some(jpeg(4, 64, 48)),
        3 => Some(samples(true)),
        4 => Some(samples(false)),
        _ => None,
    }
}

/// A document with one of everything that an article can have.
pub(crate) fn everything() -> Maker {
    let mut m = Maker::new();
    let art = m.element(StructureTree::ROOT, Role::Art);
    m.head("东阳日报 第一版");
    m.line_in(art, Role::H(1), "一条河的名字");
    m.document.destinations.push(Destination { name: "top".into(), page: 0, y: Abs::pt(70.0) });
    m.document.outline.push(OutlineEntry { title: "一条河的名字".into(), level: 1, to: "top".into() });
    m.line_in(art, Role::H(3), "跳级的小标题");
    m.document.destinations.push(Destination { name: "节 一".into(), page: 0, y: Abs::pt(90.0) });
    m.document
        .outline
        .push(OutlineEntry { title: "跳级的小标题".into(), level: 3, to: "节 一".into() });

    // A paragraph with a link, a note mark, emphasis and another language.
    let p = m.element(art, Role::P);
    let crossing = m.text_in(p, "正文里有一个链接：");
    let link = m.element(p, Role::Link);
    let slot = m.text_in(link, "水利部网站");
    let to = LinkTarget::Url("https://example.org/水?a=1&b=(2)".into());
    m.draft.push(at(60.0, m.y - 32.0), Tag::Content(slot), Item::Link { size: size(52.5, 15.0), to });
    let strong = m.element(p, Role::Strong);
    m.text_in(strong, "着重");
    let reference = m.element(p, Role::Reference);
    let mark = m.text_in(reference, "①");
    let to = LinkTarget::Inside("节 一".into());
    m.draft.push(at(60.0, m.y - 32.0), Tag::Content(mark), Item::Link { size: size(10.0, 15.0), to });
    let english = m.element(p, Role::Span);
    let slot = m.document.tree.slot(english);
    let mut run = m.run(m.song(), "English words");
    run.lang = Some("en".into());
    m.place(slot, run);

    figures(&mut m, art);
    lists_and_tables(&mut m, art);
    m.end_page();

    m.head("东阳日报 第二版");
    let run = m.run(m.song(), "这一段从上一页接过来。");
    m.place(crossing, run);
    let quote = m.element(art, Role::BlockQuote);
    m.line_in(quote, Role::P, "引文。");
    let ruby = m.line_in(art, Role::P, "注音：");
    let ruby = m.element(ruby, Role::Ruby);
    m.line_in(ruby, Role::RB, "汉");
    m.line_in(ruby, Role::RT, "hàn");
    let note = m.element(art, Role::Note);
    m.line_in(note, Role::Lbl, "①");
    m.line_in(note, Role::P, "注释的内容。");
    m.line_in(art, Role::Code, "let x = 1;");
    let odd = m.element(art, Role::P);
    let slot = m.document.tree.slot(odd);
    for run in odd_runs(&m) {
        m.place(slot, run);
    }
    shapes(&mut m);
    m.end_page();
    vertical(&mut m, art);
    m
}

fn figures(m: &mut Maker, art: ElementId) {
    for photo in 0..6 {
        let alt =
            Attributes { alt: Some(format!("第{photo}幅：河边的老桥")), ..Attributes::default() };
        let figure = m.document.tree.add(art, Role::Figure, alt);
        let slot = m.document.tree.slot(figure);
        let image = ImageItem { photo: PhotoId(photo), size: size(64.0, 48.0), part: [0.0, 0.0, 1.0, 1.0] };
        m.draft.push(at(400.0, 80.0 + 60.0 * f64::from(photo)), Tag::Content(slot), Item::Image(image));
        if photo == 0 {
            m.line_in(figure, Role::Caption, "老桥。 某人 摄");
        }
    }
}

fn lists_and_tables(m: &mut Maker, art: ElementId) {
    let ordered = Attributes { ordered: true, ..Attributes::default() };
    let list = m.document.tree.add(art, Role::L, ordered);
    for n in ["一", "二"] {
        let item = m.element(list, Role::LI);
        m.line_in(item, Role::Lbl, n);
        m.line_in(item, Role::LBody, "项目");
    }
    m.element(art, Role::L); // without content: left out
    let table = m.element(art, Role::Table);
    let head = m.element(table, Role::THead);
    let row = m.element(head, Role::TR);
    m.line_in(row, Role::TH, "年");
    m.line_in(row, Role::TH, "数");
    let body = m.element(table, Role::TBody);
    let row = m.element(body, Role::TR);
    let header = Attributes { row_header: true, ..Attributes::default() };
    let cell = m.document.tree.add(row, Role::TH, header);
    m.text_in(cell, "1987");
    m.element(row, Role::TD); // empty, and stays
}

/// One glyph for two characters, clusters, a hyphen that stands for nothing, a missing character,
/// raised glyphs, type of fractional size.
pub(crate) fn odd_runs(m: &Maker) -> Vec<TextItem> {
    let song = m.song();
    let mut runs = vec![m.run(song, "一一"), m.run(song, "缺🦀字"), m.run(song, "fin"), m.run(song, "re-")];
    // The radical ⼀ is drawn with the glyph of 一.
    let mut twice = m.run(song, "⼀一");
    twice.glyphs[0].id = twice.glyphs[1].id;
    runs.push(twice);
    // "fi" stood for by two glyphs together, the break's hyphen by none.
    runs[2].glyphs[0].bytes = 2;
    runs[2].glyphs[1].bytes = 0;
    runs[3].text = "re".into();
    runs[3].glyphs[2].bytes = 0;
    // The rest of "reached", so that the text makes a word.
    runs.push(m.run(song, "ached"));
    let mut raised = m.run(song, "x2y");
    raised.moved = vec![Moved { glyph: 1, shift: Abs::pt(0.5).into(), rise: Abs::pt(3.0).into() }];
    runs.push(raised);
    runs
}

fn shapes(m: &mut Maker) {
    let stroke = Stroke { width: Abs::pt(0.5), color: Color::Rgb([200, 0, 0]) };
    let tag = Tag::Artifact(ArtifactKind::Layout);
    for (y, shape) in [
        (500.0, ShapeItem::Fill { size: size(100.0, 20.0), color: Color::Gray(230) }),
        (540.0, ShapeItem::Outline { size: size(100.0, 20.0), stroke }),
        (580.0, ShapeItem::Wave { length: Abs::pt(100.0), height: Abs::pt(1.5), mode: m.mode, stroke }),
    ] {
        m.draft.push(at(60.0, y), tag, Item::Shape(shape));
    }
}

/// A page in vertical lines: upright ideographs, and Latin letters on their side.
fn vertical(m: &mut Maker, art: ElementId) {
    m.mode = WritingMode::VerticalRl;
    let p = m.element(art, Role::P);
    let slot = m.document.tree.slot(p);
    let mut upright = m.run(m.song(), "直排的一行汉字");
    upright.orientation = Orientation::Upright;
    let mut sideways = m.run(m.song(), "Rust");
    sideways.orientation = Orientation::Sideways;
    let width = upright.width();
    m.draft.push(at(60.0, 100.0), Tag::Content(slot), Item::Text(upright));
    m.draft.push(
        LPoint::new(Abs::pt(60.0) + width, Abs::pt(100.0)),
        Tag::Content(slot),
        Item::Text(sideways),
    );
    let stroke = Stroke { width: Abs::pt(0.5), color: Color::BLACK };
    let wave = ShapeItem::Wave { length: width, height: Abs::pt(1.5), mode: m.mode, stroke };
    m.draft.push(at(60.0, 110.0), Tag::Artifact(ArtifactKind::Layout), Item::Shape(wave));
    m.end_page();
}
