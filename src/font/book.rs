//! The book of faces.

use super::{Face, check, embedded, face::Bytes};
use crate::diag::{Diag, Diags, codes};
use std::sync::Arc;

/// The most faces of a book, those compiled in not counted. Ids stay far below what they can hold.
pub const MAX_FACES: usize = 4096;

/// A face, by its place in the [`FontBook`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FaceId(pub u16);

/// All faces at hand. Those of a project stand before the compiled-in ones, so that they win where family
/// and weight are equal.
#[derive(Debug, Default)]
pub struct FontBook {
    faces: Vec<Face>,
}

impl FontBook {
    /// A book without faces.
    pub fn new() -> FontBook {
        FontBook::default()
    }

    /// Takes up the faces compiled into the binary (none without the feature `embedded-fonts`).
    pub fn add_embedded(&mut self) {
        // They were checked when they were chosen; a test keeps them so.
        self.faces.extend(embedded::FACES.iter().filter_map(|(_, b)| Face::new(&Bytes::Static(b), 0).ok()));
    }

    /// The faces compiled into the binary alone.
    pub fn embedded() -> FontBook {
        let mut book = FontBook::new();
        book.add_embedded();
        book
    }

    /// Takes up a font file or collection behind those already there. A broken face and one that its maker
    /// forbids to embed are refused with a diagnostic that names file and reason.
    pub fn add(&mut self, name: &str, bytes: &Arc<[u8]>, diags: &mut Diags) {
        let count = match check::count(bytes) {
            Ok(count) => count,
            Err(reason) => {
                diags.push(broken(name, &reason));
                return;
            }
        };
        for index in 0..count {
            if self.faces.len() >= MAX_FACES {
                let most = (format!("{MAX_FACES} faces"), format!("{MAX_FACES} 款"));
                diags.push(Diag::new(&codes::font::TOO_MANY_FACES).arg(name).arg_both(&most.0, &most.1));
                return;
            }
            let read = || {
                check::whole(bytes, index)?;
                check::named(bytes, index)?;
                let face = Face::new(&Bytes::Shared(bytes.clone()), index)?;
                check::sound(&face)?;
                Ok(face)
            };
            match check::contained(read) {
                Err(reason) => diags.push(broken(name, &reason)),
                Ok(face) => match check::licence(&face) {
                    Some((en, zh)) => {
                        diags.push(Diag::new(&codes::font::RESTRICTED_FACE).arg(name).arg_both(en, zh));
                    }
                    None => {
                        if face.is_variable() {
                            diags.push(Diag::new(&codes::font::VARIABLE_FACE).arg(name));
                        }
                        self.faces.push(face);
                    }
                },
            }
        }
    }

    /// A face of this book.
    ///
    /// # Panics
    /// If the id comes from another book.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// All faces with their ids, in the order of preference.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(n, f)| (FaceId(n as u16), f))
    }

    /// How many faces there are; ids count from 0.
    pub fn len(&self) -> usize {
        self.faces.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// The face of the first family that is here, of the weight nearest to `weight` (100 to 900); of equal
    /// ones the first. `None` if no family is here.
    pub fn select(&self, families: &[String], weight: u16) -> Option<FaceId> {
        families.iter().find_map(|family| {
            self.iter()
                .filter(|(_, f)| f.is_called(family))
                .min_by_key(|(_, f)| f.weight().abs_diff(weight))
                .map(|(id, _)| id)
        })
    }
}

fn broken(name: &str, reason: &str) -> Diag {
    Diag::new(&codes::font::BROKEN_FACE).arg(name).arg_both(reason, &check::in_chinese(reason))
}

#[cfg(test)]
mod tests {
    use super::super::charstring;
    use super::*;
    use skrifa::{FontRef, Tag};
    use write_fonts::FontBuilder;

    fn families(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn every_compiled_in_face_is_sound_and_free() {
        let book = FontBook::embedded();
        assert_eq!(book.len(), embedded::FACES.len());
        for (_, face) in book.iter() {
            assert_eq!(check::sound(face), Ok(()), "{}", face.postscript_name());
            assert_eq!(check::licence(face), None, "{}", face.postscript_name());
        }
    }

    #[test]
    fn the_nearest_weight_of_the_first_family_is_taken() {
        let book = FontBook::embedded();
        let pick = |names: &[&str], weight| {
            book.select(&families(names), weight).map(|id| book.face(id).postscript_name().to_owned())
        };
        assert_eq!(pick(&["Noto Serif SC"], 400).as_deref(), Some("NotoSerifSC-Regular"));
        assert_eq!(pick(&["Noto Serif SC"], 600).as_deref(), Some("NotoSerifSC-Bold"));
        assert_eq!(pick(&["noto serif sc"], 900).as_deref(), Some("NotoSerifSC-Black"));
        assert_eq!(pick(&["霞鹜文楷"], 700).as_deref(), Some("LXGWWenKai-Regular"));
        assert_eq!(pick(&["No Such", "Noto Sans SC"], 400).as_deref(), Some("NotoSansSC-Regular"));
        assert_eq!(pick(&["No Such"], 400), None);
    }

    #[test]
    fn a_broken_file_is_refused_with_its_name() {
        let good = embedded::FACES[6].1;
        let cut: Arc<[u8]> = good[..good.len() / 2].into();
        let noise: Arc<[u8]> = vec![7; 4000].into();
        for bytes in [cut, noise, Vec::new().into()] {
            let mut book = FontBook::new();
            let mut diags = Diags::new();
            book.add("fonts/bad.ttf", &bytes, &mut diags);
            assert!(book.is_empty());
            let found: Vec<_> = diags.iter().collect();
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].code.id, codes::font::BROKEN_FACE.id);
            assert_eq!(found[0].args[0], "fonts/bad.ttf");
        }
    }

    #[test]
    fn a_face_that_may_not_be_embedded_is_refused() {
        let mut bytes = embedded::FACES[6].1.to_vec();
        let face = Face::new(&Bytes::Shared(bytes.clone().into()), 0).expect("the compiled-in face is sound");
        let os2 = face.table_range(*b"OS/2").expect("it has an OS/2 table");
        bytes[os2.start + 9] = 0x02;
        let mut book = FontBook::new();
        let mut diags = Diags::new();
        book.add("fonts/shop.ttf", &bytes.into(), &mut diags);
        assert!(book.is_empty());
        assert_eq!(diags.iter().next().map(|d| d.code.id), Some(codes::font::RESTRICTED_FACE.id));
    }

    /// A compiled-in face with other tables; those that are given without bytes are left out.
    fn changed(tables: &[(&[u8; 4], Option<Vec<u8>>)]) -> Arc<[u8]> {
        let font = FontRef::new(embedded::FACES[6].1).expect("the compiled-in face is sound");
        let mut builder = FontBuilder::new();
        for record in font.table_directory().table_records() {
            let new = tables.iter().find(|(tag, _)| Tag::new(tag) == record.tag());
            let old = || font.table_data(record.tag()).map(|data| data.as_bytes().to_vec());
            if let Some(bytes) = new.map_or_else(old, |(_, bytes)| bytes.clone()) {
                builder.add_raw(record.tag(), bytes);
            }
        }
        for (tag, bytes) in tables {
            if let Some(bytes) = bytes {
                builder.add_raw(Tag::new(tag), bytes.clone());
            }
        }
        builder.build().into()
    }

    #[track_caller]
    fn refused(what: &str, face: &Arc<[u8]>) {
        let (mut book, mut diags) = (FontBook::new(), Diags::new());
        book.add("fonts/a.ttf", face, &mut diags);
        let told: Vec<_> = diags.iter().map(|d| (d.code.id, d.args[1].as_str())).collect();
        let fits = told.len() == 1 && told[0].0 == codes::font::BROKEN_FACE.id && told[0].1.starts_with(what);
        assert!(book.is_empty() && fits, "{told:?}");
    }

    #[test]
    fn names_that_share_their_bytes_are_not_taken() {
        let names = |records: u16, length: u16| {
            let mut table = [0, records, 6].map(u16::to_be_bytes).concat();
            for number in 0..records {
                table.extend([3, 1, 0x409, 1, length, number % 9 * 2].map(u16::to_be_bytes).concat());
            }
            table.resize(table.len().max(usize::from(length) + 40), 0x4E);
            changed(&[(b"name", Some(table))])
        };
        let (mut book, mut diags) = (FontBook::new(), Diags::new());
        book.add("fonts/a.ttf", &names(200, 200), &mut diags);
        assert!(book.len() == 1 && diags.is_empty(), "{diags:?}");
        refused("its names are too long", &names(5_000, 60_000));
    }

    #[test]
    fn outlines_that_grow_are_refused() {
        // Glyphs each of which is made of the next one, three times.
        let count = usize::from(FontBook::embedded().face(FaceId(6)).glyph_count());
        let (mut glyf, mut loca) = (Vec::new(), vec![0_u32]);
        for glyph in 0..count {
            if glyph + 1 < count.min(25) {
                glyf.extend([0xFF, 0xFF, 0, 0, 0, 0, 1, 244, 1, 244]);
                for more in [0x20, 0x20, 0] {
                    glyf.extend([0, 2 | more]);
                    glyf.extend((glyph as u16 + 1).to_be_bytes());
                    glyf.extend([0, 0]);
                }
            }
            loca.push(glyf.len() as u32);
        }
        let loca: Vec<u8> = loca.into_iter().flat_map(u32::to_be_bytes).collect();
        let font = FontRef::new(embedded::FACES[6].1).expect("the compiled-in face is sound");
        let head = font.table_data(Tag::new(b"head")).map(|data| data.as_bytes().to_vec());
        let mut head = head.expect("it has a `head` table");
        head[51] = 1;
        let parts = changed(&[(b"glyf", Some(glyf)), (b"loca", Some(loca)), (b"head", Some(head))]);
        refused("its glyphs are made of too many parts", &parts);
        let bomb = charstring::bomb(count);
        let cff = changed(&[(b"glyf", None), (b"loca", None), (b"CFF ", Some(bomb))]);
        refused("its outlines take too long to read", &cff);
    }
}
