// Publishers as an app of Relay keeps them: a list that grows at its beginning, a form, a feed.

import { graphql } from 'relay-runtime';

graphql`
  query PublishersQuery {
    ...Publishers_list
    changes(first: 1) {
      nodes {
        cursor
      }
    }
  }
`;

graphql`
  fragment Publishers_list on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 2 }, cursor: { type: "String" })
  @refetchable(queryName: "PublishersBackQuery") {
    publishers(orderBy: NAME, last: $count, before: $cursor) @connection(key: "Publishers_publishers") {
      __id
      edges {
        node {
          name
        }
      }
      pageInfo {
        startCursor
      }
    }
  }
`;

graphql`
  mutation PublishersAddMutation($input: AddPublisherInput!, $connections: [ID!]!) {
    addPublisher(input: $input) {
      publisher @appendNode(connections: $connections, edgeTypeName: "PublisherEdge") {
        name
        version
      }
      userErrors {
        __typename
        field
        code
      }
    }
  }
`;

graphql`
  subscription PublishersWatchSubscription($after: String) {
    directoryChanged(after: $after) {
      deed
      cursor
      thing {
        id
        ... on Publisher {
          name
        }
      }
    }
  }
`;
