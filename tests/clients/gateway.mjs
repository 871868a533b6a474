// Composes the directory with another graph, asks both as one through a gateway, and prints what came of it.

import { composeServices } from '@apollo/composition';
import { ApolloGateway, LocalGraphQLDataSource, RemoteGraphQLDataSource } from '@apollo/gateway';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

const [url] = process.argv.slice(2);

// A graph of somebody else, which knows things of the directory by what people call them.
const ORDERS = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
  type Query { orders: [Order!]! }
  type Order { number: Int!, offer: Offer, publisher: Publisher, soldBy: Partner }
  type Offer @key(fields: "marketplaceId", resolvable: false) { marketplaceId: String! }
  type Publisher @key(fields: "publisherId", resolvable: false) { publisherId: String! }
  type Partner @key(fields: "partnerId", resolvable: false) { partnerId: String! }
  type PageInfo @shareable { hasNextPage: Boolean! }
`);
const orders = [
  { number: 1, offer: { marketplaceId: 'rbei.bgsw_aishield_sentinel' }, publisher: { publisherId: 'RBEI' } },
  { number: 2, offer: { marketplaceId: 'nobody.nothing' }, soldBy: { partnerId: '4711' } },
  { number: 3, offer: { marketplaceId: 'rbei.bgsw_aishield_sentinel' }, soldBy: { partnerId: 'not a number' } },
];

async function ask(query) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

const { data } = await ask('{ _service { sdl } }');
const services = [
  { name: 'directory', url, typeDefs: parse(data._service.sdl) },
  { name: 'orders', url: 'local', typeDefs: ORDERS },
];
const composed = composeServices(services);
if (composed.errors) {
  for (const error of composed.errors) console.log(`not composed: ${error.message}`);
  process.exit(0);
}
for (const { message } of composed.hints.filter((hint) => hint.definition.level.name !== 'DEBUG'))
  console.log(`hint: ${message.split('\n')[0]}`);

const sent = [];
class Directory extends RemoteGraphQLDataSource {
  willSendRequest({ request }) {
    sent.push(`asked the directory for ${JSON.stringify(request.variables?.representations ?? request.query)}`);
  }
}
const gateway = new ApolloGateway({
  supergraphSdl: composed.supergraphSdl,
  buildService: ({ name }) =>
    name === 'orders'
      ? new LocalGraphQLDataSource(buildSubgraphSchema({ typeDefs: ORDERS, resolvers: { Query: { orders: () => orders } } }))
      : new Directory({ url }),
});
const { executor, schema } = await gateway.load();

async function through(query) {
  const result = await executor({
    request: { query },
    document: parse(query),
    operationName: null,
    queryHash: query,
    context: {},
    overallCachePolicy: {},
    cache: { get: () => undefined, set: () => undefined },
    metrics: {},
    schema,
  });
  console.log(JSON.stringify(result, null, 2));
  for (const line of sent.splice(0)) console.log(`  ${line}`);
}

await through(`{ orders {
  number
  offer { marketplaceId title publisher { name } }
  publisher { publisherId name offerCount }
  soldBy { partnerId name }
} }`);
await through('{ viewer { language } orders { number } }');
await gateway.stop();
