// Asks, changes and watches over a socket, as the client of the `graphql-ws` package does it.

import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

import { WATCH, adding, begun, change, deed, headers, say, url } from './graph.mjs';

const address = url.replace(/^http/, 'ws');

function connect(options = {}) {
  return createClient({ url: address, webSocketImpl: WebSocket, retryAttempts: 0, lazyCloseTimeout: 50, ...options });
}

const client = connect({ connectionParams: headers });
const once = async (request) => (await client.iterate(request).next()).value;

say('a question', await once({ query: '{ viewer { isSignedIn } }' }));
say('a change', await once(adding('contoso')));
say('no document', await once({ query: '{ nothing }' }).catch((errors) => errors[0].extensions.code));

// Watching, until the connection breaks. Who comes back goes on after what was seen last.
let socket;
const watcher = connect({ on: { opened: (opened) => (socket = opened) } });
const watching = watcher.iterate({ query: WATCH });
const first = watching.next();
await begun();
await change('fabrikam');
const seen = (await first).value.data;
say('while connected', deed(seen));

socket.terminate();
say('the connection breaks', await watching.next().then(() => 'unnoticed', ({ code }) => `${code}`));
for (const missed of ['northwind', 'adatum']) await change(missed);

const resumed = watcher.iterate({ query: WATCH, variables: { after: seen.directoryChanged.cursor } });
for (const _ of [1, 2]) say('after coming back', deed((await resumed.next()).value.data));
say('heard enough', await resumed.return());

// Pings of the client, and who is not believed.
const alive = connect({ lazy: false, keepAlive: 100, connectionParams: headers });
await new Promise((resolve) => alive.on('pong', (received) => received && resolve()));
say('a ping', 'answered');

for (const Authorization of ['Bearer nonsense', 1]) {
  const refused = connect({ connectionParams: { Authorization } });
  const why = refused.iterate({ query: '{ viewer { isSignedIn } }' }).next();
  say('not believed', await why.catch(({ code, reason }) => `${code} ${reason}`));
}

await Promise.all([client.dispose(), watcher.dispose(), alive.dispose()]);
