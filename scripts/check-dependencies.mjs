import './lib/require-node.mjs';
import { readFileSync } from 'node:fs';
import { inRoot } from './lib/paths.mjs';
import { say } from './lib/progress.mjs';
import { engineFaults, lockFaults, manifestFaults } from './lib/supply-chain.mjs';

const read = (...path) => JSON.parse(readFileSync(inRoot(...path), 'utf8'));

const root = read('package.json');
const workspaces = root.workspaces.map((workspace) => read(workspace, 'package.json'));
const tools = read('tools', 'prisma', 'package.json');
const own = workspaces.map(({ name }) => name);
const faults = [
  ...lockFaults(read('package-lock.json')),
  ...engineFaults(read('package-lock.json'), root.engines.node),
  ...lockFaults(read('tools', 'prisma', 'package-lock.json')),
  ...[root, tools, ...workspaces].flatMap((manifest) => manifestFaults(manifest, own)),
];

for (const fault of faults) say(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
