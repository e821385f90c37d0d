//! Whether a font file may be trusted and used. A broken program would go into a PDF without a word and fail
//! at the press.

use super::{Face, charstring, components};
use skrifa::FontRef;
use skrifa::raw::{FileRef, TableProvider};

/// The names of a face that are held, each by its number: family, full name, PostScript name, typographic family.
const HELD: [u16; 4] = [1, 4, 6, 16];
/// The most bytes of these in all languages; records may share them.
const MAX_NAMES: usize = 256 << 10;

/// How many faces a file has. Errors say that it is no font.
pub(super) fn count(bytes: &[u8]) -> Result<u32, String> {
    match FileRef::new(bytes).map_err(|e| e.to_string())? {
        FileRef::Font(_) => Ok(1),
        FileRef::Collection(c) => Ok(c.len().min(64)),
    }
}

/// Whether all tables of a face lie inside the file.
pub(super) fn whole(bytes: &[u8], index: u32) -> Result<(), String> {
    let font = FontRef::from_index(bytes, index).map_err(|e| e.to_string())?;
    for record in font.table_directory().table_records() {
        let end = u64::from(record.offset()) + u64::from(record.length());
        if end > bytes.len() as u64 {
            return Err(format!("table `{}` runs past the end of the file", record.tag()));
        }
    }
    Ok(())
}

/// Whether the names of a face are short, before they are taken: every record becomes a text of its own.
pub(super) fn named(bytes: &[u8], index: u32) -> Result<(), String> {
    let font = FontRef::from_index(bytes, index).map_err(|e| e.to_string())?;
    let Ok(names) = font.name() else { return Ok(()) };
    let held = names.name_record().iter().filter(|record| HELD.contains(&record.name_id().to_u16()));
    let sum: usize = held.map(|record| usize::from(record.length())).sum();
    if sum > MAX_NAMES { Err("its names are too long".to_owned()) } else { Ok(()) }
}

/// What is wrong with a face, in Chinese, where it is we who say it and not the parser.
pub(super) fn in_chinese(reason: &str) -> String {
    const WORDS: [(&str, &str); 14] = [
        ("its names are too long", "名称过长"),
        ("its outlines take too long to read", "字形轮廓展开后过长"),
        ("its glyphs are made of too many parts", "字形的部件过多"),
        ("it is no font", "不是字体文件"),
        ("it has neither TrueType nor CFF outlines", "没有 TrueType 或 CFF 轮廓"),
        ("it maps no Unicode characters", "没有 Unicode 字符映射"),
        ("it has no family name", "没有字体族名"),
        ("its tables contradict one another", "各表互相矛盾"),
        ("table `hmtx` is shorter than `hhea` says", "`hmtx` 表短于 `hhea` 所说"),
        ("table `loca` points outside the outlines", "`loca` 表指向轮廓之外"),
        (" runs past the end of the file", " 表超出文件末尾"),
        (" is missing or broken", " 表缺失或损坏"),
        (" is too short", " 表过短"),
        (" units to the em are out of range", "：每 em 的单位数超出范围"),
    ];
    let found = WORDS.iter().find_map(|(en, zh)| Some(format!("{}{zh}", reason.strip_suffix(en)?)));
    found.map_or_else(|| reason.to_owned(), |zh| zh.trim_start_matches("table ").to_owned())
}

/// Whether its outlines are where `loca` says, and none takes too long to read.
pub(super) fn sound(face: &Face) -> Result<(), String> {
    whole(face.data(), face.index())?;
    let font = face.font().ok_or("it is no font")?;
    if let Some(cff) = face.table_range(*b"CFF ") {
        charstring::judge(&face.data()[cff])?;
        // Where it has both kinds, readers differ in which they take.
        return components::judge(&font, face.glyph_count());
    }
    let (Some(glyf), Some(_)) = (face.table_range(*b"glyf"), face.table_range(*b"loca")) else {
        return Err("it has neither TrueType nor CFF outlines".to_owned());
    };
    let loca = font.loca(None).map_err(|e| e.to_string())?;
    let places = (0..=usize::from(face.glyph_count())).map(|n| loca.get_raw(n));
    let mut last = 0;
    for place in places {
        let place = place.ok_or("table `loca` is too short")?;
        if place < last || place as usize > glyf.len() {
            return Err("table `loca` points outside the outlines".to_owned());
        }
        last = place;
    }
    components::judge(&font, face.glyph_count())
}

/// Why its maker forbids to embed a subset (OpenType `OS/2` fsType), or `None` if it is allowed.
pub(super) fn licence(face: &Face) -> Option<(&'static str, &'static str)> {
    let os2 = face.font()?.os2().ok()?;
    let bits = os2.fs_type();
    // Bits 1–3 exclude one another; where several are set the least strict counts (OpenType 1.9).
    if bits & 0x000E == 0x0002 {
        Some(("its licence forbids embedding (fsType bit 1)", "许可禁止嵌入（fsType 第 1 位）"))
    } else if bits & 0x0100 != 0 {
        Some(("its licence forbids subsets (fsType bit 8)", "许可禁止子集化（fsType 第 8 位）"))
    } else if bits & 0x0200 != 0 {
        Some((
            "its licence allows to embed bitmaps only (fsType bit 9)",
            "许可只允许嵌入点阵（fsType 第 9 位）",
        ))
    } else {
        None
    }
}

/// Runs what reads a face's tables. The readers are well tested, and a slip in one of them over a stranger's file must
/// still not take the build along: a panic becomes a broken face.
pub(super) fn contained<T>(reader: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(reader))
        .unwrap_or_else(|_| Err("its tables contradict one another".to_owned()))
}
