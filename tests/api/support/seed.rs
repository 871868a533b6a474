//! What a test puts into the directory before it asks.

use std::collections::BTreeMap;

use sea_orm::{ActiveModelTrait, Set};
use support_directory::domain::Id;
use support_directory::domain::contact::{
    Contact, ContactDetails, ContactOwner, ContactType, NewContact, Verification,
    VerificationState, WrittenBy,
};
use support_directory::domain::link::{Cloud, LinkTarget, ResourceKind, ResourceLink};
use support_directory::domain::notice::{NewNotice, ServiceNotice};
use support_directory::domain::offer::{
    ListingState, NewOffer, Offer, OfferFacts, OfferId, OfferType, ResaleState,
};
use support_directory::domain::partner::{NewPartner, Partner, PartnerId, PartnerRole};
use support_directory::domain::publisher::{NewPublisher, Publisher, PublisherId, is_microsoft};
use support_directory::domain::responsibility::{NewOverride, NewSplit};
use support_directory::exchange::policy;
use support_directory::store::Change;

use super::TestService;

/// What is known of an offer of this title: software as a service, published, sold by all partners.
pub(crate) fn facts(title: &str) -> OfferFacts {
    OfferFacts {
        title: title.to_owned(),
        summary: None,
        translations: BTreeMap::new(),
        offer_type: OfferType::Saas,
        resale: ResaleState::All,
        listing: ListingState::Published,
        website: None,
        categories: Vec::new(),
    }
}

/// A desk of this name with this e-mail address.
pub(crate) fn details(name: &str, email: &str) -> ContactDetails {
    ContactDetails {
        name: name.to_owned(),
        email: Some(email.to_owned()),
        phone: None,
        url: None,
        languages: Vec::new(),
        hours: None,
        time_zone: None,
    }
}

impl TestService {
    async fn change(&self) -> Change {
        self.store.change().await.expect("a change begins")
    }

    /// Publishers with these ids and names.
    pub(crate) async fn with_publishers(&self, named: &[(&str, &str)]) -> Vec<Publisher> {
        let new = named.iter().map(|(id, name)| NewPublisher {
            publisher_id: PublisherId::parse(id).expect("the id is sound"),
            name: (*name).to_owned(),
            is_first_party: is_microsoft(name),
        });
        let change = self.change().await;
        let added = change.add_publishers(new.collect()).await;
        change.keep().await.expect("the change is kept");
        added.expect("publishers are added")
    }

    /// A publisher with this id and name.
    pub(crate) async fn with_publisher(&self, id: &str, name: &str) -> Publisher {
        self.with_publishers(&[(id, name)]).await.remove(0)
    }

    /// Offers of a publisher with these ids and facts.
    pub(crate) async fn with_offers(
        &self,
        publisher: &Publisher,
        offers: Vec<(&str, OfferFacts)>,
    ) -> Vec<Offer> {
        let new = offers.into_iter().map(|(id, facts)| {
            let offer = NewOffer {
                publisher: publisher.id,
                offer_id: OfferId::parse(id).expect("the id is sound"),
                facts,
            };
            (offer, publisher.clone())
        });
        let change = self.change().await;
        let added = change.add_offers(new.collect()).await;
        change.keep().await.expect("the change is kept");
        added.expect("offers are added")
    }

    /// An offer of a publisher with this id and these facts.
    pub(crate) async fn with_offer(
        &self,
        publisher: &Publisher,
        id: &str,
        facts: OfferFacts,
    ) -> Offer {
        self.with_offers(publisher, vec![(id, facts)])
            .await
            .remove(0)
    }

    /// `contoso.backup` of Contoso, software as a service.
    pub(crate) async fn with_contoso_backup(&self) -> Offer {
        let contoso = self.with_publisher("contoso", "Contoso").await;
        self.with_offer(&contoso, "backup", facts("Contoso Backup"))
            .await
    }

    /// A contact that nobody has tried yet.
    pub(crate) async fn with_contact(
        &self,
        owner: ContactOwner,
        contact_type: ContactType,
        details: ContactDetails,
    ) -> Contact {
        let new = NewContact {
            owner,
            contact_type,
            details,
            written_by: WrittenBy::Import,
            verification: Verification::NEVER,
        };
        let change = self.change().await;
        let added = change.add_contacts(vec![new]).await;
        change.keep().await.expect("the change is kept");
        added.expect("a contact is added").remove(0)
    }

    /// A customer-support contact whose name and address are made of one word.
    pub(crate) async fn with_support(&self, owner: ContactOwner, word: &str) -> Contact {
        let details = details(&format!("{word} desk"), &format!("{word}@help.example"));
        self.with_contact(owner, ContactType::CustomerSupport, details)
            .await
    }

    /// Writes down how far a contact can be trusted.
    pub(crate) async fn judge(&self, contact: &Contact, state: VerificationState, reason: &str) {
        let row = entity::contact::ActiveModel {
            id: Set(contact.id.key()),
            verification: Set(state.code().to_owned()),
            verification_at: Set(Some(chrono::Utc::now())),
            verification_by: Set(Some("editor@contoso.example".to_owned())),
            verification_reason: Set((!reason.is_empty()).then(|| reason.to_owned())),
            ..Default::default()
        };
        let database = self.database().await;
        row.update(&database).await.expect("the contact is there");
        database.close().await.expect("the database closes");
    }

    /// A page about an offer, for the public cloud.
    pub(crate) async fn with_link(&self, offer: &Offer, kind: ResourceKind, url: &str) {
        self.with_links(vec![(offer.id, target(kind, url))]).await;
    }

    /// Pages about offers.
    pub(crate) async fn with_links(
        &self,
        links: Vec<(Id<Offer>, LinkTarget)>,
    ) -> Vec<ResourceLink> {
        let change = self.change().await;
        let added = change.add_links(links).await;
        change.keep().await.expect("the change is kept");
        added.expect("links are added")
    }

    /// A partner of the program.
    pub(crate) async fn with_partner(&self, id: &str, name: &str, role: PartnerRole) -> Partner {
        let new = NewPartner {
            partner_id: PartnerId::parse(id).expect("the id is made of digits"),
            name: name.to_owned(),
            role,
        };
        let change = self.change().await;
        let added = change.add_partner(new).await;
        change.keep().await.expect("the change is kept");
        added.expect("a partner is added")
    }

    /// Puts on record that a reseller buys from a provider.
    pub(crate) async fn tie(&self, provider: &Partner, reseller: &Partner) {
        let change = self.change().await;
        let tied = change.tie_reseller(provider.id, reseller.id).await;
        change.keep().await.expect("the change is kept");
        tied.expect("the roles are right");
    }

    /// Puts a split on record.
    pub(crate) async fn with_split(&self, new: NewSplit) {
        let change = self.change().await;
        let added = change.add_split(new).await;
        change.keep().await.expect("the change is kept");
        added.expect("a split is added");
    }

    /// Adds an override that is sound.
    pub(crate) async fn with_override(&self, new: NewOverride) {
        let change = self.change().await;
        let added = change.add_override(new).await;
        change.keep().await.expect("the change is kept");
        added.expect("an override is added");
    }

    /// Publishes a service notice.
    pub(crate) async fn with_notice(&self, new: NewNotice) -> ServiceNotice {
        let change = self.change().await;
        let added = change.add_notice(new).await;
        change.keep().await.expect("the change is kept");
        added.expect("a notice is added")
    }

    /// Loads an edition out of the text of its rules file.
    pub(crate) async fn with_edition(&self, rules: &str) {
        let edition = policy::read(rules).expect("the rules are sound");
        let change = self.change().await;
        let added = change.add_edition(&edition).await;
        change.keep().await.expect("the change is kept");
        added.expect("an edition is added");
    }
}

/// A page of this kind, for the public cloud, without a title.
pub(crate) fn target(kind: ResourceKind, url: &str) -> LinkTarget {
    LinkTarget {
        kind,
        cloud: Cloud::Global,
        url: url.to_owned(),
        title: None,
    }
}
