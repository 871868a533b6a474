// Audits the server at an address for GraphQL over HTTP, and prints what each audit found.

import { auditServer } from 'graphql-http';

const [url] = process.argv.slice(2);

for (const { id, name, status, reason } of await auditServer({ url })) {
  console.log([id, status, name, ...(reason ? [reason] : [])].join(' | '));
}
