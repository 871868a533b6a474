// Asks twice by hash alone, as the clients of Apollo and urql do it, and prints what went over the wire.

import { createHash } from 'node:crypto';

import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import * as apollo3 from '@apollo/client-3/core/index.js';
import { createPersistedQueryLink } from '@apollo/client-3/link/persisted-queries/index.js';
import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';

const [url] = process.argv.slice(2);
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

// What a client sends and is answered, in a few words.
function wire(lines) {
  return async (input, init) => {
    const method = init?.method ?? 'GET';
    const sent = decodeURIComponent(`${input}${init?.body ?? ''}`);
    const has = /sha256Hash/.test(sent) ? ['hash'] : [];
    if (/[?&]query=|"query":"/.test(sent)) has.push('document');
    const response = await fetch(input, init);
    const type = response.headers.get('content-type').split(';')[0];
    lines.push(`  ${method} with ${has.join(' and ')}: ${response.status} ${type}`);
    return response;
  };
}

async function twice(name, client) {
  const lines = [name];
  const ask = client(wire(lines));
  // Named after the client, so that none finds what another sent.
  const document = `query ${name.replaceAll(' ', '')} { viewer { language } }`;
  for (const _ of [1, 2]) lines.push(`  ${JSON.stringify(await ask(document))}`);
  console.log(lines.join('\n'));
}

await twice('Apollo Client 4', (fetch) => {
  const hashed = new PersistedQueryLink({ sha256, useGETForHashedQueries: true });
  const link = ApolloLink.from([hashed, new HttpLink({ uri: url, fetch })]);
  const client = new ApolloClient({ link, cache: new InMemoryCache({ addTypename: false }) });
  return async (document) => {
    const { data } = await client.query({ query: gql(document), fetchPolicy: 'no-cache' });
    return data.viewer;
  };
});

await twice('Apollo Client 3', (fetch) => {
  const hashed = createPersistedQueryLink({ sha256, useGETForHashedQueries: true });
  const link = hashed.concat(new apollo3.HttpLink({ uri: url, fetch }));
  const client = new apollo3.ApolloClient({ link, cache: new apollo3.InMemoryCache({ addTypename: false }) });
  return async (document) => {
    const { data } = await client.query({ query: apollo3.gql(document), fetchPolicy: 'no-cache' });
    return data.viewer;
  };
});

await twice('urql', (fetch) => {
  const persisted = persistedExchange({ preferGetForPersistedQueries: true, generateHash: async (text) => sha256(text) });
  const client = new Client({ url, fetch, exchanges: [persisted, fetchExchange] });
  return async (document) => {
    const { data, error } = await client.query(document, {}, { requestPolicy: 'network-only' }).toPromise();
    return error?.message ?? data.viewer;
  };
});
