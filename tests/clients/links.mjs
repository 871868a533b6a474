// Watches with Apollo Client and urql, each over a socket and over what its users would take for events.

import { ApolloClient, InMemoryCache, gql } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { Client, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

import { WATCH, begun, change, deed, say, url } from './graph.mjs';

const sockets = () => createClient({ url: url.replace(/^http/, 'ws'), webSocketImpl: WebSocket });

// The first two things that a client is told while they happen, of those who subscribe by `subscribe`.
async function told(name, publishers, subscribe) {
  const heard = [];
  const both = new Promise((resolve, reject) => {
    const next = ({ data, error }) => {
      if (error) reject(error);
      if (data && heard.push(deed(data)) === 2) resolve();
    };
    subscribe(next, reject);
  });
  await begun();
  for (const publisher of publishers) await change(publisher);
  await both;
  say(name, heard);
}

await told('Apollo Client over a socket', ['a1', 'a2'], (next, error) => {
  const client = new ApolloClient({ link: new GraphQLWsLink(sockets()), cache: new InMemoryCache() });
  client.subscribe({ query: gql(WATCH) }).subscribe({ next, error });
});

await told('urql over a socket', ['b1', 'b2'], (next) => {
  const client = sockets();
  const forwardSubscription = (request) => ({
    subscribe: (sink) => ({ unsubscribe: client.subscribe(request, sink) }),
  });
  const exchanges = [subscriptionExchange({ forwardSubscription })];
  new Client({ url, exchanges }).subscription(WATCH, {}).subscribe(next);
});

await told('urql over events', ['c1', 'c2'], (next) => {
  const client = new Client({ url, exchanges: [fetchExchange], fetchSubscriptions: true });
  client.subscription(WATCH, {}).subscribe(next);
});

process.exit();
