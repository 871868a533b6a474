// Offers as an app of Relay asks for them: a list that grows, a card, a history.

import { graphql } from 'relay-runtime';

graphql`
  query OffersQuery($search: String!) {
    ...Offers_list @arguments(search: $search, count: 2)
  }
`;

// Pages are asked for at the root again.
graphql`
  fragment Offers_list on Query
  @argumentDefinitions(
    search: { type: "String!" }
    count: { type: "Int", defaultValue: 10 }
    cursor: { type: "String" }
  )
  @refetchable(queryName: "OffersPageQuery") {
    offers(filter: { search: $search }, orderBy: TITLE, first: $count, after: $cursor)
      @connection(key: "Offers_offers", filters: ["filter"]) {
      totalCount
      edges {
        node {
          id
          ...Offers_card
        }
      }
      pageInfo {
        endCursor
      }
    }
  }
`;

// What is asked for again is found by its id, as a node.
graphql`
  fragment Offers_card on Offer @refetchable(queryName: "OffersCardQuery") {
    marketplaceId
    title
    publisher {
      name
    }
    contacts(types: [CUSTOMER_SUPPORT]) {
      verification {
        state
        at
      }
    }
  }
`;

// Pages of what hangs under a node.
graphql`
  fragment Offers_history on Offer
  @argumentDefinitions(count: { type: "Int", defaultValue: 1 }, cursor: { type: "String" })
  @refetchable(queryName: "OffersHistoryQuery") {
    changes(first: $count, after: $cursor) @connection(key: "Offers_changes") {
      edges {
        node {
          deed
          kind
          after
          thing {
            __typename
          }
        }
      }
    }
  }
`;
