// The network of the app: documents are asked for by the ids that Relay gave them, and never sent.

import { Environment, Network, Observable, RecordSource, Store } from 'relay-runtime';
import type { GraphQLResponse, RequestParameters, Variables } from 'relay-runtime';

const [url, token] = process.argv.slice(2);

// The ids of the documents that were asked for.
export const asked = new Set<string>();

function post({ id, text }: RequestParameters, variables: Variables, accept: string) {
  if (!id || text) throw new Error('a document that is to be sent');
  asked.add(id);
  const headers = { accept, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify({ doc_id: id, variables }) });
}

async function answer(request: RequestParameters, variables: Variables): Promise<GraphQLResponse> {
  const response = await post(request, variables, 'application/graphql-response+json');
  const body = await response.json();
  if (response.status !== 200) throw new Error(`${request.name}: ${response.status} ${JSON.stringify(body)}`);
  return body;
}

// What a stream tells, until nobody listens any more.
function events(request: RequestParameters, variables: Variables) {
  return Observable.create<GraphQLResponse>((sink) => {
    const listen = async () => {
      const { body } = await post(request, variables, 'text/event-stream');
      let told = '';
      for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
        told += chunk;
        for (let end; (end = told.indexOf('\n\n')) >= 0; told = told.slice(end + 2)) {
          const data = told.slice(0, end).match(/^data: *(.+)$/m);
          if (data && !sink.closed) sink.next(JSON.parse(data[1]));
        }
        if (sink.closed) break;
      }
    };
    listen().catch((error) => sink.error(error));
  });
}

export const environment = new Environment({
  network: Network.create(answer, events),
  store: new Store(new RecordSource()),
});
