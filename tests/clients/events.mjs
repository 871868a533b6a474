// Asks, changes and watches over event streams, as the client of the `graphql-sse` package does it.

import { createClient } from 'graphql-sse';

import { WATCH, adding, begun, change, deed, headers, say, url } from './graph.mjs';

function connect(options = {}) {
  return createClient({ url, retryAttempts: 0, ...options });
}

const client = connect({ headers });
const once = async (request) => (await client.iterate(request).next()).value;

say('a question', await once({ query: '{ viewer { isSignedIn } }' }));
say('a change', await once(adding('contoso')));
say('no document', (await once({ query: '{ nothing }' })).errors[0].extensions.code);

// Watching, until the client has heard enough; who comes back goes on after what was seen last.
const watcher = connect();
const watching = watcher.iterate({ query: WATCH });
const first = watching.next();
await begun();
await change('fabrikam');
const seen = (await first).value.data;
say('while connected', deed(seen));
say('heard enough', await watching.return());

for (const missed of ['northwind', 'adatum']) await change(missed);
const resumed = watcher.iterate({ query: WATCH, variables: { after: seen.directoryChanged.cursor } });
for (const _ of [1, 2]) say('after coming back', deed((await resumed.next()).value.data));
await resumed.return();

// Who is not believed, and what cannot be watched: said once, then complete.
const refused = connect({ headers: { Authorization: 'Bearer nonsense' } });
const why = refused.iterate({ query: WATCH }).next();
say('not believed', await why.catch(({ response }) => `${response.status} ${response.headers.get('content-type')}`));
const lost = watcher.iterate({ query: WATCH, variables: { after: 'nowhere' } });
say('no such place', (await lost.next()).value.errors[0].extensions.code);
say('and then', await lost.next());
