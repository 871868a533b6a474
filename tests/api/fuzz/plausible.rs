//! Values that somebody might mean: by the name of what is asked for, and as far as can be of what is there.

use super::dice::Dice;
use super::given::Given;
use super::stock::Stock;

/// The rules that the service was started with, which name every part of a rules file.
const RULES: &str = include_str!("../../../data/policy/2019-11-20.toml");

/// The kind of thing that an id in this input, or of this field, is of; `None` where it may be of any.
fn kind_of_id(owner: &str, name: &str) -> Option<&'static str> {
    match (owner, name) {
        ("OfferBy", _) => Some("Offer"),
        ("PublisherBy", _) | (_, "into") => Some("Publisher"),
        ("PartnerBy", _) | (_, "reseller") => Some("Partner"),
        ("CancelImportInput" | "importJob", _) => Some("ImportJob"),
        ("RemoveOverrideInput", _) => Some("ResponsibilityOverride"),
        ("RemoveSplitInput", _) => Some("IndirectSplit"),
        _ => None,
    }
}

/// A value of a scalar, for a field or an argument of this name.
pub(super) fn scalar(
    scalar: &str,
    owner: &str,
    name: &str,
    stock: &Stock,
    dice: &mut Dice,
) -> Given {
    match scalar {
        "Boolean" => Given::number(dice.happens(50)),
        "Int" => Given::number(dice.below(8) + 1),
        "ID" => id(kind_of_id(owner, name), stock, dice),
        "Date" => {
            Given::text(*dice.pick(&["2019-11-20", "2024-02-29", "2026-01-01", "2031-12-31"]))
        }
        "DateTime" => Given::text(*dice.pick(&[
            "2019-11-20T08:00:00.000Z",
            "2026-02-28T23:59:59+03:00",
            "2031-01-01T00:00:00Z",
        ])),
        "_Any" => representation(stock, dice),
        "Upload" => Given::Null,
        _ => text(owner, name, stock, dice),
    }
}

/// The id of a thing that was there, or might have been.
fn id(kind: Option<&str>, stock: &Stock, dice: &mut Dice) -> Given {
    match stock.thing(kind, dice) {
        Some(thing) => Given::text(&thing.id),
        None => {
            let prefix = match kind {
                Some("ResponsibilityOverride") => "override",
                Some("IndirectSplit") => "split",
                _ => "offer",
            };
            Given::Text(format!("{prefix}:01939c68-7c5b-7f52-8d3f-6f1c0a3b9e11"))
        }
    }
}

/// A thing as a gateway names it.
fn representation(stock: &Stock, dice: &mut Dice) -> Given {
    let (kind, key) = *dice.pick(&[
        ("Offer", "marketplaceId"),
        ("Publisher", "publisherId"),
        ("Partner", "partnerId"),
        ("Offer", "id"),
    ]);
    let key_value = match key {
        "id" => id(Some(kind), stock, dice),
        _ => text("", key, stock, dice),
    };
    Given::Object(vec![
        ("__typename".to_owned(), Given::text(kind)),
        (key.to_owned(), key_value),
    ])
}

fn text(owner: &str, name: &str, stock: &Stock, dice: &mut Dice) -> Given {
    let number = dice.below(1_000);
    let is_new = owner.starts_with("Add");
    let text = match name {
        "after" | "before" => return known("cursor", "", stock, dice),
        "marketplaceId" => return known(name, "contoso.backup", stock, dice),
        "publisherId" if !is_new => return known(name, "contoso", stock, dice),
        "partnerId" if !is_new => return known(name, "100", stock, dice),
        "publisherId" => format!("firm-{number}"),
        "partnerId" => format!("4{number:05}"),
        "offerId" => format!("product-{number}"),
        "email" => format!("desk-{number}@help.example"),
        "phone" => format!("+1 425 555 0{number:03}"),
        "url" | "website" => format!("https://help.contoso.example/{number}"),
        "timeZone" => "Europe/Istanbul".to_owned(),
        "language" | "languages" => {
            (*dice.pick(&["en", "tr", "pt-BR", "de", "zh-Hant"])).to_owned()
        }
        "search" => (*dice.pick(&["contoso", "back", "c", "İstanbul desk"])).to_owned(),
        "rules" => rules(number),
        "content" => format!(
            r#"{{ "publisherId": "firm-{number}", "offerId": "mail", "offerName": "Mail {number}" }}"#
        ),
        "actor" => "admin".to_owned(),
        _ => format!("Contoso {number}"),
    };
    Given::Text(text)
}

fn known(field: &str, otherwise: &str, stock: &Stock, dice: &mut Dice) -> Given {
    Given::text(stock.text(field, dice).unwrap_or(otherwise))
}

/// An edition of the rules that may be new.
fn rules(number: usize) -> String {
    let day = format!("20{:02}-0{}-15", 30 + number % 60, 1 + number % 9);
    RULES.replace("2019-11-20", &day)
}
