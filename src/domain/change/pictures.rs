//! What things are at a moment, as history keeps it.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Recorded, ThingKind};
use crate::domain::contact::{Contact, ContactOwner, ContactType};
use crate::domain::inquiry::{Inquirer, PartnerModel, Party};
use crate::domain::language::Language;
use crate::domain::link::ResourceLink;
use crate::domain::notice::{NoticeSubject, ServiceNotice};
use crate::domain::offer::Offer;
use crate::domain::partner::{Partner, Tie};
use crate::domain::publisher::Publisher;
use crate::domain::responsibility::{Edition, Override, OverrideSubject, Split};

impl Recorded for Publisher {
    const THING: ThingKind = ThingKind::Publisher;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    /// One that became one with another stands in the history of that one too.
    fn owner(&self) -> Uuid {
        self.merged_into.unwrap_or(self.id).key()
    }

    fn picture(&self) -> Value {
        json!({
            "publisherId": self.publisher_id.as_str(),
            "name": self.name,
            "isFirstParty": self.is_first_party,
            "isRetired": self.retired_at.is_some(),
            "mergedInto": self.merged_into.map(|survivor| survivor.to_string()),
        })
    }
}

impl Recorded for Offer {
    const THING: ThingKind = ThingKind::Offer;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn picture(&self) -> Value {
        let translations: Value = self
            .facts
            .translations
            .iter()
            .map(|(language, wording)| {
                let wording = json!({ "title": wording.title, "summary": wording.summary });
                (language.tag().to_owned(), wording)
            })
            .collect();
        json!({
            "marketplaceId": self.marketplace_id().to_string(),
            "title": self.facts.title,
            "summary": self.facts.summary,
            "translations": translations,
            "type": self.facts.offer_type.code(),
            "resale": self.facts.resale.code(),
            "listing": self.facts.listing.code(),
            "website": self.facts.website,
            "categories": self.facts.categories,
            "isRetired": self.retired_at.is_some(),
        })
    }
}

impl Recorded for Contact {
    const THING: ThingKind = ThingKind::Contact;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn owner(&self) -> Uuid {
        match self.owner {
            ContactOwner::Offer(id) => id.key(),
            ContactOwner::Publisher(id) => id.key(),
            ContactOwner::Partner(id) => id.key(),
        }
    }

    fn contact_type(&self) -> Option<ContactType> {
        Some(self.contact_type)
    }

    fn picture(&self) -> Value {
        let languages: Vec<&str> = self.details.languages.iter().map(Language::tag).collect();
        json!({
            "owner": self.owner.to_string(),
            "type": self.contact_type.code(),
            "name": self.details.name,
            "email": self.details.email,
            "phone": self.details.phone,
            "url": self.details.url,
            "languages": languages,
            "hours": self.details.hours,
            "timeZone": self.details.time_zone,
            "verification": self.verification.state.code(),
            "verificationReason": self.verification.reason,
        })
    }
}

impl Recorded for ResourceLink {
    const THING: ThingKind = ThingKind::ResourceLink;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn owner(&self) -> Uuid {
        self.offer.key()
    }

    fn picture(&self) -> Value {
        json!({
            "offer": self.offer.to_string(),
            "kind": self.target.kind.code(),
            "cloud": self.target.cloud.code(),
            "url": self.target.url,
            "title": self.target.title,
        })
    }
}

impl Recorded for Partner {
    const THING: ThingKind = ThingKind::Partner;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn picture(&self) -> Value {
        json!({
            "partnerId": self.partner_id.as_str(),
            "name": self.name,
            "role": self.role.code(),
            "isRetired": self.retired_at.is_some(),
        })
    }
}

/// A tie stands in the histories of both ends: it is kept under the reseller, and belongs to the provider.
impl Recorded for Tie {
    const THING: ThingKind = ThingKind::PartnerTie;

    fn key(&self) -> Uuid {
        self.reseller.key()
    }

    fn owner(&self) -> Uuid {
        self.provider.key()
    }

    fn picture(&self) -> Value {
        json!({
            "provider": self.provider.to_string(),
            "reseller": self.reseller.to_string(),
        })
    }
}

impl Recorded for Split {
    const THING: ThingKind = ThingKind::IndirectSplit;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn owner(&self) -> Uuid {
        self.terms.provider.key()
    }

    fn picture(&self) -> Value {
        json!({
            "provider": self.terms.provider.to_string(),
            "reseller": self.terms.reseller.map(|reseller| reseller.to_string()),
            "inquiry": self.terms.category.code(),
            "party": self.terms.party.code(),
            "validFrom": self.terms.valid_from.to_string(),
            "validThrough": self.terms.valid_through.map(|last| last.to_string()),
        })
    }
}

impl Recorded for Override {
    const THING: ThingKind = ThingKind::ResponsibilityOverride;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn owner(&self) -> Uuid {
        match self.terms.subject {
            OverrideSubject::Partner(id) => id.key(),
            OverrideSubject::Publisher(id) => id.key(),
            OverrideSubject::Offer(id) => id.key(),
        }
    }

    fn picture(&self) -> Value {
        let terms = &self.terms;
        let subject = match terms.subject {
            OverrideSubject::Partner(id) => id.to_string(),
            OverrideSubject::Publisher(id) => id.to_string(),
            OverrideSubject::Offer(id) => id.to_string(),
        };
        let responsible: Vec<&str> = terms.responsible.parties().map(Party::code).collect();
        json!({
            "subject": subject,
            "inquiry": terms.category.code(),
            "model": terms.model.map(PartnerModel::code),
            "inquirer": terms.inquirer.map(Inquirer::code),
            "responsible": responsible,
            "basis": terms.basis.code(),
            "reason": terms.reason,
            "validFrom": terms.valid_from.to_string(),
            "validThrough": terms.valid_through.map(|last| last.to_string()),
        })
    }
}

impl Recorded for Edition {
    const THING: ThingKind = ThingKind::PolicyEdition;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn picture(&self) -> Value {
        let clauses: Vec<&str> = self
            .facts
            .clauses
            .iter()
            .map(|clause| clause.code.0.as_str())
            .collect();
        json!({
            "name": self.facts.name,
            "validFrom": self.facts.valid_from.to_string(),
            "title": self.facts.title,
            "url": self.facts.url,
            "supportPage": self.facts.support_page,
            "clauses": clauses,
        })
    }
}

impl Recorded for ServiceNotice {
    const THING: ThingKind = ThingKind::ServiceNotice;

    fn key(&self) -> Uuid {
        self.id.key()
    }

    fn owner(&self) -> Uuid {
        match self.subject {
            NoticeSubject::Offer(id) => id.key(),
            NoticeSubject::Publisher(id) => id.key(),
        }
    }

    fn picture(&self) -> Value {
        let about = match self.subject {
            NoticeSubject::Offer(id) => id.to_string(),
            NoticeSubject::Publisher(id) => id.to_string(),
        };
        json!({
            "about": about,
            "severity": self.severity.code(),
            "text": self.text,
            "beginsAt": self.begins_at.to_rfc3339(),
            "endsAt": self.ends_at.map(|end| end.to_rfc3339()),
        })
    }
}
