// Asks for the schema as the tools do that all build on graphql-js, reads it, and prints what that weighed.

import { buildClientSchema, getIntrospectionQuery, validateSchema } from 'graphql';

const [url] = process.argv.slice(2);

const tools = {
  'the oldest tools': { descriptions: false },
  'Apollo': {},
  'GraphiQL': { inputValueDeprecation: true, schemaDescription: false, specifiedByUrl: false },
  'graphql-codegen': {
    descriptions: true,
    directiveIsRepeatable: true,
    inputValueDeprecation: true,
    oneOf: true,
    schemaDescription: true,
    specifiedByUrl: true,
  },
};

for (const [tool, options] of Object.entries(tools)) {
  const headers = { 'Content-Type': 'application/json', 'GraphQL-Cost': '1' };
  const body = JSON.stringify({ query: getIntrospectionQuery(options) });
  const response = await fetch(url, { method: 'POST', headers, body });
  const { data, errors, extensions } = await response.json();
  if (errors) {
    console.log(`${tool}: ${JSON.stringify(errors)}`);
    continue;
  }
  const wrong = validateSchema(buildClientSchema(data));
  const weighed = ['complexity', 'depth', 'tokens'].map((bound) => {
    const { found, limit } = extensions.cost[bound];
    return `${bound} ${found} of ${limit}`;
  });
  console.log(`${tool}: ${wrong.length} wrong, ${weighed.join(', ')}`);
}
