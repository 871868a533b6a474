//! Gaps as JSON Lines: an object each, with the words of the graph.

use serde_json::{Value, json};

use super::noted::Noted;
use crate::domain::contact::ContactType;
use crate::domain::publisher::Publisher;
use crate::locale::Locale;

/// A gap.
pub(super) fn line(noted: &Noted) -> String {
    let gap = &noted.gap;
    let offer = noted.offer.as_ref().map(|offer| {
        json!({
            "id": offer.id.to_string(),
            "marketplaceId": offer.marketplace_id().to_string(),
            "title": offer.facts.title,
        })
    });
    let contact = noted.contact.as_ref().map(|contact| {
        json!({
            "id": contact.id.to_string(),
            "name": contact.details.name,
            "email": contact.details.email,
            "phone": contact.details.phone,
            "url": contact.details.url,
        })
    });
    let variants: Vec<Value> = noted.variants.iter().map(publisher).collect();
    let object = json!({
        "severity": gap.severity().code(),
        "kind": gap.kind.code(),
        "message": Locale::ENGLISH.gap(gap),
        "contactType": gap.contact_type.map(ContactType::code),
        "publisher": publisher(&noted.publisher),
        "offer": offer,
        "contact": contact,
        "variants": variants,
    });
    format!("{object}\n")
}

fn publisher(publisher: &Publisher) -> Value {
    json!({
        "id": publisher.id.to_string(),
        "publisherId": publisher.publisher_id.as_str(),
        "name": publisher.name,
    })
}
