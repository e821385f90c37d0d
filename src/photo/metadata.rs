//! What a photo says about itself: title, caption, creator, credit, copyright and date, from XMP (ISO 16684-1), IPTC
//! IIM 4.2 and EXIF (CIPA DC-008). Where several say it, XMP counts before IPTC and IPTC before EXIF, as the
//! Metadata Working Group's guidelines (2.0, section 5) ask of readers.

use super::tame;
use exif::{Context, In, Tag, Value};
use roxmltree::{Document, Node, ParsingOptions};

/// The texts of a photo. Each is trimmed and not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Its title (dc:title, IPTC 2:05).
    pub title: Option<String>,
    /// What it shows (dc:description, IPTC 2:120, EXIF ImageDescription).
    pub caption: Option<String>,
    /// Who took it (dc:creator, IPTC By-line 2:80, EXIF Artist).
    pub creators: Vec<String>,
    /// Who is to be named for it, mostly an agency (photoshop:Credit, IPTC 2:110).
    pub credit: Option<String>,
    /// Its copyright line (dc:rights, IPTC 2:116, EXIF Copyright).
    pub copyright: Option<String>,
    /// When it was taken: year, month, day.
    pub date: Option<(i32, u8, u8)>,
}

/// The blocks of a file that hold texts.
#[derive(Default)]
pub(super) struct Blocks<'a> {
    pub(super) xmp: Option<&'a [u8]>,
    /// Records of IIM, or the image resources of Photoshop around them.
    pub(super) iptc: Option<&'a [u8]>,
    pub(super) exif: Option<&'a exif::Exif>,
}

/// Nodes of an XMP packet that are looked at; real ones have a few hundred.
const MAX_NODES: u32 = 20_000;
/// Characters of a text that are taken.
const MAX_TEXT: usize = 2_000;

impl Metadata {
    /// What the blocks say. One that cannot be read says nothing.
    pub(super) fn of(blocks: &Blocks<'_>) -> Metadata {
        let mut all = Vec::new();
        all.extend(blocks.xmp.and_then(from_xmp));
        all.extend(blocks.iptc.map(from_iptc));
        all.extend(blocks.exif.map(from_exif));
        let mut out = Metadata::default();
        for next in all {
            out.title = out.title.or(next.title);
            out.caption = out.caption.or(next.caption);
            out.credit = out.credit.or(next.credit);
            out.copyright = out.copyright.or(next.copyright);
            out.date = out.date.or(next.date);
            if out.creators.is_empty() {
                out.creators = next.creators;
            }
        }
        out
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        *self == Metadata::default()
    }

    /// A credit line: agency and creators, as `chinese` papers print them (新华社 某某 摄) or in English.
    pub fn credit_line(&self, chinese: bool) -> Option<String> {
        let names = self.creators.join(if chinese { "、" } else { ", " });
        let says_role =
            ["摄", "攝", "供图", "供圖", "绘", "制图", "图"].iter().any(|end| names.ends_with(end));
        let agency = self.credit.clone().filter(|credit| !names.contains(credit.as_str()));
        Some(match (agency, chinese) {
            (None, _) if names.is_empty() => return None,
            (Some(agency), _) if names.is_empty() => agency,
            (Some(agency), true) if says_role => format!("{agency} {names}"),
            (Some(agency), true) => format!("{agency} {names} 摄"),
            (Some(agency), false) => format!("{names} / {agency}"),
            (None, true) if !says_role => format!("{names} 摄"),
            (None, _) => names,
        })
    }
}

/// A text without what nobody typed: control characters, spaces around it.
fn clean(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n').take(MAX_TEXT).collect();
    let text = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

// --- XMP ---

const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const EXIF: &str = "http://ns.adobe.com/exif/1.0/";
const TIFF: &str = "http://ns.adobe.com/tiff/1.0/";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

fn parsed(packet: &[u8]) -> Option<Document<'_>> {
    let text = std::str::from_utf8(packet).ok()?.trim_matches(['\u{FEFF}', '\0', ' ', '\n', '\r', '\t']);
    if !tame::is_tame(text) {
        return None;
    }
    // No document type, hence no entities that could grow.
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).ok()
}

/// What an XMP packet says of the turn, as EXIF counts it (tiff:Orientation; ISO 16684-1, 8.4).
pub(super) fn turn_in_xmp(packet: &[u8]) -> Option<u32> {
    let document = parsed(packet)?;
    property(document.root_element(), TIFF, "Orientation").first()?.parse().ok()
}

fn from_xmp(packet: &[u8]) -> Option<Metadata> {
    let document = parsed(packet)?;
    let root = document.root_element();
    Some(Metadata {
        title: property(root, DC, "title").into_iter().next(),
        caption: property(root, DC, "description").into_iter().next(),
        creators: property(root, DC, "creator"),
        credit: property(root, PHOTOSHOP, "Credit").into_iter().next(),
        copyright: property(root, DC, "rights").into_iter().next(),
        date: [(PHOTOSHOP, "DateCreated"), (EXIF, "DateTimeOriginal")]
            .into_iter()
            .find_map(|(space, name)| date(property(root, space, name).first()?)),
    })
}

/// The values of a property: an attribute of rdf:Description, the text of an element, or the items of its list. Of
/// alternatives in several languages the default one comes first (ISO 16684-1, 8.2.2.4).
fn property(root: Node<'_, '_>, space: &str, name: &str) -> Vec<String> {
    let descriptions = || root.descendants().filter(|n| n.has_tag_name((RDF, "Description")));
    if let Some(value) = descriptions().find_map(|n| n.attribute((space, name))) {
        return clean(value).into_iter().collect();
    }
    let Some(element) = descriptions().flat_map(|n| n.children()).find(|n| n.has_tag_name((space, name)))
    else {
        return Vec::new();
    };
    let mut items: Vec<Node<'_, '_>> =
        element.descendants().filter(|n| n.has_tag_name((RDF, "li"))).collect();
    if items.is_empty() {
        return element.text().and_then(clean).into_iter().collect();
    }
    let is_default =
        |n: &Node<'_, '_>| n.attribute(("http://www.w3.org/XML/1998/namespace", "lang")) == Some("x-default");
    items.sort_by_key(|n| !is_default(n));
    items.iter().filter_map(|n| n.text().and_then(clean)).collect()
}

/// `2026-05-01…`, `20260501` or `2026:05:01 …`.
fn date(text: &str) -> Option<(i32, u8, u8)> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(8).collect();
    if digits.len() < 8 || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) =
        (digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?);
    (year > 1800 && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

// --- IPTC ---

/// The number of the image resource that is an IIM block.
const IIM: u16 = 0x0404;

/// The IIM block among Photoshop's image resources, if these stand around it.
fn iim(block: &[u8]) -> &[u8] {
    let (resources, _) = resources(block);
    resources.into_iter().find(|(number, _)| *number == IIM).map_or(&[][..], |(_, data)| data)
}

/// Photoshop's image resources (8BIM) by number, and what is left behind the last that can be read. Records of IIM
/// without resources around them are one.
pub(super) fn resources(block: &[u8]) -> (Vec<(u16, &[u8])>, &[u8]) {
    let mut rest = block.strip_prefix(b"Photoshop 3.0\0").unwrap_or(block);
    if !rest.starts_with(b"8BIM") {
        return (vec![(IIM, rest)], &[]);
    }
    let mut out = Vec::new();
    while let Some(resource) = rest.strip_prefix(b"8BIM") {
        let Some((&[a, b], behind)) = resource.split_first_chunk() else { break };
        // A Pascal string, padded to even length, then the size and the data, padded too.
        let name = 1 + usize::from(behind.first().copied().unwrap_or(0));
        let Some(behind) = behind.get(name + name % 2..) else { break };
        let Some((size, data)) = behind.split_first_chunk() else { break };
        let size = u32::from_be_bytes(*size) as usize;
        let Some(content) = data.get(..size) else { break };
        out.push((u16::from_be_bytes([a, b]), content));
        rest = data.get(size + size % 2..).unwrap_or_default();
    }
    (out, rest)
}

fn from_iptc(block: &[u8]) -> Metadata {
    let mut out = Metadata::default();
    let mut rest = iim(block);
    // Tag marker, record, data set, length (IIM 4.2, 1.6).
    while let Some((&[0x1C, record, set, high, low], behind)) = rest.split_first_chunk() {
        let length = usize::from(u16::from_be_bytes([high, low]));
        let Some(data) = behind.get(..length) else { break };
        rest = &behind[length..];
        // Most programs write UTF-8 and some forget to say so; what is neither is left to the author.
        let Some(text) = std::str::from_utf8(data).ok().and_then(clean) else { continue };
        match (record, set) {
            (2, 5) => out.title = Some(text),
            (2, 120) => out.caption = Some(text),
            (2, 80) => out.creators.push(text),
            (2, 110) => out.credit = Some(text),
            (2, 116) => out.copyright = Some(text),
            (2, 55) => out.date = date(&text),
            _ => {}
        }
    }
    out
}

// --- EXIF ---

/// What cameras write where a description should stand.
const FACTORY_WORDS: [&str; 9] = [
    "OLYMPUS DIGITAL CAMERA",
    "SONY DSC",
    "SAMSUNG DIGITAL CAMERA",
    "KODAK Digital Still Camera",
    "MINOLTA DIGITAL CAMERA",
    "Exif_JPEG_PICTURE",
    "DIGITAL CAMERA",
    "DCIM",
    "default",
];

fn from_exif(exif: &exif::Exif) -> Metadata {
    let field = |tag| exif.get_field(tag, In::PRIMARY).map(|f| &f.value);
    // Windows' own fields, UTF-16, which hold Chinese where the old ones cannot.
    let windows = |number| match field(Tag(Context::Tiff, number)) {
        Some(Value::Byte(bytes)) => {
            let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|&u| u16::from_le_bytes(u)).collect();
            clean(&String::from_utf16_lossy(&units))
        }
        _ => None,
    };
    let ascii = |tag| match field(tag) {
        Some(Value::Ascii(parts)) => {
            let text = parts.iter().find_map(|part| clean(std::str::from_utf8(part).ok()?));
            text.filter(|text| !FACTORY_WORDS.iter().any(|w| text.eq_ignore_ascii_case(w)))
        }
        _ => None,
    };
    let people = |text: String| text.split(';').filter_map(clean).collect();
    Metadata {
        title: windows(0x9C9B),
        caption: windows(0x9C9F).or_else(|| ascii(Tag::ImageDescription)),
        creators: windows(0x9C9D).or_else(|| ascii(Tag::Artist)).map(people).unwrap_or_default(),
        credit: None,
        copyright: ascii(Tag::Copyright),
        date: ascii(Tag::DateTimeOriginal).and_then(|text| date(&text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn xmp(packet: &str) -> Metadata {
        Metadata::of(&Blocks { xmp: Some(packet.as_bytes()), ..Blocks::default() })
    }

    const HEAD: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/""#;
    const FOOT: &str = "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>";

    #[test]
    fn xmp_is_read_in_both_its_forms() {
        let packet = format!(
            r#"{HEAD} photoshop:Credit="某社" photoshop:DateCreated="2026-05-01T08:00:00"><dc:title><rdf:Alt><rdf:li xml:lang="en">Bridge</rdf:li><rdf:li xml:lang="x-default">桥</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>张三</rdf:li><rdf:li>李四</rdf:li></rdf:Seq></dc:creator><dc:description><rdf:Alt><rdf:li xml:lang="x-default"> 新桥
  通车 </rdf:li></rdf:Alt></dc:description>{FOOT}"#
        );
        let seen = xmp(&packet);
        assert_eq!(seen.title.as_deref(), Some("桥"));
        assert_eq!(seen.caption.as_deref(), Some("新桥 通车"));
        assert_eq!(seen.creators, ["张三", "李四"]);
        assert_eq!((seen.credit.as_deref(), seen.date), (Some("某社"), Some((2026, 5, 1))));
        assert_eq!(seen.credit_line(true).as_deref(), Some("某社 张三、李四 摄"));
        assert_eq!(seen.credit_line(false).as_deref(), Some("张三, 李四 / 某社"));
    }

    #[test]
    fn xmp_knows_the_turn_in_both_its_forms() {
        let head = HEAD.replace("xmlns:dc", r#"xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:dc"#);
        let attribute = format!(r#"{head} tiff:Orientation="6">{FOOT}"#);
        let element = format!("{head}><tiff:Orientation>8</tiff:Orientation>{FOOT}");
        assert_eq!(turn_in_xmp(attribute.as_bytes()), Some(6));
        assert_eq!(turn_in_xmp(element.as_bytes()), Some(8));
        assert_eq!(turn_in_xmp(format!("{head}>{FOOT}").as_bytes()), None);
    }

    #[test]
    fn entities_and_endless_packets_say_nothing() {
        let bomb = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>"#;
        assert!(xmp(bomb).is_empty());
        assert!(xmp(&format!("{HEAD}>{}{FOOT}", "<dc:a/>".repeat(30_000))).is_empty());
        assert!(xmp("").is_empty() && xmp("<").is_empty());
    }

    fn record(set: u8, data: &[u8]) -> Vec<u8> {
        let mut out = vec![0x1C, 2, set];
        out.extend((data.len() as u16).to_be_bytes());
        out.extend(data);
        out
    }

    #[test]
    fn iptc_is_found_inside_photoshops_resources() {
        let mut iim = record(120, "龙舟下水".as_bytes());
        iim.extend(record(80, "王五".as_bytes()));
        iim.extend(record(116, &[0xCD, 0xF5])); // GBK: not guessed at
        iim.extend(record(55, b"20260619"));
        let mut block = b"Photoshop 3.0\08BIM\x04\x25\0\0\0\0\0\x01x\0".to_vec();
        block.extend(b"8BIM\x04\x04\0\0");
        block.extend((iim.len() as u32).to_be_bytes());
        block.extend(&iim);
        for block in [&block, &iim] {
            let seen = Metadata::of(&Blocks { iptc: Some(block), ..Blocks::default() });
            assert_eq!(seen.caption.as_deref(), Some("龙舟下水"));
            assert_eq!((seen.creators.as_slice(), seen.copyright), (&["王五".to_owned()][..], None));
            assert_eq!(seen.date, Some((2026, 6, 19)));
        }
        // Cut anywhere, it does not fail.
        for end in 0..block.len() {
            let _ = Metadata::of(&Blocks { iptc: Some(&block[..end]), ..Blocks::default() });
        }
    }

    #[test]
    fn a_name_that_says_its_role_needs_no_other() {
        let of = |name: &str| Metadata { creators: vec![name.into()], ..Metadata::default() };
        assert_eq!(of("张三 摄").credit_line(true).as_deref(), Some("张三 摄"));
        assert_eq!(of("甲村供图").credit_line(true).as_deref(), Some("甲村供图"));
        assert_eq!(of("A. Name").credit_line(false).as_deref(), Some("A. Name"));
        assert_eq!(Metadata::default().credit_line(true), None);
    }
}
