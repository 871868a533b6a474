// How the types of the app are made: no scalar without a type, and a manifest of the documents.

import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: 'app.ts',
  generates: {
    'graph/': {
      preset: 'client',
      presetConfig: { persistedDocuments: true },
      config: {
        documentMode: 'string',
        strictScalars: true,
        scalars: { Date: 'string', DateTime: 'string', JSON: 'unknown', Upload: 'File', _Any: 'never' },
        useTypeImports: true,
      },
    },
  },
};

export default config;
