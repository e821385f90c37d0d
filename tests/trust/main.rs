//! Trust: what a stranger may send, what may go wrong with a machine, and the same bytes every time. The promises are
//! those of `SECURITY.md`; the tests run the real binary wherever a promise is about it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "these tests set up folders and look at what is in them")]
#![allow(clippy::type_complexity, reason = "tables of cases say in place what their columns are")]

mod attack;
mod bulk;
mod common;
mod corpus;
mod faults;
mod fuzz;
mod hygiene;
mod keep;
mod limits;
mod outside;
mod same;
mod spec;
