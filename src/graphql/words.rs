//! The closed sets of the domain, as the contract spells and describes them.

/// Declares the GraphQL side of a closed set; the compiler checks each value against the domain.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident of $domain:literal { $($(#[$variant_meta:meta])* $variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(async_graphql::Enum, Clone, Copy, Debug, PartialEq, Eq)]
        #[graphql(remote = $domain)]
        pub(in crate::graphql) enum $name { $($(#[$variant_meta])* $variant),+ }
    };
}
pub(super) use words;

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

words! {
    /// What kind of offer it is. The first six are based on Azure.
    OfferType of "crate::domain::offer::OfferType" {
        /// A virtual machine image.
        VirtualMachine,
        /// An Azure application (solution template).
        AzureApplication,
        /// An Azure managed application.
        ManagedApplication,
        /// A container image.
        Container,
        /// An IoT Edge module.
        IotEdgeModule,
        /// A solution packaged for an Azure service, such as Microsoft Sentinel.
        AzureSolution,
        /// Software as a service.
        Saas,
        /// An app for Dynamics 365.
        #[graphql(name = "DYNAMICS_365")]
        Dynamics365,
        /// A connector, a Power BI app or a Power Apps app.
        PowerPlatform,
        /// An Office add-in.
        OfficeAddIn,
        /// A consulting service.
        ConsultingService,
        /// A managed service.
        ManagedService,
        /// Of no known kind.
        Other,
    }
}

words! {
    /// Whether partners of the CSP program may sell an offer.
    ResaleState of "crate::domain::offer::ResaleState" {
        /// All partners may.
        All,
        /// Some partners may.
        Some,
        /// None may, or no longer.
        None,
        /// Not on record.
        Unknown,
    }
}

words! {
    /// Whether the marketplace shows an offer.
    ListingState of "crate::domain::offer::ListingState" {
        /// It does.
        Published,
        /// It does not: not yet, or no longer.
        NotPublished,
        /// Not on record.
        Unknown,
    }
}

words! {
    /// What a contact is for.
    ContactType of "crate::domain::contact::ContactType" {
        /// For partners, with their customers' tickets. Everyone may read it.
        CustomerSupport,
        /// For resellers' questions about the CSP program. Admin agents of partners may read it.
        CspProgram,
        /// For technical questions; Microsoft first, then partners. Admin agents of partners may read it.
        Engineering,
    }
}

words! {
    /// For whom a type of contact is meant.
    Audience of "crate::domain::contact::Audience" {
        /// Partners, on behalf of their customers.
        Partners,
        /// Resellers of the CSP program.
        Resellers,
        /// Microsoft first, then partners.
        MicrosoftAndPartners,
    }
}

words! {
    /// Who may read contacts of a type.
    Readership of "crate::domain::contact::Readership" {
        /// Everyone who may read the directory.
        Everyone,
        /// Admin agents of partners.
        AdminAgents,
    }
}

words! {
    /// How far a contact can be trusted, best first.
    VerificationState of "crate::domain::contact::VerificationState" {
        /// Somebody reached it.
        Verified,
        /// Nobody has tried it yet.
        Never,
        /// Somebody said that it does not work.
        ReportedBad,
        /// It is known not to work any more.
        Dead,
    }
}

words! {
    /// What a page about an offer is for.
    ResourceKind of "crate::domain::link::ResourceKind" {
        /// How to use the product.
        UserDocumentation,
        /// Courses and tutorials.
        Training,
        /// Whether the product's service is up.
        ServiceStatus,
        /// Material for those who sell it.
        SalesCollateral,
        /// Marketing material for partners of the CSP program.
        CspMarketing,
        /// Where support is asked for.
        SupportWebsite,
        /// What happens to personal data.
        PrivacyPolicy,
        /// The agreement with the customer, service level included.
        CustomerAgreement,
    }
}

words! {
    /// Which cloud a page is meant for.
    Cloud of "crate::domain::link::Cloud" {
        /// The public cloud.
        Global,
        /// The clouds for governments.
        Government,
    }
}

words! {
    /// What somebody who signed in was given. Each may read the directory.
    Role of "crate::domain::actor::Role" {
        /// Reads, asks who is responsible, reports bad contacts.
        Reader,
        /// Of named partners: also reads every type of contact; at an indirect provider also keeps its
        /// splits and contacts.
        AdminAgent,
        /// Of named publishers: also keeps contacts, links and notices of them and their offers.
        PublisherEditor,
        /// Everything, for everyone.
        DirectoryAdmin,
    }
}

words! {
    /// What may be done, apart from reading.
    Permission of "crate::domain::actor::Permission" {
        /// Say that a contact does not work.
        ReportContacts,
        /// Add, change, verify and remove contacts.
        EditContacts,
        /// Add, change and remove links of offers.
        EditLinks,
        /// Publish, change and end service notices.
        EditNotices,
        /// Record and remove splits between an indirect provider and its resellers.
        RecordSplits,
        /// Keep publishers, offers, partners and rules.
        Administer,
    }
}

words! {
    /// As what a partner takes part in the CSP program.
    PartnerRole of "crate::domain::partner::PartnerRole" {
        /// Buys from Microsoft and bills the customer itself.
        DirectBillPartner,
        /// Buys from Microsoft and sells through resellers.
        IndirectProvider,
        /// Sells what its indirect providers bought.
        IndirectReseller,
    }
}

words! {
    /// How bad it is what a service notice tells of, worst first.
    Severity of "crate::domain::notice::Severity" {
        /// The service is down.
        Outage,
        /// The service works in part or slowly.
        Degradation,
        /// Planned work.
        Maintenance,
        /// Good to know.
        Information,
    }
}

words! {
    /// In what order offers are listed.
    OfferOrder of "crate::domain::listing::ListOrder" {
        /// By title, case and accents ignored.
        Title,
        /// The last changed first.
        Updated,
        /// The best match first; by title when nothing is searched for.
        Relevance,
    }
}

words! {
    /// In what order publishers are listed.
    PublisherOrder of "crate::domain::listing::ListOrder" {
        /// By name, case and accents ignored.
        #[graphql(name = "NAME")]
        Title,
        /// The last changed first.
        Updated,
        /// The best match first; by name when nothing is searched for.
        Relevance,
    }
}

words! {
    /// What was done to a thing.
    Deed of "crate::domain::change::Deed" {
        /// It came into the directory.
        Added,
        /// It was changed.
        Changed,
        /// It left the lists. It stays to be found by its id, and in history.
        Retired,
        /// It had left the lists, and came back.
        Restored,
        /// A publisher became one with another.
        Merged,
        /// It came to another owner.
        Moved,
        /// Somebody reached a contact.
        Verified,
        /// Somebody said that a contact does not work.
        Reported,
        /// A contact was found not to work any more.
        FoundDead,
        /// What it tells of came to its end.
        Ended,
        /// It left the directory. What it was stays in history.
        Removed,
    }
}

words! {
    /// The kinds of things whose changes are kept.
    ThingKind of "crate::domain::change::ThingKind" {
        /// A publisher.
        Publisher,
        /// An offer.
        Offer,
        /// A contact of an offer, a publisher or a partner.
        Contact,
        /// A resource link of an offer.
        ResourceLink,
        /// A partner.
        Partner,
        /// The tie of a reseller to a provider. It stands in the histories of both.
        PartnerTie,
        /// A split between an indirect provider and its resellers.
        IndirectSplit,
        /// An override of the rules for an offer, a publisher or a partner.
        ResponsibilityOverride,
        /// An edition of the rules.
        PolicyEdition,
        /// A service notice about an offer or a publisher.
        ServiceNotice,
    }
}

/// The words of a closed set that a filter lets through, as the domain knows them, each once: however often
/// a client repeats them, a statement holds no more of them than there are.
pub(super) fn domain_words<W, D: From<W> + PartialEq>(words: Option<Vec<W>>) -> Option<Vec<D>> {
    words.map(|words| {
        words
            .into_iter()
            .map(D::from)
            .fold(Vec::new(), |mut once, word| {
                if !once.contains(&word) {
                    once.push(word);
                }
                once
            })
    })
}
