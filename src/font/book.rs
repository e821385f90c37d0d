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
    use super::*;

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
}
