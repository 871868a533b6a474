//! The columns of rows: what they are called, and what their cells look like.

use crate::domain::contact::{LONGEST_HOURS, LONGEST_NAME, LONGEST_REASON};
use crate::domain::notice;
use crate::domain::offer::{LONGEST_SUMMARY, LONGEST_TITLE};
use crate::exchange::words::{folded, is_spelt};

/// What the cells of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::exchange) enum Form {
    /// A text in one line; one with a most of characters is cut there, the others are checked by what they mean.
    Line(Option<usize>),
    /// A text of several lines, with a most of characters.
    Lines(usize),
    /// Yes or no.
    YesNo,
    /// Several texts.
    List,
    /// Titles and summaries by language.
    Wordings,
}

const LINE: Form = Form::Line(None);
const NAME: Form = Form::Line(Some(LONGEST_NAME));

/// Declares the columns in the order in which they are written, then those that are read only.
macro_rules! columns {
    (
        written { $($column:ident = $name:literal $form:expr,)+ }
        read { $($convenient:ident = $spelt:literal $convenient_form:expr,)+ }
    ) => {
        /// A column of rows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(in crate::exchange) enum Column { $($column,)+ $($convenient),+ }

        impl Column {
            /// Every column.
            const ALL: &[Self] = &[$(Self::$column,)+ $(Self::$convenient),+];

            /// Those that are written, in their order.
            pub(in crate::exchange) const WRITTEN: &[Self] = &[$(Self::$column),+];

            /// What it is called.
            pub(in crate::exchange) fn name(self) -> &'static str {
                match self { $(Self::$column => $name,)+ $(Self::$convenient => $spelt),+ }
            }

            /// What its cells look like.
            pub(in crate::exchange) fn form(self) -> Form {
                match self { $(Self::$column => $form,)+ $(Self::$convenient => $convenient_form),+ }
            }

            /// The column that is called so, spelt exactly.
            fn spelt(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$column),)+
                    $($spelt => Some(Self::$convenient),)+
                    _ => None,
                }
            }
        }
    };
}

columns! {
    written {
        // What the row tells of: an offer when absent.
        Record = "record" LINE,
        // Whose something is, and what it is about.
        PublisherId = "publisherId" LINE,
        PublisherName = "publisherName" NAME,
        OfferId = "offerId" LINE,
        OfferName = "offerName" Form::Line(Some(LONGEST_TITLE)),
        PartnerId = "partnerId" LINE,
        PartnerName = "partnerName" NAME,
        // An offer.
        Summary = "summary" Form::Lines(LONGEST_SUMMARY),
        Translations = "translations" Form::Wordings,
        OfferType = "offerType" LINE,
        Resale = "resale" LINE,
        Published = "published" Form::YesNo,
        Website = "website" LINE,
        Categories = "categories" Form::List,
        FormerIds = "formerIds" Form::List,
        // A publisher or a partner.
        FirstParty = "firstParty" Form::YesNo,
        MergedInto = "mergedInto" LINE,
        PartnerRole = "partnerRole" LINE,
        Retired = "retired" Form::YesNo,
        // A contact or a link.
        ContactType = "contactType" LINE,
        Name = "name" NAME,
        Email = "email" LINE,
        Phone = "phone" LINE,
        LinkKind = "linkKind" LINE,
        Cloud = "cloud" LINE,
        Url = "url" LINE,
        LinkTitle = "linkTitle" Form::Line(Some(LONGEST_TITLE)),
        Languages = "languages" Form::List,
        Hours = "hours" Form::Line(Some(LONGEST_HOURS)),
        TimeZone = "timeZone" LINE,
        Verification = "verification" LINE,
        VerifiedAt = "verifiedAt" LINE,
        VerifiedBy = "verifiedBy" LINE,
        VerificationReason = "verificationReason" Form::Lines(LONGEST_REASON),
        ByHand = "byHand" Form::YesNo,
        // A tie, a split or an override.
        ProviderId = "providerId" LINE,
        ResellerId = "resellerId" LINE,
        Inquiry = "inquiry" LINE,
        PartnerModel = "partnerModel" LINE,
        AskedBy = "askedBy" LINE,
        Party = "party" LINE,
        Responsible = "responsible" Form::List,
        Basis = "basis" LINE,
        Reason = "reason" Form::Lines(LONGEST_REASON),
        ValidFrom = "validFrom" LINE,
        ValidThrough = "validThrough" LINE,
        // A service notice.
        Severity = "severity" LINE,
        Text = "text" Form::Lines(notice::LONGEST_TEXT),
        BeginsAt = "beginsAt" LINE,
        EndsAt = "endsAt" LINE,
    }
    read {
        // Of a row that holds an offer with its contacts and links.
        SupportName = "supportName" NAME,
        SupportEmail = "supportEmail" LINE,
        SupportPhone = "supportPhone" LINE,
        SupportUrl = "supportUrl" LINE,
        CspProgramName = "cspProgramName" NAME,
        CspProgramEmail = "cspProgramEmail" LINE,
        CspProgramPhone = "cspProgramPhone" LINE,
        CspProgramUrl = "cspProgramUrl" LINE,
        EngineeringName = "engineeringName" NAME,
        EngineeringEmail = "engineeringEmail" LINE,
        EngineeringPhone = "engineeringPhone" LINE,
        EngineeringUrl = "engineeringUrl" LINE,
        DocumentationUrl = "documentationUrl" LINE,
        TrainingUrl = "trainingUrl" LINE,
        StatusUrl = "statusUrl" LINE,
        SalesUrl = "salesUrl" LINE,
        CspMarketingUrl = "cspMarketingUrl" LINE,
        SupportWebsiteUrl = "supportWebsiteUrl" LINE,
        GovernmentSupportUrl = "governmentSupportUrl" LINE,
        PrivacyUrl = "privacyUrl" LINE,
        TermsUrl = "termsUrl" LINE,
    }
}

impl Column {
    /// The column that is called so: case, blanks and signs do not matter.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::spelt(name).or_else(|| {
            let folded = folded(name);
            let is_named = |column: &Self| is_spelt(column.name(), &folded);
            Self::ALL.iter().copied().find(is_named)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_explained_to_those_who_write_rows() {
        let explained = include_str!("../../../data/ROWS.md");
        let is_missing = |name: &&str| !explained.contains(&format!("`{name}`"));
        let columns = Column::ALL.iter().map(|column| column.name());

        let missing: Vec<&str> = columns.filter(is_missing).collect();

        assert_eq!(missing, [""; 0], "data/ROWS.md");
    }
}
