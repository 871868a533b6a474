//! The words of the question, of its answer, and of what is missing for it.

use super::words;

words! {
    /// What an inquiry is about.
    InquiryCategory of "crate::domain::inquiry::InquiryCategory" {
        /// The customer's invoice, which its partner writes. What the commerce system charged or paid is `COMMERCE_BILLING`.
        Billing,
        /// Adding, changing and ending the customer's subscriptions.
        SubscriptionManagement,
        /// Setting up the customer's account.
        AccountSetup,
        /// The customer's payments.
        Payment,
        /// All other support of the customer.
        Other,
        /// Help for the product's users.
        TechnicalSupport,
        /// The product is broken and has to be mended.
        BreakFix,
        /// What the service level of the product promises.
        ServiceLevel,
        /// The product's documentation.
        Documentation,
        /// Training on the product.
        Training,
        /// Outages and the state of the product's service.
        ServiceHealth,
        /// Managing an offer in the marketplace, onboarding included.
        OfferManagement,
        /// A transaction in the commerce system.
        Transaction,
        /// What the commerce system charged a partner or paid an ISV. The customer's invoice is `BILLING`.
        CommerceBilling,
        /// A partner's or publisher's account in the commerce system.
        CommerceAccount,
        /// Deployment and provisioning; the answer depends on whether the offer is based on Azure.
        Deployment,
    }
}

words! {
    /// The three areas of support; whose duty an inquiry is follows from its area.
    InquiryArea of "crate::domain::inquiry::InquiryArea" {
        /// The customer's own account: the duty of the partner that sold to it.
        CustomerAccount,
        /// The product: the duty of the ISV that publishes it.
        Product,
        /// The commerce system: Microsoft's duty, toward partners and publishers.
        Commerce,
    }
}

words! {
    /// How a partner of the CSP program buys and sells.
    PartnerModel of "crate::domain::inquiry::PartnerModel" {
        /// The partner buys from Microsoft and bills the customer itself.
        DirectBill,
        /// An indirect provider buys from Microsoft, its resellers sell to customers.
        Indirect,
    }
}

words! {
    /// Who asks. `DIRECT_BILL` has the first two and the ISV, `INDIRECT` all but the direct-bill partner.
    Inquirer of "crate::domain::inquiry::Inquirer" {
        /// The company that uses the product.
        Customer,
        /// A partner that bills the customer itself.
        DirectBillPartner,
        /// A partner that sells through resellers; also called distributor.
        IndirectProvider,
        /// A partner that sells what its indirect provider bought.
        IndirectReseller,
        /// The ISV that publishes the offer.
        IsvPublisher,
    }
}

words! {
    /// A party that can be responsible, be asked, or hand over.
    Party of "crate::domain::inquiry::Party" {
        /// The company that uses the product.
        Customer,
        /// The independent software vendor that publishes the offer.
        IsvPublisher,
        /// A partner that buys from Microsoft and bills the customer itself.
        DirectBillPartner,
        /// A partner that buys from Microsoft and sells through resellers.
        IndirectProvider,
        /// A partner that sells to the customer what its indirect provider bought.
        IndirectReseller,
        /// Runs the commercial marketplace and the commerce system.
        Microsoft,
    }
}

words! {
    /// How firmly the source says who is responsible.
    Basis of "crate::domain::responsibility::Basis" {
        /// The source says so.
        Stated,
        /// The source expects it, as appropriate.
        Recommended,
        /// The source leaves it to the parties, and they chose.
        Optional,
        /// It follows from the source, which does not say it.
        Inferred,
        /// The source does not decide it.
        Undetermined,
    }
}

words! {
    /// How binding a step of a route is.
    Strength of "crate::domain::responsibility::Strength" {
        /// There is no other way.
        Must,
        /// The way to go.
        Should,
        /// A way that is open.
        May,
    }
}

words! {
    /// What is missing. Those about a `CONTACT_` occur in answers and in the list of `gaps`,
    /// `PUBLISHER_WITHOUT_OFFERS` and `SPELLING_VARIANT` in the list only, all others in answers only.
    GapKind of "crate::domain::gap::GapKind" {
        /// No contact of the type is on file for the party, or for the offer and its publisher.
        ContactMissing,
        /// The contact is known not to work any more.
        ContactDead,
        /// The contact was reported as bad, and nobody has looked after it.
        ContactReportedBad,
        /// The contact has no channel but a phone number that cannot be dialled from elsewhere.
        ContactWithoutChannel,
        /// The contact was verified longer ago than the service is set to believe a verification.
        ContactStale,
        /// Nobody has verified the contact yet.
        ContactUnverified,
        /// The publisher has no offer in the lists.
        PublisherWithoutOffers,
        /// The name of another publisher differs in spelling only: they may be one. See `variants`.
        SpellingVariant,
        /// The offer, or its publisher, is retired: the answer may no longer hold. In answers only.
        OfferRetired,
        /// The partner is retired: the answer may no longer hold. In answers only.
        PartnerRetired,
        /// The provider has not recorded who takes the shared duty.
        SplitNotRecorded,
        /// No provider is known: none is named, and the reseller has several or none on record. What it
        /// recorded would decide a shared duty.
        ProviderNotNamed,
        /// The provider split the duty otherwise for single resellers, and `partner` names none.
        ResellerNotNamed,
        /// The named provider and reseller are not on record as such.
        ProviderNotTied,
        /// The reseller should ask its provider who takes the duty.
        AskYourProvider,
        /// The offer is not sold through the CSP program.
        NotSoldThroughCsp,
        /// The answer depends on the type of the offer, which is not known.
        OfferTypeUnknown,
        /// With `offer` given, the answer would name the publisher and its contacts.
        OfferNotNamed,
        /// With `partner` given, the answer would name the partner's contacts.
        PartnerNotNamed,
    }
}

words! {
    /// How much harm a gap does.
    GapSeverity of "crate::domain::gap::GapSeverity" {
        /// Somebody who needs help does not get it: no customer support, or a contact that is dead, reported
        /// bad or without a working channel.
        High,
        /// Somebody may be led astray: another contact is missing, one is stale, an answer is uncertain.
        Medium,
        /// Worth a look when there is time.
        Low,
    }
}
