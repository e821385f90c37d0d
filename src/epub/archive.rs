//! The book's files as one archive (OCF), written as it is made: `mimetype` first and stored, one time stamp,
//! nothing else in the headers (rows 1 to 5). epub-builder is given the files in order, and what it adds to every
//! EPUB besides package, navigation and NCX (container, display options) goes in at the end.

use super::package::Item;
use super::zip::{Packed, Zip};
use super::{Sink, fail};
use crate::diag::Diag;
use crate::packing::Packer;
use ::zip::ZipArchive;
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};

/// The folder of the package in the archive; epub-builder's.
const FOLDER: &str = "OEBPS/";

/// An archive under construction.
pub struct Archive<'o> {
    zip: Zip<'o>,
    packer: Packer,
    /// The files that are in, by their names in the archive.
    names: BTreeSet<String>,
}

/// A file of the package, packed: deflating is most of the work, and goes on side by side.
pub(super) fn packed(name: &str, bytes: &[u8], packer: &mut Packer) -> Packed {
    Packed::new(format!("{FOLDER}{name}"), bytes, packer)
}

impl<'o> Archive<'o> {
    /// Begins with the media type, which reading systems look for at a fixed place.
    pub(super) fn new(out: &'o mut Sink) -> Result<Archive<'o>, Diag> {
        let mut zip = Zip::new(out);
        zip.store("mimetype", b"application/epub+zip")?;
        Ok(Archive { zip, packer: Packer::bare(), names: BTreeSet::new() })
    }

    /// A file of text or a font.
    pub(super) fn deflated(&mut self, name: &str, bytes: &[u8]) -> Result<(), Diag> {
        let file = packed(name, bytes, &mut self.packer);
        self.add(&file)
    }

    /// A picture: deflating it again would save nothing.
    pub(super) fn stored(&mut self, name: &str, bytes: &[u8]) -> Result<(), Diag> {
        let name = format!("{FOLDER}{name}");
        self.zip.store(&name, bytes)?;
        self.names.insert(name);
        Ok(())
    }

    /// A file that was packed elsewhere ([`packed`]).
    pub(super) fn add(&mut self, file: &Packed) -> Result<(), Diag> {
        self.zip.add(file)?;
        self.names.insert(file.name().to_owned());
        Ok(())
    }

    /// Adds what epub-builder has for every book, ends the archive, and tells its length in bytes.
    pub(super) fn finish(mut self, items: &[Item]) -> Result<u64, Diag> {
        let mut gathered =
            ZipArchive::new(Cursor::new(gather(items).map_err(fail)?)).map_err(|e| fail(e.to_string()))?;
        let (mut lost, mut more) = (std::mem::take(&mut self.names), Vec::new());
        for name in gathered.file_names().filter(|name| *name != "mimetype") {
            if !lost.remove(name) {
                more.push(name.to_owned());
            }
        }
        if let Some(name) = lost.first() {
            return Err(fail(format!("`{name}` was not taken up")));
        }
        for name in more {
            if name.starts_with(FOLDER) {
                return Err(fail(format!("`{name}` is empty")));
            }
            let mut bytes = Vec::new();
            let mut file = gathered.by_name(&name).map_err(|e| fail(e.to_string()))?;
            file.read_to_end(&mut bytes).map_err(|e| fail(e.to_string()))?;
            self.zip.add(&Packed::new(name, &bytes, &mut self.packer))?;
        }
        self.zip.finish()
    }
}

/// Hands the book to epub-builder, by names only: it would deflate everything again, and the archive has it.
fn gather(items: &[Item]) -> Result<Vec<u8>, String> {
    let fail = |e: epub_builder::Error| e.to_string();
    let mut builder = EpubBuilder::new(ZipLibrary::new().map_err(fail)?).map_err(fail)?;
    builder.epub_version(EpubVersion::V33);
    for item in items {
        let nothing = std::io::empty();
        match item.media_type {
            // These three it has of its own.
            "text/css" => builder.stylesheet(nothing).map_err(fail)?,
            "application/x-dtbncx+xml" => continue,
            _ if item.properties == "nav" => continue,
            "application/xhtml+xml" => {
                let document = EpubContent::new(item.href.as_str(), nothing);
                builder.add_content(document.reftype(ReferenceType::Text)).map_err(fail)?
            }
            _ if item.properties == "cover-image" => {
                builder.add_cover_image(&item.href, nothing, item.media_type).map_err(fail)?
            }
            _ => builder.add_resource(&item.href, nothing, item.media_type).map_err(fail)?,
        };
    }
    let mut bytes = Vec::new();
    builder.generate(&mut bytes).map_err(fail)?;
    Ok(bytes)
}
