//! The journey itself, from a project to the bytes of its outputs.
