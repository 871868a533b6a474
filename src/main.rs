//! The support directory.

fn main() {}
