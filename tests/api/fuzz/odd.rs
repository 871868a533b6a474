//! Values that nobody means: of another type, at the ends of what there is, or far beyond.

use super::dice::Dice;
use super::given::Given;

/// Values that are no better anywhere than here.
fn anything(dice: &mut Dice) -> Given {
    match dice.below(12) {
        0 => Given::Null,
        1 => Given::text(""),
        2 => Given::number("-2147483649"),
        3 => Given::number("9".repeat(60)),
        4 => Given::number("1e400"),
        5 => Given::number("-0.5"),
        6 => Given::number("true"),
        7 => Given::Word("NOTHING_OF_THE_KIND".to_owned()),
        8 => Given::List(vec![]),
        9 => Given::Object(vec![]),
        10 => Given::Object(vec![("unheardOf".to_owned(), Given::Null)]),
        _ => nested(40),
    }
}

fn nested(depth: usize) -> Given {
    let begin = Given::List(vec![Given::Null]);
    (0..depth).fold(begin, |inner, _| Given::List(vec![inner]))
}

/// A value for what is of this type.
pub(super) fn value(named: &str, dice: &mut Dice) -> Given {
    if dice.happens(30) {
        return anything(dice);
    }
    match named {
        "Int" => Given::number(*dice.pick(&[
            "0",
            "-1",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9007199254740993",
            "1.0",
            "1.5",
            "1e3",
        ])),
        "Boolean" => Given::number(*dice.pick(&["0", "1", "\"true\""])),
        "ID" => id(dice),
        "Date" | "DateTime" => Given::text(*dice.pick(&[
            "2024-02-30",
            "0000-01-01",
            "-0001-01-01",
            "99999-12-31",
            "+262143-01-01",
            "9999-12-31T23:59:59.999Z",
            "+262142-12-31T23:59:59Z",
            "0000-01-01T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "2024-01-01T00:00:00+23:59",
            "today",
        ])),
        "_Any" => Given::Object(vec![
            ("__typename".to_owned(), Given::text("Contact")),
            ("id".to_owned(), nested(20)),
        ]),
        _ => text(dice),
    }
}

fn id(dice: &mut Dice) -> Given {
    match dice.below(6) {
        0 => Given::number(7),
        1 => Given::number("-9223372036854775809"),
        2 => Given::text("offer:00000000-0000-0000-0000-000000000000"),
        3 => Given::text("OFFER:ffffffff-ffff-ffff-ffff-ffffffffffff"),
        4 => Given::text("offer:"),
        _ => text(dice),
    }
}

fn text(dice: &mut Dice) -> Given {
    let text = match dice.below(14) {
        0 => " \t\u{a0}\u{2003}".to_owned(),
        1 => "\0".to_owned(),
        2 => "nul\0in the middle".to_owned(),
        3 => "👩🏽‍💻🏴‍☠️ é e\u{301} ﷽".repeat(40),
        4 => "\u{202e}right to left\u{feff}".to_owned(),
        5 => "x".repeat(70_000),
        6 => "ä".repeat(1_001),
        7 => "%_\\'\"; --".to_owned(),
        8 => "* OR NEAR(a b) AND \"".to_owned(),
        9 => "WyJhIix7ImsiOjF9XQ".to_owned(),
        10 => "a.b.c..d.".to_owned(),
        11 => "javascript:alert(1)".to_owned(),
        12 => "http://[::1%25]:99999/\u{7f}".to_owned(),
        // A half of what takes two.
        _ => return Given::number("\"\\ud83d\""),
    };
    Given::Text(text)
}
