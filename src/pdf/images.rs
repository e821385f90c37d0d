//! Pictures. In: developed photos. Out: picture objects; each photo and each colour profile once.

use super::objects::{Objects, name};
use crate::photo::{Encoding, Variant};
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;
use std::sync::Arc;

/// All pictures of the document, each once.
#[derive(Default)]
pub(super) struct Images {
    list: Vec<Variant>,
}

impl Images {
    /// Takes up a picture; its name, and whether its samples are inks without a profile. The same bytes get the same name.
    /// PNG and SVG are for screens and get none.
    pub(super) fn take(&mut self, variant: Variant) -> Option<(String, bool)> {
        if matches!(variant.encoding, Encoding::Png | Encoding::Svg) {
            return None;
        }
        let inks = variant.components == 4 && profile_of(&variant).is_none();
        let same = |v: &Variant| {
            (v.width, v.height, v.components) == (variant.width, variant.height, variant.components)
                && (Arc::ptr_eq(&v.bytes, &variant.bytes) || v.bytes == variant.bytes)
                && alpha(v) == alpha(&variant)
        };
        let place = self.list.iter().position(same).unwrap_or_else(|| {
            self.list.push(variant);
            self.list.len() - 1
        });
        Some((format!("P{place}"), inks))
    }

    /// Makes the objects; hands them out by name.
    pub(super) fn finish(self, objects: &mut Objects) -> BTreeMap<String, ObjectId> {
        let mut profiles: Vec<(Arc<[u8]>, ObjectId)> = Vec::new();
        let make = |(place, variant): (usize, Variant)| {
            if matches!(variant.encoding, Encoding::Page) {
                // Made in this process, so it can be read; if not, its place stays empty.
                let form = super::form::embed(objects, &variant.bytes);
                return (format!("P{place}"), form.unwrap_or_else(|| objects.add(Object::Null)));
            }
            let space = match profile_of(&variant) {
                Some(profile) => Object::Array(vec![
                    name("ICCBased"),
                    Object::Reference(embed_profile(objects, &mut profiles, profile, variant.components)),
                ]),
                None => name(device(variant.components)),
            };
            (format!("P{place}"), embed(objects, variant, space))
        };
        self.list.into_iter().enumerate().map(make).collect()
    }
}

fn alpha(variant: &Variant) -> Option<&Arc<[u8]>> {
    match &variant.encoding {
        Encoding::Samples { alpha } => alpha.as_ref(),
        _ => None,
    }
}

/// The profile of a picture, if an archive takes it (ISO 19005-2, 6.2.4.2): made for so many components, of an
/// input, display, output or conversion device, and of a version before 5.
fn profile_of(variant: &Variant) -> Option<&Arc<[u8]>> {
    let profile = variant.profile.as_ref()?;
    let space: &[u8] = match variant.components {
        1 => b"GRAY",
        4 => b"CMYK",
        _ => b"RGB ",
    };
    let class = profile.get(12..16)?;
    let known = [b"scnr", b"mntr", b"prtr", b"spac"].iter().any(|c| class == &c[..]);
    (known && profile.get(16..20)? == space && *profile.get(8)? < 5).then_some(profile)
}

fn embed(objects: &mut Objects, variant: Variant, space: Object) -> ObjectId {
    let mut dict = picture(variant.width, variant.height, space);
    match variant.encoding {
        // The file goes in byte for byte.
        Encoding::Jpeg { inverted } => {
            dict.set("Filter", "DCTDecode");
            if inverted {
                let ends = [1, 0].repeat(usize::from(variant.components));
                dict.set("Decode", ends.into_iter().map(Object::Integer).collect::<Vec<_>>());
            }
        }
        Encoding::Samples { alpha: Some(alpha) } => {
            let mask = picture(variant.width, variant.height, name(device(1)));
            dict.set("SMask", objects.add_stream(mask, &alpha));
        }
        Encoding::Samples { alpha: None } | Encoding::Png | Encoding::Svg | Encoding::Page => {}
    }
    objects.add_stream(dict, &variant.bytes)
}

fn picture(width: u32, height: u32, space: Object) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => width,
        "Height" => height,
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
    }
}

/// The device colour space of so many components. Gray and RGB are covered by the document's output intent.
fn device(components: u8) -> &'static str {
    match components {
        1 => "DeviceGray",
        4 => "DeviceCMYK",
        _ => "DeviceRGB",
    }
}

fn embed_profile(
    objects: &mut Objects,
    known: &mut Vec<(Arc<[u8]>, ObjectId)>,
    profile: &Arc<[u8]>,
    components: u8,
) -> ObjectId {
    if let Some((_, id)) = known.iter().find(|(k, _)| k == profile) {
        return *id;
    }
    let dict = dictionary! { "N" => i64::from(components), "Alternate" => name(device(components)) };
    let id = objects.add_stream(dict, profile);
    known.push((profile.clone(), id));
    id
}
