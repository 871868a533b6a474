//! The words of what the directory holds, of who keeps it, and of what was done to it.

use super::words;

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

words! {
    /// A format that offers come in.
    ImportFormat of "crate::domain::format::ImportFormat" {
        /// Resource trees, configure documents and lists of the Product Ingestion API.
        ProductIngestion,
        /// Offers of the Cloud Partner Portal.
        CloudPartnerPortal,
        /// Listings of the Partner Center ingestion API, in camel or snake case.
        PartnerCenterIngestion,
        /// Pages of the Marketplace Catalog.
        MarketplaceCatalog,
        /// A table with named columns in any order.
        Csv,
        /// A row a line, each a JSON object.
        JsonLines,
    }
}

words! {
    /// How far an import is.
    ImportState of "crate::domain::import_job::ImportState" {
        /// It waits for its turn: one import is done at a time.
        Queued,
        /// Its file is being read.
        Reading,
        /// What the file tells is being taken in, or compared in a dry run.
        Running,
        /// It came to its end.
        Done,
        /// Nothing in the file can be trusted, and nothing was taken: `reason` says why.
        Refused,
        /// It broke off through our fault. What was taken in until then stays.
        Failed,
        /// Somebody called it off. What was taken in until then stays.
        Cancelled,
    }
}

words! {
    /// What kind of remark an import makes.
    ImportRemarkKind of "crate::domain::import_job::RemarkKind" {
        /// A row was not taken.
        Refused,
        /// Something was taken otherwise than written, or left out.
        Warning,
        /// A contact that somebody verified or wrote was left as it is, though the file tells otherwise.
        Conflict,
        /// Something would be changed; said by a dry run only.
        Planned,
    }
}
