//! What is remembered of faces from paragraph to paragraph: glyphs, ink, shaping plans, and which faces a role
//! looks into.

use super::mark::{self, Mark};
use crate::clreq::Class;
use crate::font::{Face, FaceId, FontBook};
use crate::geom::Em;
use crate::theme::{FaceRole, Faces};
use harfrust::{
    Buffer, Direction, Feature, Font, Language, Script, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont,
    Tag,
};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The memory of shaping. Made once for a book and a theme; good for any number of threads.
pub struct Shaper {
    faces: Vec<FaceMemory>,
    families: Faces,
    stacks: Mutex<BTreeMap<(FaceRole, u16), Arc<Stack>>>,
}

impl std::fmt::Debug for Shaper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Shaper({} faces)", self.faces.len())
    }
}

/// The faces a role looks into for a character, the best first.
#[derive(Debug)]
pub(super) struct Stack {
    /// For letters and whatever is not listed below.
    pub(super) all: Vec<FaceId>,
    /// For Han and for the marks that Han shares with Latin (B3): faces that have Han come first.
    pub(super) han: Vec<FaceId>,
}

/// How many characters one page of remembered glyphs has.
const PAGE: usize = 256;

/// A remembered glyph: its id (0: the face lacks the character) and its advance.
pub(super) type Nominal = (u16, Em);

/// The ink of a glyph as `Face::ink` gives it.
type Ink = Option<[Em; 4]>;

/// What a face's `halt` takes from a mark at its start and at its end; `None` if it has nothing to say.
pub(super) type Half = Option<(Em, Em)>;

/// By what a mark's place is remembered: its glyph, character and class, and whether its text is in traditional
/// characters.
type MarkKey = (u16, char, Class, bool);

/// A glyph in a vertical line, and whether it is other than in a horizontal one.
pub(super) type Upright = (u16, bool);

/// A glyph from the shaper: the byte it stands for, its id, advance, and two offsets in font units.
pub(super) type Raw = (u32, u16, i32, i32, i32);

/// Numbers and short words come again and again; so many bytes is a word that is remembered, …
const WORD: usize = 16;
/// … and so many words of each face, language and script.
const WORDS: usize = 4_096;

/// What words of a language (and whether they are of Chinese) became.
#[derive(Default)]
struct Words {
    language: (Box<str>, bool),
    shaped: BTreeMap<Box<str>, Arc<[Raw]>>,
}

/// What is remembered of one face.
pub(super) struct FaceMemory {
    font: OnceLock<Option<Font>>,
    pages: Vec<OnceLock<Box<[Nominal; PAGE]>>>,
    inks: Mutex<BTreeMap<u16, Ink>>,
    marks: Mutex<BTreeMap<MarkKey, Mark>>,
    /// By character, and whether its text is in traditional characters.
    uprights: Mutex<BTreeMap<(char, bool), Upright>>,
    plans: Mutex<Vec<Arc<ShapePlan>>>,
    words: Mutex<Vec<Words>>,
}

impl Shaper {
    /// An empty memory for the faces of a book and the families of a theme.
    pub fn new(book: &FontBook, families: &Faces) -> Shaper {
        let memory = |_| FaceMemory {
            font: OnceLock::new(),
            pages: std::iter::repeat_with(OnceLock::new).take(0x11_0000 / PAGE).collect(),
            inks: Mutex::default(),
            marks: Mutex::default(),
            uprights: Mutex::default(),
            plans: Mutex::default(),
            words: Mutex::default(),
        };
        Shaper {
            faces: (0..book.len()).map(memory).collect(),
            families: families.clone(),
            stacks: Mutex::default(),
        }
    }

    /// The faces that a role looks into at a weight: its families, those of the other roles, then every face.
    pub(super) fn stack(&self, book: &FontBook, role: FaceRole, weight: u16) -> Arc<Stack> {
        let mut stacks = self.stacks.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(stack) = stacks.get(&(role, weight)) {
            return stack.clone();
        }
        let stack = Arc::new(self.new_stack(book, role, weight));
        stacks.insert((role, weight), stack.clone());
        stack
    }

    fn new_stack(&self, book: &FontBook, role: FaceRole, weight: u16) -> Stack {
        let roles = [role, FaceRole::Song, FaceRole::Hei, FaceRole::Kai, FaceRole::Mono];
        let families = roles.iter().flat_map(|&r| self.families.of(r));
        let mut all: Vec<FaceId> = Vec::new();
        let of_theme = families.filter_map(|f| book.select(std::slice::from_ref(f), weight));
        for id in of_theme.chain(book.iter().map(|f| f.0)) {
            if !all.contains(&id) {
                all.push(id);
            }
        }
        let has_han = |&id: &FaceId| self.nominal(book, id, '一').0 != 0;
        let (mut han, rest): (Vec<_>, Vec<_>) = all.iter().copied().partition(has_han);
        han.extend(rest);
        Stack { all, han }
    }

    /// The glyph of a character and its advance.
    pub(super) fn nominal(&self, book: &FontBook, id: FaceId, c: char) -> Nominal {
        let c = c as usize;
        let page = &self.faces[usize::from(id.0)].pages[c / PAGE];
        page.get_or_init(|| self.page_of(book, id, c / PAGE * PAGE))[c % PAGE]
    }

    fn page_of(&self, book: &FontBook, id: FaceId, first: usize) -> Box<[Nominal; PAGE]> {
        let face = book.face(id);
        let mut page = Box::new([(0, Em::ZERO); PAGE]);
        let Some(font) = self.font(book, id) else { return page };
        let charmap = font.charmap();
        for (n, slot) in page.iter_mut().enumerate() {
            let glyph = charmap.map_unicode((first + n) as u32).and_then(|g| u16::try_from(g.to_u32()).ok());
            if let Some(glyph) = glyph.filter(|&g| g != 0) {
                *slot = (glyph, face.advance(glyph));
            }
        }
        page
    }

    /// The ink of a glyph.
    pub(super) fn ink(&self, book: &FontBook, id: FaceId, glyph: u16) -> Ink {
        let mut inks = self.faces[usize::from(id.0)].inks.lock().unwrap_or_else(PoisonError::into_inner);
        *inks.entry(glyph).or_insert_with(|| book.face(id).ink(glyph))
    }

    /// How the glyph of a Chinese mark stands in its cell.
    pub(super) fn mark(
        &self,
        book: &FontBook,
        id: FaceId,
        (glyph, advance): Nominal,
        (c, class): (char, Class),
        traditional: bool,
    ) -> Mark {
        let key = (glyph, c, class, traditional);
        let mut marks = self.faces[usize::from(id.0)].marks.lock().unwrap_or_else(PoisonError::into_inner);
        *marks.entry(key).or_insert_with(|| {
            let halt = if class.is_cuttable() { self.half(book, id, c, traditional) } else { None };
            mark::place(class, c, advance, self.ink(book, id, glyph), halt, traditional)
        })
    }

    /// How the face itself makes a mark half as wide (`halt`; E17).
    pub(super) fn half(&self, book: &FontBook, id: FaceId, c: char, traditional: bool) -> Half {
        let face = book.face(id);
        let font = self.font(book, id).filter(|_| face.has_feature(*b"halt"))?;
        let language = Language::new(if traditional { "zh-Hant" } else { "zh-Hans" });
        let one = |features: &[Feature]| {
            let mut buffer = Buffer::new();
            buffer.push_str(c.encode_utf8(&mut [0; 4]));
            buffer.set_direction(Direction::LeftToRight);
            buffer.set_script(Some(Script::HAN));
            buffer.set_language(language.clone());
            let direction = Direction::LeftToRight;
            let plan = self.plan(id, font, direction, Some(Script::HAN), language.as_ref(), features);
            harfrust::shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new().plan(Some(&plan)))
                .ok()?;
            let place = buffer.glyph_positions().first()?;
            let length = |units| Em::from_units(units, face.units_per_em());
            Some((length(place.x_advance), length(place.x_offset)))
        };
        let (whole, _) = one(&[])?;
        let (half, offset) = one(&[Feature::new(Tag::new(b"halt"), 1, ..)])?;
        let (lead, excess) = (-offset, whole - half);
        (excess > Em::ZERO && lead >= Em::ZERO && lead <= excess).then_some((lead, excess - lead))
    }

    /// The glyph of a character that stands upright in a vertical line (`vert`; N3, N5).
    pub(super) fn upright(&self, book: &FontBook, id: FaceId, c: char, traditional: bool) -> Upright {
        let memory = &self.faces[usize::from(id.0)].uprights;
        let mut uprights = memory.lock().unwrap_or_else(PoisonError::into_inner);
        *uprights.entry((c, traditional)).or_insert_with(|| {
            let level = self.nominal(book, id, c).0;
            let glyph = self.shaped_down(book, id, c, traditional).unwrap_or(level);
            (glyph, glyph != level)
        })
    }

    fn shaped_down(&self, book: &FontBook, id: FaceId, c: char, traditional: bool) -> Option<u16> {
        let font = self.font(book, id)?;
        let language = Language::new(if traditional { "zh-Hant" } else { "zh-Hans" });
        let mut buffer = Buffer::new();
        buffer.push_str(c.encode_utf8(&mut [0; 4]));
        buffer.set_direction(Direction::TopToBottom);
        buffer.set_script(Some(Script::HAN));
        buffer.set_language(language.clone());
        let plan = self.plan(id, font, Direction::TopToBottom, Some(Script::HAN), language.as_ref(), &[]);
        harfrust::shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new().plan(Some(&plan))).ok()?;
        buffer.glyph_infos().first().and_then(|info| u16::try_from(info.glyph_id).ok()).filter(|&g| g != 0)
    }

    /// What the shaper makes of a word: what it made of it before, or else what `shape` gives.
    pub(super) fn word(
        &self,
        id: FaceId,
        language: (&str, bool),
        text: &str,
        shape: impl FnOnce() -> Vec<Raw>,
    ) -> Arc<[Raw]> {
        if text.len() > WORD {
            return shape().into();
        }
        let words = &self.faces[usize::from(id.0)].words;
        let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
        let of = words.iter().position(|w| (&*w.language.0, w.language.1) == language);
        if let Some(known) = of.and_then(|at| words[at].shaped.get(text)) {
            return known.clone();
        }
        let shaped: Arc<[Raw]> = shape().into();
        let at = of.unwrap_or_else(|| {
            words.push(Words { language: (language.0.into(), language.1), ..Words::default() });
            words.len() - 1
        });
        if words[at].shaped.len() < WORDS {
            words[at].shaped.insert(text.into(), shaped.clone());
        }
        shaped
    }

    /// The shaper's view of a face.
    pub(super) fn font(&self, book: &FontBook, id: FaceId) -> Option<&Font> {
        let open = |face: &Face| Font::new(harfrust::font::Blob::Shared(face.owned_data()), face.index());
        self.faces[usize::from(id.0)].font.get_or_init(|| open(book.face(id))).as_ref()
    }

    /// A plan for shaping in a script and language.
    pub(super) fn plan(
        &self,
        id: FaceId,
        font: &Font,
        direction: Direction,
        script: Option<Script>,
        language: Option<&Language>,
        features: &[Feature],
    ) -> Arc<ShapePlan> {
        let mut plans = self.faces[usize::from(id.0)].plans.lock().unwrap_or_else(PoisonError::into_inner);
        let key = ShapePlanKey::new(font, script, direction).language(language).features(features);
        if let Some(plan) = plans.iter().find(|p| key.matches(p)) {
            return plan.clone();
        }
        let plan = Arc::new(ShapePlan::new(font, direction, script, language, features));
        plans.push(plan.clone());
        plan
    }
}
