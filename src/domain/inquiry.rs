//! The question: what an inquiry is about, under which partner model, and who asks.

closed_set! {
    /// The three areas of support; whose duty an inquiry is follows from its area.
    pub enum InquiryArea {
        /// The customer's own account: the duty of the partner that sold to it.
        CustomerAccount = "CUSTOMER_ACCOUNT",
        /// The product: the duty of the ISV that publishes it.
        Product = "PRODUCT",
        /// The commerce system: Microsoft's duty, toward partners and publishers.
        Commerce = "COMMERCE",
    }
}

closed_set! {
    /// What an inquiry is about.
    pub enum InquiryCategory {
        /// The customer's invoice, which its partner writes.
        Billing = "BILLING",
        /// Adding, changing and ending the customer's subscriptions.
        SubscriptionManagement = "SUBSCRIPTION_MANAGEMENT",
        /// Setting up the customer's account.
        AccountSetup = "ACCOUNT_SETUP",
        /// The customer's payments.
        Payment = "PAYMENT",
        /// All other support of the customer.
        Other = "OTHER",
        /// Help for the product's users.
        TechnicalSupport = "TECHNICAL_SUPPORT",
        /// The product is broken.
        BreakFix = "BREAK_FIX",
        /// What the product's service level promises.
        ServiceLevel = "SERVICE_LEVEL",
        /// The product's documentation.
        Documentation = "DOCUMENTATION",
        /// Training on the product.
        Training = "TRAINING",
        /// Outages and the state of the product's service.
        ServiceHealth = "SERVICE_HEALTH",
        /// Managing an offer in the marketplace, onboarding included.
        OfferManagement = "OFFER_MANAGEMENT",
        /// A transaction in the commerce system.
        Transaction = "TRANSACTION",
        /// What the commerce system charged a partner or paid an ISV.
        CommerceBilling = "COMMERCE_BILLING",
        /// A partner's or publisher's account in the commerce system.
        CommerceAccount = "COMMERCE_ACCOUNT",
        /// Deployment and provisioning; Microsoft helps with Azure-based solutions only.
        Deployment = "DEPLOYMENT",
    }
}

closed_set! {
    /// How a partner of the CSP program buys and sells.
    pub enum PartnerModel {
        /// The partner buys from Microsoft and bills the customer itself.
        DirectBill = "DIRECT_BILL",
        /// An indirect provider buys, its resellers sell.
        Indirect = "INDIRECT",
    }
}

closed_set! {
    /// Who asks.
    pub enum Inquirer {
        /// The company that uses the product.
        Customer = "CUSTOMER",
        /// A direct-bill partner.
        DirectBillPartner = "DIRECT_BILL_PARTNER",
        /// An indirect provider.
        IndirectProvider = "INDIRECT_PROVIDER",
        /// An indirect reseller.
        IndirectReseller = "INDIRECT_RESELLER",
        /// The ISV that publishes the offer.
        IsvPublisher = "ISV_PUBLISHER",
    }
}

closed_set! {
    /// A party that can be responsible, be asked or hand over.
    pub enum Party {
        /// The company that uses the product.
        Customer = "CUSTOMER",
        /// The ISV that publishes the offer.
        IsvPublisher = "ISV_PUBLISHER",
        /// A CSP partner that buys from Microsoft and bills the customer itself.
        DirectBillPartner = "DIRECT_BILL_PARTNER",
        /// A CSP partner that buys from Microsoft and sells through resellers.
        IndirectProvider = "INDIRECT_PROVIDER",
        /// A CSP partner that sells what its indirect provider bought.
        IndirectReseller = "INDIRECT_RESELLER",
        /// Runs the commercial marketplace and the commerce system.
        Microsoft = "MICROSOFT",
    }
}

impl InquiryCategory {
    /// The area it belongs to.
    pub fn area(self) -> InquiryArea {
        match self {
            Self::Billing
            | Self::SubscriptionManagement
            | Self::AccountSetup
            | Self::Payment
            | Self::Other => InquiryArea::CustomerAccount,
            Self::TechnicalSupport
            | Self::BreakFix
            | Self::ServiceLevel
            | Self::Documentation
            | Self::Training
            | Self::ServiceHealth => InquiryArea::Product,
            Self::OfferManagement
            | Self::Transaction
            | Self::CommerceBilling
            | Self::CommerceAccount
            | Self::Deployment => InquiryArea::Commerce,
        }
    }
}

impl PartnerModel {
    /// Those who can ask in this model.
    pub fn inquirers(self) -> &'static [Inquirer] {
        match self {
            Self::DirectBill => &[
                Inquirer::Customer,
                Inquirer::DirectBillPartner,
                Inquirer::IsvPublisher,
            ],
            Self::Indirect => &[
                Inquirer::Customer,
                Inquirer::IndirectProvider,
                Inquirer::IndirectReseller,
                Inquirer::IsvPublisher,
            ],
        }
    }

    /// The partner that sold to the customer. In the indirect model that is the reseller, which the
    /// article implies and does not say.
    pub fn seller(self) -> Party {
        match self {
            Self::DirectBill => Party::DirectBillPartner,
            Self::Indirect => Party::IndirectReseller,
        }
    }

    /// Whether this party occurs in the model.
    pub fn has(self, party: Party) -> bool {
        match party {
            Party::Customer | Party::IsvPublisher | Party::Microsoft => true,
            Party::DirectBillPartner => self == Self::DirectBill,
            Party::IndirectProvider | Party::IndirectReseller => self == Self::Indirect,
        }
    }
}

impl Inquirer {
    /// The party that this inquirer is.
    pub fn party(self) -> Party {
        match self {
            Self::Customer => Party::Customer,
            Self::DirectBillPartner => Party::DirectBillPartner,
            Self::IndirectProvider => Party::IndirectProvider,
            Self::IndirectReseller => Party::IndirectReseller,
            Self::IsvPublisher => Party::IsvPublisher,
        }
    }
}

impl Party {
    /// Whether it is a partner of the CSP program.
    pub fn is_partner(self) -> bool {
        match self {
            Self::DirectBillPartner | Self::IndirectProvider | Self::IndirectReseller => true,
            Self::Customer | Self::IsvPublisher | Self::Microsoft => false,
        }
    }
}

/// A question that the rules must answer: one of 112.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    model: PartnerModel,
    inquirer: Inquirer,
    category: InquiryCategory,
}

/// The inquirer does not exist in the model: there is no reseller under direct bill.
#[derive(Debug, PartialEq, Eq)]
pub struct InquirerNotInModel {
    /// The model that was asked about.
    pub model: PartnerModel,
    /// Who was said to ask.
    pub inquirer: Inquirer,
}

impl Question {
    /// The question, if the model has this inquirer.
    pub fn new(
        category: InquiryCategory,
        model: PartnerModel,
        inquirer: Inquirer,
    ) -> Result<Self, InquirerNotInModel> {
        if model.inquirers().contains(&inquirer) {
            Ok(Self {
                model,
                inquirer,
                category,
            })
        } else {
            Err(InquirerNotInModel { model, inquirer })
        }
    }

    /// All questions there are, by model, inquirer and category.
    pub fn all() -> impl Iterator<Item = Self> {
        PartnerModel::ALL.iter().flat_map(|&model| {
            model.inquirers().iter().flat_map(move |&inquirer| {
                InquiryCategory::ALL.iter().map(move |&category| Self {
                    model,
                    inquirer,
                    category,
                })
            })
        })
    }

    /// What the inquiry is about.
    pub fn category(self) -> InquiryCategory {
        self.category
    }

    /// How the partner buys and sells.
    pub fn model(self) -> PartnerModel {
        self.model
    }

    /// Who asks.
    pub fn inquirer(self) -> Inquirer {
        self.inquirer
    }
}

impl std::fmt::Display for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.model, self.inquirer, self.category)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_112_questions() {
        assert_eq!(Question::all().count(), 112);
    }

    #[test]
    fn a_reseller_does_not_exist_under_direct_bill() {
        let refused = Question::new(
            InquiryCategory::Billing,
            PartnerModel::DirectBill,
            Inquirer::IndirectReseller,
        );

        assert_eq!(
            refused,
            Err(InquirerNotInModel {
                model: PartnerModel::DirectBill,
                inquirer: Inquirer::IndirectReseller
            })
        );
    }
}
