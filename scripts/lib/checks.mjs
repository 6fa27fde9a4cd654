import { node, npm } from './child.mjs';
import { inRoot, packageProgram } from './paths.mjs';

const workspaceScript = (workspace, script) => npm('run', '--silent', script, '--workspace', workspace);

/** What the other checks read: they run after these. */
export const PREPARATIONS = {
  'contract: build': () => workspaceScript('contract', 'build'),
  'what is generated': () => node(inRoot('scripts', 'generate.mjs'), '--check'),
};

/** The checks by name, each with the command that makes it. The longest comes first, as two run at a time. */
export const CHECKS = {
  'lint (eslint)': () =>
    node(
      packageProgram('eslint'),
      '.',
      '--max-warnings=0',
      // By content: a checkout touches files without changing them. CI starts without a cache.
      ...[
        '--cache',
        '--cache-strategy=content',
        `--cache-location=${inRoot('node_modules', '.cache', 'eslint')}`,
      ],
    ),
  'types: server': () => workspaceScript('server', 'typecheck'),
  'types: client': () => workspaceScript('client', 'typecheck'),
  'types: e2e': () => workspaceScript('e2e', 'typecheck'),
  'types: bench': () => node(packageProgram('typescript', { program: 'tsc' }), '-p', 'bench/tsconfig.json'),
  'formatting (prettier)': () => node(packageProgram('prettier'), '--check', '--log-level=warn', '.'),
  'arrows between folders (dependency-cruiser)': () =>
    node(
      packageProgram('dependency-cruiser', { program: 'depcruise' }),
      '--config=.dependency-cruiser.cjs',
      ...['contract/src', 'server/src', 'client/src', 'e2e'],
    ),
  'picture of the arrows': () => node(inRoot('scripts', 'plan.mjs'), '--check'),
  'dependencies: floors, checksums, registry': () => node(inRoot('scripts', 'check-dependencies.mjs')),
  'unused code and dependencies (knip)': () => node(packageProgram('knip'), '--no-progress'),
};
