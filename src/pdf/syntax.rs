//! Objects to bytes (ISO 32000-1, 7.3). In: an object. Out: its written form.

use lopdf::{Object, StringFormat};
use std::io::Write;

/// Writes an object.
pub(super) fn object_to(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(true) => out.extend(b"true"),
        Object::Boolean(false) => out.extend(b"false"),
        Object::Integer(value) => put(out, format_args!("{value}")),
        Object::Real(value) => put(out, format_args!("{value}")),
        Object::Name(name) => name_to(out, name),
        Object::String(bytes, format) => string_to(out, bytes, format),
        Object::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b' ');
                }
                object_to(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dict) => {
            out.extend(b"<<");
            for (key, value) in dict {
                name_to(out, key);
                if !matches!(value, Object::Name(_) | Object::Array(_) | Object::Dictionary(_)) {
                    out.push(b' ');
                }
                object_to(out, value);
            }
            out.extend(b">>");
        }
        // Streams stand alone and are written by `File::stream`.
        Object::Stream(_) => out.extend(b"null"),
        Object::Reference((number, generation)) => put(out, format_args!("{number} {generation} R")),
    }
}

fn put(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Writing to memory cannot fail.
    let _ = out.write_fmt(text);
}

fn name_to(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if (b'!'..=b'~').contains(&byte) && !b"#()<>[]{}/%".contains(&byte) {
            out.push(byte);
        } else {
            put(out, format_args!("#{byte:02X}"));
        }
    }
}

fn string_to(out: &mut Vec<u8>, bytes: &[u8], format: &StringFormat) {
    if *format == StringFormat::Hexadecimal {
        out.push(b'<');
        bytes.iter().for_each(|byte| put(out, format_args!("{byte:02X}")));
        out.push(b'>');
        return;
    }
    out.push(b'(');
    for &byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            b'\r' => out.extend(b"\\r"),
            b'\n' => out.extend(b"\\n"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn objects_are_written_as_they_are_read() {
        let name = Object::Name("A B#".as_bytes().to_vec());
        let string = Object::String(b"(\\\r\n)".to_vec(), StringFormat::Literal);
        let bytes = Object::String(vec![0x54, 0x0D], StringFormat::Hexadecimal);
        let list = vec![name, string, bytes, Object::Real(0.5), Object::Null, Object::Reference((7, 0))];
        let dict = Object::Dictionary(dictionary! { "K" => list, "N" => 1, "Yes" => true });
        let mut out = Vec::new();
        object_to(&mut out, &dict);
        let expected = r"<</K[/A#20B#23 (\(\\\r\n\)) <540D> 0.5 null 7 0 R]/N 1/Yes true>>";
        assert_eq!(String::from_utf8(out).expect("ASCII"), expected);
    }
}
