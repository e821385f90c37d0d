//! The book's files as one archive (OCF). epub-builder takes them up in order and adds what every EPUB has; the
//! final pass goes over what it gathered, puts our own package, navigation and NCX in the place of its three, and
//! writes the archive anew: `mimetype` first and stored, names sorted, one time stamp, nothing else in the
//! headers (rows 1 to 6).

use super::package::Item;
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The content of a file: text and fonts are deflated, pictures are stored, as deflating them again saves
/// nothing.
pub(super) enum Content {
    Text(String),
    Font(Vec<u8>),
    Picture(Arc<[u8]>),
}

impl Content {
    fn bytes(&self) -> &[u8] {
        match self {
            Content::Text(text) => text.as_bytes(),
            Content::Font(bytes) => bytes,
            Content::Picture(bytes) => bytes,
        }
    }
}

/// The package, navigation and NCX documents.
pub(super) struct Frame {
    pub(super) opf: Vec<u8>,
    pub(super) nav: Vec<u8>,
    pub(super) ncx: Vec<u8>,
}

/// Makes the archive. `files` are by their names in the package; every item that has content is among them.
pub(super) fn write(
    items: &[Item],
    files: BTreeMap<String, Content>,
    frame: Frame,
) -> Result<Vec<u8>, String> {
    let gathered = gather(items, &files)?;
    let mut files = files;
    let mut all: BTreeMap<String, Content> = BTreeMap::new();
    let mut archive = ZipArchive::new(Cursor::new(gathered)).map_err(|e| e.to_string())?;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|e| e.to_string())?;
        let name = entry.name().to_owned();
        let own = name.strip_prefix("OEBPS/").and_then(|n| files.remove(n));
        let content = match own {
            Some(content) => content,
            None => {
                let mut bytes = Vec::new();
                entry.read_to_end(&mut bytes).map_err(|e| e.to_string())?;
                Content::Font(bytes)
            }
        };
        all.insert(name, content);
    }
    let Frame { opf, nav, ncx } = frame;
    for (name, bytes) in [("content.opf", opf), ("nav.xhtml", nav), ("toc.ncx", ncx)] {
        all.insert(format!("OEBPS/{name}"), Content::Font(bytes));
    }
    all.remove("mimetype");
    if let Some(lost) = files.keys().next() {
        return Err(format!("`{lost}` was not taken up"));
    }
    pack(&all).map_err(|e| e.to_string())
}

/// Hands the book to epub-builder. Fonts and pictures go in by name only: it would deflate them, and the final
/// pass has their bytes.
fn gather(items: &[Item], files: &BTreeMap<String, Content>) -> Result<Vec<u8>, String> {
    let fail = |e: epub_builder::Error| e.to_string();
    let mut builder = EpubBuilder::new(ZipLibrary::new().map_err(fail)?).map_err(fail)?;
    builder.epub_version(EpubVersion::V33);
    for item in items {
        let Some(content) = files.get(&item.href) else { continue };
        match content {
            Content::Text(css) if item.media_type == "text/css" => {
                builder.stylesheet(css.as_bytes()).map_err(fail)?;
            }
            Content::Text(text) => {
                let document = EpubContent::new(item.href.as_str(), text.as_bytes());
                builder.add_content(document.reftype(ReferenceType::Text)).map_err(fail)?;
            }
            Content::Picture(_) if item.properties == "cover-image" => {
                builder.add_cover_image(&item.href, std::io::empty(), item.media_type).map_err(fail)?;
            }
            Content::Picture(_) | Content::Font(_) => {
                builder.add_resource(&item.href, std::io::empty(), item.media_type).map_err(fail)?;
            }
        }
    }
    let mut bytes = Vec::new();
    builder.generate(&mut bytes).map_err(fail)?;
    Ok(bytes)
}

fn pack(all: &BTreeMap<String, Content>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // 1980-01-01 is the archive format's zero. The permissions are those every reader may have.
    let plain = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    let stored = plain.compression_method(CompressionMethod::Stored);
    let deflated = plain.compression_method(CompressionMethod::Deflated);
    zip.start_file("mimetype", stored)?;
    zip.write_all(b"application/epub+zip")?;
    for (name, content) in all {
        zip.start_file(
            name.as_str(),
            if matches!(content, Content::Picture(_)) { stored } else { deflated },
        )?;
        zip.write_all(content.bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
