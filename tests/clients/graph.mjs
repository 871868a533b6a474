// What scripts that watch have in common: the graph, who changes it, and what they watch.

export const [url, token] = process.argv.slice(2);

export const headers = { Authorization: `Bearer ${token}` };

export const WATCH = `subscription Watch($after: String) {
  directoryChanged(after: $after) { deed cursor thing { ... on Publisher { publisherId } } } }`;

const ADD = `mutation Add($input: AddPublisherInput!) {
  addPublisher(input: $input) { publisher { publisherId } userErrors { message } } }`;

// The request by which an administrator adds a publisher.
export function adding(publisherId) {
  return { query: ADD, variables: { input: { publisherId, name: `The firm ${publisherId}` } } };
}

// Makes a change past the client that is looked at.
export async function change(publisherId) {
  const body = JSON.stringify(adding(publisherId));
  const response = await fetch(url, { method: 'POST', body, headers: { ...headers, 'Content-Type': 'application/json' } });
  const { data } = await response.json();
  if (data.addPublisher.publisher?.publisherId !== publisherId) throw new Error(JSON.stringify(data));
}

// Waits until what is watched has surely begun: no client tells when it has.
export const begun = () => new Promise((resolve) => setTimeout(resolve, 1000));

export function say(what, told) {
  console.log(`${what}: ${typeof told === 'string' ? told : JSON.stringify(told)}`);
}

// What happened, without the place of it, which is never the same.
export const deed = ({ directoryChanged }) => `${directoryChanged.deed} ${directoryChanged.thing.publisherId}`;
