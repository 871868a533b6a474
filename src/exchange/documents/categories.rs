//! What documents file an offer under: lists, trees of two levels, or texts with commas between.

use super::spot::Spot;
use crate::domain::offer::{LONGEST_CATEGORY, MOST_CATEGORIES};
use crate::exchange::node::Node;
use crate::exchange::remark::{Remark, Warning};
use crate::exchange::texts;

/// The categories in a value, each once, in order: those above before those below them.
pub(super) fn read(spot: &Spot, warnings: &mut Vec<Warning>) -> Vec<String> {
    let mut told = Vec::new();
    collect(spot, &mut told, warnings);
    told
}

fn collect(spot: &Spot, told: &mut Vec<String>, warnings: &mut Vec<Warning>) {
    match spot.node {
        Node::Null => {}
        Node::List(_) => {
            for value in spot.values() {
                collect(&value, told, warnings);
            }
        }
        Node::Object(_) => {
            for (name, below) in spot.members() {
                // The Cloud Partner Portal says `categoryL1: a` and `categoryL2-a: [b]` for `a: [b]`.
                if !name.starts_with("categoryL") {
                    add(name, &below, told, warnings);
                }
                collect(&below, told, warnings);
            }
        }
        Node::Truth(_) | Node::Number(_) | Node::Text(_) => {
            let line = spot.line(warnings).unwrap_or_default();
            for part in line.split([',', ';']) {
                add(part, spot, told, warnings);
            }
        }
    }
}

fn add(name: &str, spot: &Spot, told: &mut Vec<String>, warnings: &mut Vec<Warning>) {
    let mut remarks = spot.remarks(warnings);
    let name = texts::told(spot.field, name, &mut remarks);
    let Some(name) = name.and_then(|name| texts::line(spot.field, name, &mut remarks)) else {
        return;
    };
    let name = texts::cut(spot.field, name, LONGEST_CATEGORY, &mut remarks);
    if told.contains(&name) {
        return;
    }
    if told.len() < MOST_CATEGORIES {
        told.push(name);
    } else {
        remarks.say(spot.field, &name, Remark::TooMany(MOST_CATEGORIES));
    }
}
