//! Pictures. In: developed photos. Out: picture objects, written as they come; each photo and each colour profile once.

use super::file::packed;
use super::objects::{Objects, name};
use crate::packing::Packer;
use crate::photo::{Encoding, Variant, digest};
use lopdf::{Dictionary, Object, ObjectId, dictionary};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A photo made ready to go into a file: samples are packed, and its content has a name. Both takes time, and many can be
/// made side by side.
#[derive(Debug)]
pub struct Plate {
    variant: Variant,
    /// The samples packed, if they are samples and that makes them smaller; the variant's own are gone then.
    packed: Option<Vec<u8>>,
    digest: [u8; 32],
}

impl Plate {
    /// Takes a photo, developed for [`crate::photo::Target::Print`].
    pub fn new(mut variant: Variant) -> Plate {
        let digest = variant.digest();
        let samples = matches!(variant.encoding, Encoding::Samples { .. });
        let packed = if samples { packed(&variant.bytes, &mut Packer::zlib()) } else { None };
        if packed.is_some() {
            variant.bytes = Arc::new([]);
        }
        Plate { variant, packed, digest }
    }
}

/// A photo that is in the file.
#[derive(Clone, Copy, Debug)]
pub struct Picture {
    place: usize,
    /// Whether its samples are inks without a profile.
    pub(super) inks: bool,
}

impl Picture {
    /// What pages call it.
    pub(super) fn name(self) -> String {
        format!("P{}", self.place)
    }
}

/// All pictures of the document, each once.
#[derive(Default)]
pub(super) struct Images {
    list: Vec<ObjectId>,
    /// The place in the list by content.
    known: BTreeMap<[u8; 32], usize>,
    /// The profiles by content.
    profiles: BTreeMap<[u8; 32], ObjectId>,
}

impl Images {
    /// Writes a picture, unless the same is there. PNG and SVG are for screens and are not taken.
    pub(super) fn hang(&mut self, objects: &mut Objects<'_>, plate: &Plate) -> Option<Picture> {
        let variant = &plate.variant;
        if matches!(variant.encoding, Encoding::Png | Encoding::Svg) {
            return None;
        }
        let inks = variant.components == 4 && profile_of(variant).is_none();
        let place = match self.known.get(&plate.digest) {
            Some(&place) => place,
            None => {
                let made = self.make(objects, plate);
                self.known.insert(plate.digest, self.list.len());
                self.list.push(made);
                self.list.len() - 1
            }
        };
        Some(Picture { place, inks })
    }

    fn make(&mut self, objects: &mut Objects<'_>, plate: &Plate) -> ObjectId {
        let variant = &plate.variant;
        if matches!(variant.encoding, Encoding::Page) {
            // Made in this process, so it can be read; if not, its place stays empty.
            let form = super::form::embed(objects, &variant.bytes);
            return form.unwrap_or_else(|| objects.add(Object::Null));
        }
        let space = match profile_of(variant) {
            Some(profile) => {
                let id = embed_profile(objects, &mut self.profiles, profile, variant.components);
                Object::Array(vec![name("ICCBased"), Object::Reference(id)])
            }
            None => name(device(variant.components)),
        };
        embed(objects, plate, space)
    }

    /// The objects by what pages call them.
    pub(super) fn by_name(&self) -> BTreeMap<String, ObjectId> {
        self.list.iter().enumerate().map(|(place, id)| (format!("P{place}"), *id)).collect()
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

fn embed(objects: &mut Objects<'_>, plate: &Plate, space: Object) -> ObjectId {
    let variant = &plate.variant;
    let mut dict = picture(variant.width, variant.height, space);
    match &variant.encoding {
        // The file goes in byte for byte.
        Encoding::Jpeg { inverted } => {
            dict.set("Filter", "DCTDecode");
            if *inverted {
                let ends = [1, 0].repeat(usize::from(variant.components));
                dict.set("Decode", ends.into_iter().map(Object::Integer).collect::<Vec<_>>());
            }
        }
        Encoding::Samples { alpha: Some(alpha) } => {
            let mask = picture(variant.width, variant.height, name(device(1)));
            dict.set("SMask", objects.add_stream(mask, alpha));
        }
        Encoding::Samples { alpha: None } | Encoding::Png | Encoding::Svg | Encoding::Page => {}
    }
    if plate.packed.is_some() {
        dict.set("Filter", "FlateDecode");
    }
    objects.add_stream(dict, plate.packed.as_deref().unwrap_or(&variant.bytes))
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
    objects: &mut Objects<'_>,
    known: &mut BTreeMap<[u8; 32], ObjectId>,
    profile: &Arc<[u8]>,
    components: u8,
) -> ObjectId {
    *known.entry(digest(&[profile])).or_insert_with(|| {
        let dict = dictionary! { "N" => i64::from(components), "Alternate" => name(device(components)) };
        objects.add_stream(dict, profile)
    })
}
