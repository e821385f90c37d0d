//! The book's files as one archive (OCF), written as it is made: `mimetype` first and stored, one time stamp,
//! nothing else in the headers (rows 1 to 5). epub-builder is given the files in order, and what it adds to every
//! EPUB besides package, navigation and NCX (container, display options) goes in at the end.

use super::Sink;
use super::package::Item;
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The folder of the package in the archive; epub-builder's.
const FOLDER: &str = "OEBPS/";

/// An archive under construction.
pub struct Archive<'o> {
    zip: ZipWriter<&'o mut dyn Sink>,
    /// The files that are in, by their names in the package.
    names: BTreeSet<String>,
}

/// What a header says besides the name. 1980-01-01 is the archive format's zero; the permissions are those every
/// reader may have.
fn plain(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .compression_method(method)
}

impl<'o> Archive<'o> {
    /// Begins with the media type, which reading systems look for at a fixed place.
    pub(super) fn new(out: &'o mut dyn Sink) -> Result<Archive<'o>, String> {
        let mut archive = Archive { zip: ZipWriter::new(out), names: BTreeSet::new() };
        archive.put("mimetype", b"application/epub+zip", CompressionMethod::Stored)?;
        Ok(archive)
    }

    /// A file of text or a font.
    pub(super) fn deflated(&mut self, name: &str, bytes: &[u8]) -> Result<(), String> {
        self.names.insert(name.to_owned());
        self.put(&format!("{FOLDER}{name}"), bytes, CompressionMethod::Deflated)
    }

    /// A picture: deflating it again would save nothing.
    pub(super) fn stored(&mut self, name: &str, bytes: &[u8]) -> Result<(), String> {
        self.names.insert(name.to_owned());
        self.put(&format!("{FOLDER}{name}"), bytes, CompressionMethod::Stored)
    }

    /// Files that were packed elsewhere ([`pack`]); they are not deflated again.
    pub(super) fn merge(&mut self, packed: Vec<u8>) -> Result<(), String> {
        let mut archive = ZipArchive::new(Cursor::new(packed)).map_err(|e| e.to_string())?;
        for at in 0..archive.len() {
            let file = archive.by_index_raw(at).map_err(|e| e.to_string())?;
            self.names.insert(file.name().trim_start_matches(FOLDER).to_owned());
            self.zip.raw_copy_file(file).map_err(|e| e.to_string())?;
        }
        Ok(())
    }

    /// Adds what epub-builder has for every book, ends the archive, and tells its length in bytes.
    pub(super) fn finish(mut self, items: &[Item]) -> Result<u64, String> {
        let mut gathered = ZipArchive::new(Cursor::new(gather(items)?)).map_err(|e| e.to_string())?;
        let mut lost = self.names.clone();
        for at in 0..gathered.len() {
            let mut file = gathered.by_index(at).map_err(|e| e.to_string())?;
            let name = file.name().to_owned();
            match name.strip_prefix(FOLDER) {
                Some(own) if lost.remove(own) => {}
                Some(other) => return Err(format!("`{other}` is empty")),
                None if name == "mimetype" => {}
                None => {
                    let mut bytes = Vec::new();
                    file.read_to_end(&mut bytes).map_err(|e| e.to_string())?;
                    self.put(&name, &bytes, CompressionMethod::Deflated)?;
                }
            }
        }
        if let Some(name) = lost.first() {
            return Err(format!("`{name}` was not taken up"));
        }
        let out = self.zip.finish().map_err(|e| e.to_string())?;
        out.stream_position().map_err(|e| e.to_string())
    }

    fn put(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<(), String> {
        self.zip.start_file(name, plain(method)).map_err(|e| e.to_string())?;
        self.zip.write_all(bytes).map_err(|e| e.to_string())
    }
}

/// Packs documents, to be merged into an archive: deflating is most of the work, and this half of it can go on
/// side by side.
pub(super) fn pack<'d>(documents: impl Iterator<Item = (&'d str, &'d str)>) -> Result<Vec<u8>, String> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in documents {
        let options = plain(CompressionMethod::Deflated);
        zip.start_file(format!("{FOLDER}{name}"), options).map_err(|e| e.to_string())?;
        zip.write_all(text.as_bytes()).map_err(|e| e.to_string())?;
    }
    Ok(zip.finish().map_err(|e| e.to_string())?.into_inner())
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
