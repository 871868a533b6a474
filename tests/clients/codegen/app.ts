// Asks typed documents by the ids that graphql-codegen gave them, and prints what was answered.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { graphql, useFragment as read } from './graph';
import type { TypedDocumentString } from './graph/graphql';

const [url, token] = process.argv.slice(2);

const asked = new Set<string>();

// What a document gives, by its id: the text of it is never sent.
async function run<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  ...[variables]: Variables extends Record<string, never> ? [] : [Variables]
): Promise<Data> {
  const documentId: string = document.__meta__!.hash;
  asked.add(documentId);
  const headers = {
    accept: 'application/graphql-response+json',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
  };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ documentId, variables }) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const say = (what: string, told: unknown) => console.log(`${what}: ${JSON.stringify(told)}`);

const WAY = graphql(`
  fragment Way on Contact {
    name
    url
    verification {
      state
    }
  }
`);

const OFFERS = graphql(`
  query Offers($filter: OfferFilter, $first: Int, $after: String) {
    offers(filter: $filter, first: $first, after: $after) {
      totalCount
      nodes {
        title
        createdAt
        contacts {
          ...Way
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

const RESPONSIBLE = graphql(`
  query Responsible($inquiry: InquiryCategory!, $partnerModel: PartnerModel!, $offer: OfferBy, $on: Date) {
    responsibleParty(inquiry: $inquiry, partnerModel: $partnerModel, offer: $offer, on: $on) {
      responsible {
        party
        organisation {
          __typename
          ... on Publisher {
            name
          }
          ... on Partner {
            partnerId
          }
        }
      }
      edition {
        validFrom
        validThrough
      }
    }
  }
`);

const ADD = graphql(`
  mutation AddPublisher($input: AddPublisherInput!) {
    addPublisher(input: $input) {
      publisher {
        publisherId
        changes(first: 1) {
          nodes {
            after
          }
        }
      }
      userErrors {
        code
        field
      }
    }
  }
`);

async function questions() {
  const filter = { search: 'cisco', types: ['AZURE_APPLICATION' as const] };
  const { offers } = await run(OFFERS, { filter, first: 1 });
  const [{ title, createdAt, contacts }] = offers.nodes;
  say(`one of ${offers.totalCount}`, [title, new Date(createdAt) < new Date()]);
  say('its contacts', contacts.map((contact) => read(WAY, contact)));
  const more = await run(OFFERS, { filter, first: 1, after: offers.pageInfo.endCursor });
  say('the next', more.offers.nodes.map(({ title }) => title));

  const question = { inquiry: 'BREAK_FIX', partnerModel: 'INDIRECT', on: '2024-02-29' } as const;
  const offer = { marketplaceId: 'cisco.cisco-duo-microsoft-sentinel' };
  const { responsibleParty } = await run(RESPONSIBLE, { ...question, offer });
  say('responsible', responsibleParty);
}

async function changes() {
  for (const name of ['Contoso', '']) {
    const { addPublisher } = await run(ADD, { input: { publisherId: 'contoso', name } });
    const after: unknown = addPublisher.publisher?.changes.nodes[0].after;
    say('added', [addPublisher.publisher?.publisherId, after !== undefined, addPublisher.userErrors]);
  }
}

// What does not hold to the schema does not compile.
export const untyped = [
  // @ts-expect-error a required variable is left out
  () => run(RESPONSIBLE, { inquiry: 'BREAK_FIX' }),
  // @ts-expect-error it is no category
  () => run(RESPONSIBLE, { inquiry: 'BROKEN', partnerModel: 'INDIRECT' }),
  // @ts-expect-error an offer is named in one way
  () => run(RESPONSIBLE, { inquiry: 'BILLING', partnerModel: 'INDIRECT', offer: { id: 'a', marketplaceId: 'b' } }),
  // @ts-expect-error a day is a text
  () => run(RESPONSIBLE, { inquiry: 'BILLING', partnerModel: 'INDIRECT', on: 2024 }),
  // @ts-expect-error it may be null
  async () => (await run(RESPONSIBLE, { inquiry: 'BILLING', partnerModel: 'INDIRECT' })).responsibleParty.edition,
];

async function everything() {
  await questions();
  await changes();
  const documents = Object.keys(JSON.parse(readFileSync(join(__dirname, 'graph/persisted-documents.json'), 'utf8')));
  say('documents', documents.length);
  say('never asked for', documents.filter((id) => !asked.has(id)));
}

everything().catch((error) => {
  console.error(error);
  process.exit(1);
});
