//! What the document says about itself. In: [`Info`]. Out: the information dictionary, XMP, output intent.

use super::Info;
use super::objects::{Objects, literal, text};
use super::settings::{Press, PressStandard, Settings};
use crate::packing::crc32;
use lopdf::{Object, ObjectId, dictionary};
use std::fmt::Write;

/// Writes all of it; the information dictionary is handed back for the trailer.
pub(super) fn write(objects: &mut Objects<'_>, info: &Info, settings: &Settings) -> ObjectId {
    objects.catalog.set("Lang", text(info.lang()));
    intents(objects, settings);
    let clock = clock(info, settings);

    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = objects.add_stream(kind, xmp(info, settings, clock).as_bytes());
    objects.catalog.set("Metadata", metadata);

    let mut dict = dictionary! { "Title" => text(info.title()), "Creator" => text(CREATOR), "Producer" => text(CREATOR) };
    if !info.authors.is_empty() {
        dict.set("Author", text(&info.authors.join(", ")));
    }
    if let Some(subject) = &info.subject {
        dict.set("Subject", text(subject));
    }
    if !info.keywords.is_empty() {
        dict.set("Keywords", text(&info.keywords.join(", ")));
    }
    if let Some(clock) = clock {
        dict.set("CreationDate", date(clock));
        dict.set("ModDate", date(clock));
    }
    if let Some(press) = settings.press() {
        // No two inks were made to overlap where they meet.
        dict.set("Trapped", "False");
        if press.standard == PressStandard::X1a {
            dict.set("GTS_PDFXVersion", literal("PDF/X-1a:2003"));
        }
    }
    objects.add(dict)
}

/// The time of making. Files for a press must have one (ISO 15930-7, 6.16); where nobody knows it, it is the first second of 1970.
fn clock(info: &Info, settings: &Settings) -> Option<[i64; 6]> {
    info.clock().or_else(|| settings.press().map(|_| [1970, 1, 1, 0, 0, 0]))
}

/// A time as PDF writes it (ISO 32000-1, 7.9.4).
fn date([year, month, day, hour, minute, second]: [i64; 6]) -> Object {
    literal(&format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z"))
}

/// When the document was last changed, as far as anyone knows.
pub(super) fn changed(info: &Info) -> Object {
    date(info.clock().unwrap_or([1970, 1, 1, 0, 0, 0]))
}

/// What colours mean (ISO 32000-1, 14.11.5).
fn intents(objects: &mut Objects<'_>, settings: &Settings) {
    let mut intent = dictionary! { "Type" => "OutputIntent" };
    let (kind, profile) = match settings.press() {
        Some(Press { intent: condition, .. }) => {
            intent.set("OutputConditionIdentifier", text(&condition.condition));
            intent.set("Info", text(&condition.condition));
            if condition.registered {
                intent.set("RegistryName", literal("http://www.color.org"));
            }
            ("GTS_PDFX", objects.add_stream(dictionary! { "N" => 4 }, &condition.profile))
        }
        None => {
            // sRGB: it covers DeviceRGB and DeviceGray (ISO 19005-2, 6.2.3).
            intent.set("OutputConditionIdentifier", literal("sRGB"));
            intent.set("Info", literal("sRGB IEC61966-2-1"));
            intent.set("RegistryName", literal("http://www.color.org"));
            ("GTS_PDFA1", objects.add_stream(dictionary! { "N" => 3 }, &super::icc::srgb()))
        }
    };
    intent.set("S", kind);
    intent.set("DestOutputProfile", profile);
    let mut list = vec![Object::Reference(objects.add(intent.clone()))];
    if settings.press().is_some() && settings.archive_part().is_some() {
        intent.set("S", "GTS_PDFA1");
        list.push(Object::Reference(objects.add(intent)));
    }
    objects.catalog.set("OutputIntents", list);
}

const CREATOR: &str = concat!("keben ", env!("CARGO_PKG_VERSION"));

/// Schemas that are not among PDF/A's predefined ones have to be described before they may be used (ISO 19005-2, 6.6.2.3): name
/// space, prefix, what it is, and the properties with type and purpose.
struct Schema {
    space: &'static str,
    prefix: &'static str,
    is: &'static str,
    property: [&'static str; 3],
}

/// PDF/UA's own (ISO 14289-1, 5).
const UA_SCHEMA: Schema = Schema {
    space: "http://www.aiim.org/pdfua/ns/id/",
    prefix: "pdfuaid",
    is: "PDF/UA identification schema",
    property: ["part", "Integer", "Part of ISO 14289 the document conforms to"],
};

/// PDF/X's own (ISO 15930-7, 6.15).
const X_SCHEMA: Schema = Schema {
    space: "http://www.npes.org/pdfx/ns/id/",
    prefix: "pdfxid",
    is: "PDF/X identification schema",
    property: ["GTS_PDFXVersion", "Text", "Kind of PDF/X the document conforms to"],
};

/// The one property of the PDF schema that is younger than PDF/A-2's list.
const TRAPPED_SCHEMA: Schema = Schema {
    space: "http://ns.adobe.com/pdf/1.3/",
    prefix: "pdf",
    is: "Adobe PDF schema",
    property: ["Trapped", "Text", "Whether the document has been trapped"],
};

fn describe(out: &mut String, schemas: &[Schema]) {
    out.push_str("<pdfaExtension:schemas><rdf:Bag>");
    for Schema { space, prefix, is, property: [name, kind, purpose] } in schemas {
        let _ = write!(
            out,
            r#"<rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>{space}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>
<pdfaSchema:schema>{is}</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>{purpose}</pdfaProperty:description>
<pdfaProperty:name>{name}</pdfaProperty:name>
<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"#
        );
    }
    out.push_str("</rdf:Bag></pdfaExtension:schemas>\n");
}

/// The XMP packet (ISO 16684-1).
fn xmp(info: &Info, settings: &Settings, clock: Option<[i64; 6]>) -> String {
    let mut out = String::from(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\"\n",
    );
    for (prefix, space) in [
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("xmp", "http://ns.adobe.com/xap/1.0/"),
        ("pdf", "http://ns.adobe.com/pdf/1.3/"),
        ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
        ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
        (UA_SCHEMA.prefix, UA_SCHEMA.space),
        (X_SCHEMA.prefix, X_SCHEMA.space),
        ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
        ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
        ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
    ] {
        let _ = writeln!(out, "xmlns:{prefix}=\"{space}\"");
    }
    out.push_str(">\n<dc:format>application/pdf</dc:format>\n");
    alternative(&mut out, "dc:title", Some(info.title()));
    list(&mut out, "dc:creator", "Seq", &info.authors);
    alternative(&mut out, "dc:description", info.subject.as_deref());
    list(&mut out, "dc:subject", "Bag", &info.keywords);
    list(&mut out, "dc:publisher", "Bag", info.publisher.as_slice());
    alternative(&mut out, "dc:rights", info.rights.as_deref());
    list(&mut out, "dc:language", "Bag", &[info.lang().to_owned()]);
    if !info.keywords.is_empty() {
        simple(&mut out, "pdf:Keywords", &info.keywords.join(", "));
    }
    simple(&mut out, "pdf:Producer", CREATOR);
    simple(&mut out, "xmp:CreatorTool", CREATOR);
    if let Some([year, month, day, hour, minute, second]) = clock {
        let date = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
        for property in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
            simple(&mut out, property, &date);
        }
    }
    let mut schemas = Vec::new();
    if let Some(press) = settings.press() {
        simple(&mut out, "pdf:Trapped", "False");
        // A document keeps its name over its versions; ours is told by what it says.
        simple(&mut out, "xmpMM:DocumentID", &format!("urn:keben:{:08x}", name_of(info)));
        simple(&mut out, "xmpMM:RenditionClass", "default");
        simple(&mut out, "xmpMM:VersionID", "1");
        if press.standard == PressStandard::X4 {
            simple(&mut out, "pdfxid:GTS_PDFXVersion", "PDF/X-4");
            schemas.extend([X_SCHEMA, TRAPPED_SCHEMA]);
        }
    }
    if settings.accessible() {
        simple(&mut out, "pdfuaid:part", "1");
        schemas.push(UA_SCHEMA);
    }
    if let Some(part) = settings.archive_part() {
        simple(&mut out, "pdfaid:part", &part.to_string());
        simple(&mut out, "pdfaid:conformance", "A");
        describe(&mut out, &schemas);
    }
    out.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
    out
}

/// A number made of title and writers.
fn name_of(info: &Info) -> u32 {
    crc32((info.title().to_owned() + &info.authors.concat()).as_bytes())
}

fn simple(out: &mut String, property: &str, value: &str) {
    let _ = writeln!(out, "<{property}>{}</{property}>", escape(value));
}

/// A text with one version for all languages.
fn alternative(out: &mut String, property: &str, value: Option<&str>) {
    if let Some(value) = value {
        let value = escape(value);
        let _ = writeln!(
            out,
            "<{property}><rdf:Alt><rdf:li xml:lang=\"x-default\">{value}</rdf:li></rdf:Alt></{property}>"
        );
    }
}

fn list(out: &mut String, property: &str, kind: &str, values: &[String]) {
    if values.is_empty() {
        return;
    }
    let _ = write!(out, "<{property}><rdf:{kind}>");
    for value in values {
        let _ = write!(out, "<rdf:li>{}</rdf:li>", escape(value));
    }
    let _ = writeln!(out, "</rdf:{kind}></{property}>");
}

/// Text in XML 1.0: five characters as entities; those that XML cannot have at all (2.2) become U+FFFD.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packet_is_well_formed_whatever_the_title() {
        let title = "<名> & \"吊\" ]]> \u{1}\u{FFFF}".to_owned();
        let info = Info { title, authors: vec!["A&B".into()], ..Info::default() };
        let packet = xmp(&info, &Settings::default(), None);
        let mut reader = quick_xml::Reader::from_str(&packet);
        let mut titles = String::new();
        loop {
            match reader.read_event().expect("well-formed") {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Text(t) => titles.push_str(&t.xml10_content()),
                _ => {}
            }
        }
        assert!(titles.contains('名'));
        assert!(packet.contains("&lt;名&gt; &amp; &quot;吊&quot; ]]&gt; \u{FFFD}\u{FFFD}"));
    }
}
