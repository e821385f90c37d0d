//! The structure tree (ISO 32000-1, 14.7): it follows the article, not the page.
//!
//! An element's kids are other elements and *slots*. A slot is a stretch of content that a page item names
//! by [`SlotId`]; a paragraph that crosses columns or pages keeps its one slot, and the writer gives each
//! page's share a marked-content id of its own, in page order.

/// An element of the tree, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// A stretch of content of one element.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlotId(pub u32);

/// Standard structure types (ISO 32000-1, 14.8.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of ISO 32000-1, 14.8.4")]
pub enum Role {
    Document,
    Part,
    Art,
    Sect,
    Div,
    H(u8),
    P,
    Figure,
    Caption,
    L,
    LI,
    Lbl,
    LBody,
    Table,
    THead,
    TBody,
    TR,
    TH,
    TD,
    BlockQuote,
    Note,
    Reference,
    Link,
    Code,
    Quote,
    Span,
    Em,
    Strong,
    Ruby,
    RB,
    RT,
    TOC,
    TOCI,
    Index,
}

/// What is left out when the page is read aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArtifactKind {
    /// Running heads.
    Header,
    /// Folios and running feet.
    Footer,
    /// Rules, marks, backgrounds.
    Layout,
}

/// What an element says besides its kids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// For figures: what it shows.
    pub alt: Option<String>,
    /// BCP 47, where it differs from its parent's.
    pub lang: Option<String>,
    /// For headings: the text, as a title.
    pub title: Option<String>,
    /// For table header cells: whether it heads its row instead of its column.
    pub row_header: bool,
    /// For cells: how many columns wide, if more than one.
    pub col_span: Option<u32>,
    /// For lists: whether the labels are numbers.
    pub ordered: bool,
    /// For notes: a unique id.
    pub id: Option<String>,
    /// For what a list of the book names, an index entry or a picture: what the list says.
    pub listed: Option<String>,
}

/// A child of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kid {
    /// Another element.
    Element(ElementId),
    /// Content on pages.
    Slot(SlotId),
}

/// One element.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its type.
    pub role: Role,
    /// The element that holds it; `None` for the root.
    pub parent: Option<ElementId>,
    /// What it holds, in reading order.
    pub kids: Vec<Kid>,
    /// The rest, which most elements have nothing of.
    attributes: Option<Box<Attributes>>,
}

/// Those of an element that says nothing else.
static PLAIN: Attributes = Attributes {
    alt: None,
    lang: None,
    title: None,
    row_header: false,
    col_span: None,
    ordered: false,
    id: None,
    listed: None,
};

impl Element {
    fn new(role: Role, parent: Option<ElementId>, attributes: Attributes) -> Element {
        let attributes = if attributes == PLAIN { None } else { Some(Box::new(attributes)) };
        Element { role, parent, kids: Vec::new(), attributes }
    }

    /// What it says besides its kids.
    pub fn attributes(&self) -> &Attributes {
        self.attributes.as_deref().unwrap_or(&PLAIN)
    }
}

/// The tree. Element 0 is the document.
#[derive(Clone, Debug)]
pub struct StructureTree {
    elements: Vec<Element>,
    slots: Vec<ElementId>,
}

impl Default for StructureTree {
    fn default() -> StructureTree {
        StructureTree {
            elements: vec![Element::new(Role::Document, None, Attributes::default())],
            slots: Vec::new(),
        }
    }
}

impl StructureTree {
    /// The document.
    pub const ROOT: ElementId = ElementId(0);

    /// Adds an element behind the last kid of `parent`.
    pub fn add(&mut self, parent: ElementId, role: Role, attributes: Attributes) -> ElementId {
        let id = ElementId(self.elements.len() as u32);
        self.elements.push(Element::new(role, Some(parent), attributes));
        self.elements[parent.0 as usize].kids.push(Kid::Element(id));
        id
    }

    /// Adds a slot behind the last kid of `element`.
    pub fn slot(&mut self, element: ElementId) -> SlotId {
        let id = SlotId(self.slots.len() as u32);
        self.slots.push(element);
        self.elements[element.0 as usize].kids.push(Kid::Slot(id));
        id
    }

    /// The element of a slot.
    pub fn element_of(&self, slot: SlotId) -> ElementId {
        self.slots[slot.0 as usize]
    }

    /// An element.
    pub fn get(&self, id: ElementId) -> &Element {
        &self.elements[id.0 as usize]
    }

    /// All elements; [`ElementId`] is the place.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }

    /// How many slots there are.
    pub fn slot_count(&self) -> usize {
        self.slots.len()
    }
}
