//! What the document says about itself. In: [`Info`]. Out: the information dictionary, XMP, output intent.

use super::Info;
use super::objects::{Objects, literal, text};
use lopdf::{Object, ObjectId, dictionary};
use std::fmt::Write;

/// Writes all of it; the information dictionary is handed back for the trailer.
pub(super) fn write(objects: &mut Objects, info: &Info) -> ObjectId {
    objects.catalog.set("Lang", text(info.lang()));

    let profile = objects.add_stream(dictionary! { "N" => 3 }, super::icc::srgb());
    // Colours mean sRGB (ISO 19005-2, 6.2.3): it covers DeviceRGB and DeviceGray.
    let intent = objects.add(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => literal("sRGB"),
        "Info" => literal("sRGB IEC61966-2-1"),
        "RegistryName" => literal("http://www.color.org"),
        "DestOutputProfile" => profile,
    });
    objects.catalog.set("OutputIntents", vec![Object::Reference(intent)]);

    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = objects.add_stream(kind, xmp(info).into_bytes());
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
    if let Some([year, month, day, hour, minute, second]) = info.clock() {
        let date = format!("D:{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}Z");
        dict.set("CreationDate", literal(&date));
        dict.set("ModDate", literal(&date));
    }
    objects.add(dict)
}

const CREATOR: &str = concat!("keben ", env!("CARGO_PKG_VERSION"));

/// The extension schema that PDF/A asks for before `pdfuaid` may be used (ISO 19005-2, 6.6.2.3): PDF/UA's own
/// property (ISO 14289-1, 5) is not among the predefined ones.
const UA_SCHEMA: &str = r#"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the document conforms to</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"#;

/// The XMP packet (ISO 16684-1).
fn xmp(info: &Info) -> String {
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
        ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
        ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
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
    if let Some([year, month, day, hour, minute, second]) = info.clock() {
        let date = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
        for property in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
            simple(&mut out, property, &date);
        }
    }
    out.push_str("<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n");
    out.push_str("<pdfuaid:part>1</pdfuaid:part>\n");
    out.push_str(UA_SCHEMA);
    out.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
    out
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
        let packet = xmp(&info);
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
