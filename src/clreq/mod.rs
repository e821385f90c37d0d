//! The rules of Chinese composition, one file a section of CLREQ: pure functions over characters. `STATUS.md`
//! says clause by clause what is held and which test holds it.
