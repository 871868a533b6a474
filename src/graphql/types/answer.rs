//! The answer to the question of the house.

use async_graphql::{Context, Object, SimpleObject, Union};

use super::gap::Gap;
use super::policy::{PolicyClause, PolicyEdition, clauses};
use super::responsibility::{RouteStep, route};
use super::{Contact, Offer, Partner, Publisher, ResourceLink};
use crate::actions::find_responsible::Answered;
use crate::domain::inquiry;
use crate::domain::responsibility;
use crate::graphql::context::{Answer, loaders};
use crate::graphql::list_size::list_size;
use crate::graphql::listed::Listed;
use crate::graphql::words::{Basis, Inquirer, InquiryCategory, PartnerModel, Party};
use crate::locale::Locale;

/// Who is responsible for an inquiry, and whom to reach, now.
pub(in crate::graphql) struct ResponsibilityAnswer {
    pub(in crate::graphql) answered: Answered,
    pub(in crate::graphql) locale: Locale,
}

/// Who owns the resolution.
#[derive(SimpleObject)]
struct ResponsibleParty {
    /// As what it is responsible.
    party: Party,
    /// Which organisation that is; null when the question does not say (no offer, no partner), and for Microsoft.
    organisation: Option<Organisation>,
}

/// An organisation that can be responsible.
#[derive(Union)]
enum Organisation {
    Publisher(Publisher),
    Partner(Partner),
}

impl ResponsibilityAnswer {
    fn organisation(&self, party: inquiry::Party) -> Option<Organisation> {
        let publisher = self
            .answered
            .offer
            .as_ref()
            .filter(|_| party == inquiry::Party::IsvPublisher);
        let partner = self.answered.sellers.partner(party);
        publisher
            .map(|offer| Organisation::Publisher(Publisher(offer.publisher.clone())))
            .or_else(|| partner.map(|partner| Organisation::Partner(Partner(partner.clone()))))
    }
}

/// Who is responsible for an inquiry, and whom to reach, now.
#[Object]
impl ResponsibilityAnswer {
    /// What the inquiry is about.
    async fn inquiry(&self) -> InquiryCategory {
        self.answered.question.category().into()
    }

    /// How the partner buys and sells.
    async fn partner_model(&self) -> PartnerModel {
        self.answered.question.model().into()
    }

    /// Who asks.
    async fn asked_by(&self) -> Inquirer {
        self.answered.question.inquirer().into()
    }

    /// Who owns the resolution: one party, or two when they share it.
    #[graphql(directive = list_size::apply(2))]
    async fn responsible(&self) -> Listed<ResponsibleParty> {
        let parties = self.answered.decision.answer.responsible.parties();
        parties
            .map(|party| ResponsibleParty {
                party: party.into(),
                organisation: self.organisation(party),
            })
            .collect()
    }

    /// Whether two parties share the duty.
    async fn is_shared(&self) -> bool {
        self.answered.decision.answer.responsible.is_shared()
    }

    /// Whom this inquirer addresses first; itself only when it is itself responsible.
    async fn first_point_of_contact(&self) -> Party {
        self.answered.decision.answer.first.into()
    }

    /// From the inquirer to who resolves it; empty when the inquirer does.
    #[graphql(directive = list_size::apply(5))]
    async fn route(&self) -> Vec<RouteStep> {
        route(&self.answered.decision.route, self.locale)
    }

    /// Whom to reach now, best first: in the order of the route, then by type and verification. A
    /// doubtful contact is given, and named among the gaps. Only what the viewer may read; at most 20.
    #[graphql(directive = list_size::apply(20))]
    async fn contacts(&self) -> Listed<Contact> {
        self.answered
            .contacts
            .iter()
            .take(20)
            .cloned()
            .map(Contact)
            .collect()
    }

    /// Pages that help before anybody is asked, best first: Microsoft's support page where Microsoft is
    /// responsible, then those of the offer; at most 20.
    #[graphql(directive = list_size::apply(20))]
    async fn links(&self, ctx: &Context<'_>) -> Answer<Listed<ResourceLink>> {
        let answered = &self.answered;
        let of_offer = match &answered.offer {
            Some(offer) => loaders(ctx).links.load(offer.id).await?.unwrap_or_default(),
            None => Vec::new(),
        };
        let page = &answered.edition.facts.support_page;
        let links = responsibility::links(answered.question, &answered.decision, page, &of_offer);
        Ok(links.into_iter().take(20).map(ResourceLink).collect())
    }

    /// How firmly the source says who is responsible.
    async fn basis(&self) -> Basis {
        self.answered.decision.answer.basis.into()
    }

    /// Why, and whom to address, in one or two sentences in the language asked for.
    async fn explanation(&self) -> String {
        self.locale
            .explanation(self.answered.question, &self.answered.decision)
    }

    /// The clauses relied on; none where an override decides.
    #[graphql(directive = list_size::apply(10))]
    async fn sources(&self) -> Vec<PolicyClause> {
        clauses(
            &self.answered.edition,
            &self.answered.decision.clauses,
            self.locale,
        )
    }

    /// What is missing for the answer to be as good as it could be; at most 50.
    #[graphql(directive = list_size::apply(50))]
    async fn gaps(&self) -> Listed<Gap> {
        self.answered
            .gaps
            .iter()
            .take(50)
            .map(|&gap| Gap {
                gap,
                locale: self.locale,
            })
            .collect()
    }

    /// The edition of the rules that was in force on the day asked about.
    async fn edition(&self) -> PolicyEdition {
        PolicyEdition {
            edition: self.answered.edition.clone(),
            locale: self.locale,
        }
    }

    /// The offer that was named; null when none was.
    async fn offer(&self) -> Option<Offer> {
        self.answered.offer.clone().map(Offer)
    }

    /// The partner that was named; null when none was.
    async fn partner(&self) -> Option<Partner> {
        self.answered.partner.clone().map(Partner)
    }
}
