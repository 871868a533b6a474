//! The binary as a person uses it: what it says, and the code it ends with.

mod attacks;
mod backup;
mod bad_input;
mod commands;
mod connections;
mod export;
mod gaps;
mod health;
mod import_files;
mod importing;
mod imports;
mod killed;
mod listener;
mod readme;
mod restore;
mod serving;
mod streaming;
mod support;
mod tokens;
mod traces;
mod watching;
