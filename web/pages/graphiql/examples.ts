/** The tabs a first visit opens with: one worked example for each thing people ask the directory. */

/** A published offer whose publisher gives a support page, so that the answers have something to show. */
const MARKETPLACE_ID = "cisco.cisco-duo-microsoft-sentinel";

const whoIsResponsible = `# A customer of a reseller has a technical question
# about an offer: who answers it?
query WhoIsResponsible {
  responsibleParty(
    inquiry: TECHNICAL_SUPPORT
    partnerModel: INDIRECT
    askedBy: CUSTOMER
    offer: { marketplaceId: "${MARKETPLACE_ID}" }
  ) {
    isShared
    firstPointOfContact
    explanation
    basis
    responsible {
      party
      organisation {
        __typename
        ... on Publisher {
          name
        }
        ... on Partner {
          name
        }
      }
    }
    route {
      from
      to
      strength
      isAlternative
      note
    }
    contacts {
      type
      name
      email
      phone
      url
    }
    links {
      kind
      url
    }
    gaps {
      kind
      message
    }
    sources {
      heading
      url
    }
  }
}
`;

const billingQuestion = `# An indirect reseller asks about billing, whatever the offer.
# For another language, put into Headers below:
# { "Accept-Language": "tr" }
query BillingQuestion {
  responsibleParty(
    inquiry: BILLING
    partnerModel: INDIRECT
    askedBy: INDIRECT_RESELLER
  ) {
    isShared
    firstPointOfContact
    explanation
    basis
    responsible {
      party
    }
    route {
      from
      to
      strength
      isAlternative
      note
    }
    sources {
      heading
      url
    }
  }
}
`;

const offerPage = `# One offer, and how to reach the people behind it.
query OfferPage {
  offer(by: { marketplaceId: "${MARKETPLACE_ID}" }) {
    title
    type
    publisher {
      name
    }
    contacts {
      type
      name
      email
      phone
      url
    }
    links {
      kind
      url
    }
  }
}
`;

const searchOffers = `# Find offers by a word; endCursor is the "after" of the
# next page.
query SearchOffers {
  offers(filter: { search: "fire" }, first: 10) {
    totalCount
    nodes {
      marketplaceId
      title
      publisher {
        name
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;

const matrix = `# The whole matrix for a customer of a direct-bill
# partner, in Turkish.
query Responsibilities {
  responsibilities(
    partnerModel: DIRECT_BILL
    askedBy: CUSTOMER
    language: "tr"
  ) {
    inquiry
    responsible
    firstPointOfContact
    basis
    explanation
  }
}
`;

export const examples = [whoIsResponsible, billingQuestion, offerPage, searchOffers, matrix].map((query) => ({ query }));
