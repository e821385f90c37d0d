//! One face: what it covers and measures.

use crate::geom::Em;
use skrifa::charmap::MapVariant;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The bytes of a font file.
#[derive(Clone)]
pub(super) enum Bytes {
    /// In the binary.
    Static(&'static [u8]),
    /// Read from a project or the system; shared by the faces of a collection.
    Shared(Arc<[u8]>),
}

impl std::ops::Deref for Bytes {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Shared(bytes) => bytes,
        }
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

/// One face. Making one costs a look at its directory, names and metrics, not a copy of the file.
pub struct Face {
    bytes: Bytes,
    index: u32,
    family: String,
    /// All names people may call the family by, in lower case.
    names: BTreeSet<String>,
    postscript_name: String,
    weight: u16,
    units_per_em: u16,
    ascent: Em,
    descent: Em,
    cap_height: Em,
    italic_angle: f64,
    /// Where the advances stand, and how many glyphs have one of their own (`hmtx`, `hhea`).
    advances: (Range<usize>, u16),
    glyphs: u16,
    features: OnceLock<BTreeSet<[u8; 4]>>,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({})", self.postscript_name)
    }
}

impl Face {
    /// Reads the tables of daily use. Errors say in one clause what is wrong with the file.
    pub(super) fn new(bytes: &Bytes, index: u32) -> Result<Face, String> {
        let font = FontRef::from_index(bytes, index).map_err(|e| e.to_string())?;
        let lacks = |table: &'static str| move |_| format!("table `{table}` is missing or broken");
        let head = font.head().map_err(lacks("head"))?;
        let hhea = font.hhea().map_err(lacks("hhea"))?;
        let maxp = font.maxp().map_err(lacks("maxp"))?;
        let units_per_em = head.units_per_em();
        if !(16..=16384).contains(&units_per_em) {
            return Err(format!("{units_per_em} units to the em are out of range"));
        }
        let own = hhea.number_of_h_metrics();
        let range = range_of(&font, bytes, *b"hmtx").ok_or("table `hmtx` is missing or broken")?;
        if own == 0 || range.len() < usize::from(own) * 4 {
            return Err("table `hmtx` is shorter than `hhea` says".to_owned());
        }
        if !font.charmap().has_map() {
            return Err("it maps no Unicode characters".to_owned());
        }
        let em = |units: i16| Em::from_units(i32::from(units), units_per_em);
        let os2 = font.os2().ok();
        let (ascent, descent) =
            os2.as_ref().map_or((hhea.ascender().to_i16(), hhea.descender().to_i16()), |t| {
                (t.s_typo_ascender(), t.s_typo_descender())
            });
        let cap_height =
            os2.as_ref().and_then(skrifa::raw::tables::os2::Os2::s_cap_height).map_or(Em::new(0.7), em);
        let name = |id| font.localized_strings(id).english_or_first().map(|s| s.to_string());
        let family = name(StringId::TYPOGRAPHIC_FAMILY_NAME)
            .or_else(|| name(StringId::FAMILY_NAME))
            .ok_or("it has no family name")?;
        let names = [StringId::TYPOGRAPHIC_FAMILY_NAME, StringId::FAMILY_NAME]
            .into_iter()
            .flat_map(|id| font.localized_strings(id))
            .map(|s| s.to_string().to_lowercase())
            .collect();
        let postscript_name = name(StringId::POSTSCRIPT_NAME)
            .map(|n| n.chars().filter(|c| c.is_ascii_graphic() && !"[](){}<>/%".contains(*c)).collect())
            .filter(|n: &String| !n.is_empty())
            .unwrap_or_else(|| "Face".to_owned());
        Ok(Face {
            index,
            family,
            names,
            postscript_name,
            weight: os2.as_ref().map_or(400, skrifa::raw::tables::os2::Os2::us_weight_class).clamp(1, 1000),
            units_per_em,
            ascent: em(ascent),
            descent: em(descent),
            cap_height,
            italic_angle: font.post().map_or(0.0, |p| p.italic_angle().to_f64()),
            advances: (range, own),
            glyphs: maxp.num_glyphs(),
            features: OnceLock::new(),
            bytes: bytes.clone(),
        })
    }

    /// The family name, in English where it has one.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// Whether the family goes by this name, in whatever language and case.
    pub fn is_called(&self, family: &str) -> bool {
        self.names.contains(&family.to_lowercase())
    }

    /// The PostScript name, only of characters that a PDF name may have unescaped.
    pub fn postscript_name(&self) -> &str {
        &self.postscript_name
    }

    /// 1 to 1000; 400 is regular, 700 bold.
    pub fn weight(&self) -> u16 {
        self.weight
    }

    /// The bytes of the font file.
    pub fn data(&self) -> &[u8] {
        &self.bytes
    }

    /// The bytes of the font file, owned: a handle that a shaper keeps as long as it likes, not a copy.
    pub fn owned_data(&self) -> Arc<dyn AsRef<[u8]> + Send + Sync> {
        Arc::new(self.bytes.clone())
    }

    /// The place of the face in a collection; 0 in a plain file.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Units an em.
    pub fn units_per_em(&self) -> u16 {
        self.units_per_em
    }

    /// How many glyphs it has.
    pub fn glyph_count(&self) -> u16 {
        self.glyphs
    }

    /// The glyph of a character.
    pub fn glyph(&self, c: char) -> Option<u16> {
        self.font()?.charmap().map(c).and_then(small).filter(|&g| g != 0)
    }

    /// The glyph of a character with a variation selector; `None` if the face does not know the sequence.
    pub fn glyph_variant(&self, c: char, selector: char) -> Option<u16> {
        match self.font()?.charmap().map_variant(c, selector)? {
            MapVariant::UseDefault => self.glyph(c),
            MapVariant::Variant(glyph) => small(glyph),
        }
    }

    /// All characters it has a glyph for.
    pub fn characters(&self) -> impl Iterator<Item = char> + '_ {
        let mappings = self.font().map(|f| f.charmap().mappings());
        mappings.into_iter().flatten().filter(|(_, g)| g.to_u32() != 0).filter_map(|(c, _)| char::from_u32(c))
    }

    /// How far the pen moves on after a glyph of a horizontal line; zero for a glyph it does not have.
    pub fn advance(&self, glyph: u16) -> Em {
        if glyph >= self.glyphs {
            return Em::ZERO;
        }
        let (range, own) = &self.advances;
        let at = range.start + usize::from(glyph.min(own - 1)) * 4;
        let units = u16::from_be_bytes([self.bytes[at], self.bytes[at + 1]]);
        Em::from_units(i32::from(units), self.units_per_em)
    }

    /// The ink of a glyph: left, bottom, right, top from the pen on the baseline; `None` if it has none.
    pub fn ink(&self, glyph: u16) -> Option<[Em; 4]> {
        let metrics = GlyphMetrics::new(&self.font()?, Size::unscaled(), LocationRef::default());
        let ink = metrics.bounds(GlyphId::from(glyph))?;
        let em = |units: f32| Em::from_units(units.round() as i32, self.units_per_em);
        (ink.x_max > ink.x_min).then(|| [em(ink.x_min), em(ink.y_min), em(ink.x_max), em(ink.y_max)])
    }

    /// Height above the baseline (`OS/2` typographic ascender).
    pub fn ascent(&self) -> Em {
        self.ascent
    }

    /// Depth below the baseline, negative (`OS/2` typographic descender).
    pub fn descent(&self) -> Em {
        self.descent
    }

    /// Height of capitals.
    pub fn cap_height(&self) -> Em {
        self.cap_height
    }

    /// Slant in degrees, counter-clockwise from the vertical: negative in an italic.
    pub fn italic_angle(&self) -> f64 {
        self.italic_angle
    }

    /// The box that holds every glyph: left, bottom, right, top.
    pub fn bounding_box(&self) -> [Em; 4] {
        let Some(head) = self.font().and_then(|f| f.head().ok()) else {
            return [Em::ZERO, self.descent, Em::ONE, self.ascent];
        };
        [head.x_min(), head.y_min(), head.x_max(), head.y_max()]
            .map(|units| Em::from_units(i32::from(units), self.units_per_em))
    }

    /// Whether its GSUB or GPOS has a feature, such as `*b"halt"`.
    pub fn has_feature(&self, tag: [u8; 4]) -> bool {
        self.features.get_or_init(|| self.read_features()).contains(&tag)
    }

    /// Whether all digits and letters have one width, as its `post` table says.
    pub fn is_monospaced(&self) -> bool {
        self.font().and_then(|f| f.post().ok()).is_some_and(|p| p.is_fixed_pitch() != 0)
    }

    /// Whether it has variation axes; only the default instance is used then.
    pub(super) fn is_variable(&self) -> bool {
        self.table_range(*b"fvar").is_some()
    }

    /// Where a table stands in the file.
    pub(super) fn table_range(&self, tag: [u8; 4]) -> Option<Range<usize>> {
        range_of(&self.font()?, &self.bytes, tag)
    }

    /// The parser's view; made anew each time, which costs a look at the directory.
    pub(super) fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(&self.bytes, self.index).ok()
    }

    fn read_features(&self) -> BTreeSet<[u8; 4]> {
        let Some(font) = self.font() else { return BTreeSet::new() };
        let gsub = font.gsub().ok().and_then(|t| t.feature_list().ok());
        let gpos = font.gpos().ok().and_then(|t| t.feature_list().ok());
        let tags = |list: Option<skrifa::raw::tables::layout::FeatureList<'_>>| {
            list.map_or_else(Vec::new, |l| {
                l.feature_records().iter().map(|r| r.feature_tag().to_be_bytes()).collect()
            })
        };
        tags(gsub).into_iter().chain(tags(gpos)).collect()
    }
}

fn small(glyph: GlyphId) -> Option<u16> {
    u16::try_from(glyph.to_u32()).ok()
}

/// Where a table stands in the bytes of the file, if it lies inside them.
fn range_of(font: &FontRef<'_>, bytes: &[u8], tag: [u8; 4]) -> Option<Range<usize>> {
    let records = font.table_directory().table_records();
    let record = records.iter().find(|r| r.tag() == Tag::new(&tag))?;
    let start = usize::try_from(record.offset()).ok()?;
    let end = start.checked_add(usize::try_from(record.length()).ok()?)?;
    (end <= bytes.len()).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use crate::font::FontBook;
    use crate::geom::Em;

    #[test]
    fn a_face_covers_and_measures() {
        let book = FontBook::embedded();
        let song = book.face(book.select(&["Noto Serif SC".to_owned()], 400).expect("it is compiled in"));
        let han = song.glyph('刻').expect("刻 is covered");
        assert_eq!(song.advance(han), Em::ONE);
        assert_eq!((song.ascent(), song.descent()), (Em::new(0.88), Em::new(-0.12)));
        let [left, bottom, right, top] =
            song.ink(song.glyph('。').expect("。 is covered")).expect("it has ink");
        assert!(
            left > Em::ZERO && right < Em::HALF && bottom < Em::ZERO && top < Em::HALF,
            "。 stands lower left"
        );
        assert_eq!(song.ink(song.glyph(' ').expect("the space is covered")), None);
        assert_eq!(song.glyph('\u{10FFFF}'), None);
        assert!(song.has_feature(*b"halt") && song.has_feature(*b"vert") && !song.has_feature(*b"zzzz"));
        assert_eq!(song.advance(u16::MAX), Em::ZERO);
        assert!(song.characters().any(|c| c == '本'));
    }
}
