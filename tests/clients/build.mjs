// Builds an app of this folder in another one, on the schema of the repository, by the tools that such apps are built
// by. What a tool refuses is printed, and ends it.

import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [app, folder] = process.argv.slice(2);

const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

function run(tool) {
  const node = [beside(`node_modules/${tool}`)];
  const { status, stdout, stderr } = spawnSync(process.execPath, node, { cwd: folder, encoding: 'utf8' });
  if (status === 0) return;
  console.error(`${tool}: ${stdout}${stderr}`);
  process.exit(1);
}

cpSync(beside(app), folder, { recursive: true });
cpSync(beside('../../schema.graphql'), join(folder, 'schema.graphql'));
symlinkSync(beside('node_modules'), join(folder, 'node_modules'), 'junction');

if (app === 'relay') {
  // The compiler adds to a manifest, and begins none.
  writeFileSync(join(folder, 'persisted.json'), '{}');
  run('relay-compiler/cli.js');
} else {
  run('@graphql-codegen/cli/esm/bin.js');
}
run('typescript/bin/tsc');
