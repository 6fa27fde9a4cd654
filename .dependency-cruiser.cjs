// Holds the imports to the arrows of scripts/lib/arrows.cjs, and a few things to their homes.

const { arrowsOf } = require('./scripts/lib/arrows.cjs');

const SERVER = arrowsOf('server');
/** `testing`: what tests share; only tests may import it. */
const CLIENT = { ...arrowsOf('client'), testing: arrowsOf('client').features };

/** Folders that others enter through their index.ts: those beside each other, and those inside them with arrows. */
const FRONT_DOORS = ['[^/]+', ...Object.keys(SERVER).filter((name) => name.includes('/'))].join('|');

/** And what they share in a folder. */
const TEST_FILES = '(\\.(spec|test)\\.tsx?|/memory-(page|device|notifier|threads)\\.ts)$';

/** Matches the files of a folder without those of the folders inside it that have arrows of their own. */
const filesOf = (folder, table) => {
  const inner = Object.keys(table).filter((other) => other.startsWith(`${folder}/`));
  return inner.length === 0
    ? `${folder}/`
    : `${folder}/(?!(${inner.map((other) => other.slice(folder.length + 1)).join('|')})/)`;
};

/** One rule for each folder: its own files and the allowed folders, nothing else under the same `src`. */
const arrows = (workspace, table) =>
  Object.entries(table).map(([folder, allowed]) => ({
    name: `${workspace}-${folder}`,
    comment: `${workspace}/src/${folder} may import ${allowed.join(', ') || 'no other folder'}`,
    severity: 'error',
    from: { path: `^${workspace}/src/${filesOf(folder, table)}`, pathNot: TEST_FILES },
    to: {
      path: `^${workspace}/src/`,
      pathNot: `^${workspace}/src/(${[folder, ...allowed].map((name) => filesOf(name, table)).join('|')}|generated/)`,
    },
  }));

const unlisted = (workspace, table) => ({
  name: `${workspace}-folder-without-arrows`,
  comment: 'A new folder needs a line in the table of scripts/lib/arrows.cjs',
  severity: 'error',
  from: {
    path: `^${workspace}/src/[^/]+/`,
    pathNot: `^${workspace}/src/(${Object.keys(table).join('|')}|generated|test)/`,
  },
  to: {},
});

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...arrows('server', SERVER),
    ...arrows('client', CLIENT),
    unlisted('server', SERVER),
    unlisted('client', CLIENT),
    forbid('no-circular', 'Imports never run in a circle', {}, { circular: true }),
    forbid(
      'server-front-door',
      'Another folder is entered through its index.ts',
      { path: '^server/src/([^/]+)/', pathNot: TEST_FILES },
      {
        path: '^server/src/[^/]+/',
        pathNot: ['^server/src/$1/', `^server/src/(${FRONT_DOORS})/index\\.ts$`, '^server/src/generated/'],
      },
    ),
    forbid(
      'server-root-front-door',
      'The files beside the folders use index.ts; app.module.ts also uses *.module.ts',
      { path: '^server/src/(?!app\\.module\\.ts$)[^/]+\\.ts$' },
      { path: '^server/src/[^/]+/', pathNot: '^server/src/[^/]+/index\\.ts$' },
    ),
    forbid(
      'app-module',
      'app.module.ts puts modules together and nothing else',
      { path: '^server/src/app\\.module\\.ts$' },
      { path: '^server/src/[^/]+/', pathNot: ['^server/src/[^/]+/index\\.ts$', '\\.module\\.ts$'] },
    ),
    forbid(
      'sql-stays-at-home',
      'Prisma and pg are known in prisma/ and in *.repository.ts only',
      {
        path: '^server/src/',
        pathNot: ['^server/src/(prisma|generated)/', '\\.repository\\.ts$', TEST_FILES],
      },
      { path: ['^server/src/generated/', 'node_modules/(@prisma/|pg/|@types/pg/)'] },
    ),
    forbid(
      'sockets-stay-at-home',
      'Socket.IO is known in realtime/ and in gateways only',
      { path: '^server/src/', pathNot: ['^server/src/realtime/', '\\.gateway\\.ts$', TEST_FILES] },
      { path: 'node_modules/(socket\\.io|engine\\.io|@nestjs/platform-socket\\.io)/' },
    ),
    forbid(
      'client-front-door',
      'Another folder is entered through its index.ts; some files only by what is loaded later',
      { path: '^client/src/([^/]+)/', pathNot: TEST_FILES },
      {
        path: '^client/src/(api|realtime|store)/',
        pathNot: [
          '^client/src/$1/',
          '/index\\.tsx?$',
          '^client/src/(api/explain|api/fresh-login|api/members-api|api/moderation-api|api/more-api|api/use-files-cookie|api/use-found|store/blocking|store/draft-places|store/give-back|store/kept-draft-files|store/noticing|store/overlays|store/rename-in|store/sections|store/spoken-in-threads|store/use-connections|store/use-is-folded|store/use-unread-alerts)\\.ts$',
        ],
      },
    ),
    forbid(
      'features-are-strangers',
      'A feature never imports another one: app/ brings them together',
      { path: '^client/src/features/([^/]+)/' },
      { path: '^client/src/features/', pathNot: '^client/src/features/$1/' },
    ),
    forbid(
      'feature-front-door',
      'A feature is entered through its index.ts, and by what is loaded later through its more.ts',
      { path: '^client/src/((app|gallery)/|[^/]+$)' },
      { path: '^client/src/features/', pathNot: '^client/src/features/[^/]+/(index|more)\\.tsx?$' },
    ),
    forbid(
      'sockets-stay-at-home-in-the-client',
      'Only realtime/ talks',
      { path: '^client/src/', pathNot: ['^client/src/realtime/', TEST_FILES] },
      { path: 'node_modules/(socket\\.io-client|engine\\.io-client)/' },
    ),
    forbid(
      'contract-stands-alone',
      'The contract imports nothing',
      { path: '^contract/src/' },
      { pathNot: '^contract/src/' },
    ),
    forbid(
      'client-knows-no-server',
      'Only the contract is shared',
      { path: '^client/' },
      { path: '^(server|rig)/' },
    ),
    forbid(
      'rig-stands-on-the-embedded-postgres',
      'rig starts things: from scripts/lib it takes the PostgreSQL of npm start, free ports and paths, else nothing',
      { path: '^rig/' },
      {
        path: '^(server|client|e2e|bench|scripts)/',
        pathNot: '^scripts/lib/(embedded-postgres|free-port|paths)\\.mjs$',
      },
    ),
    forbid(
      'server-knows-no-client',
      'Only the contract is shared',
      { path: '^server/src/' },
      { path: '^(client|e2e|rig|scripts)/' },
    ),
    forbid(
      'journeys-see-the-outside',
      'e2e drives the product from outside',
      { path: '^e2e/(?!chaos/)' },
      { path: '^(server|client)/src/' },
    ),
    forbid(
      'chaos-drives-the-client-that-talks',
      'e2e/chaos breaks the server from outside, and its people use the layer of the client that talks; those that count, its stores',
      { path: '^e2e/chaos/(?!clients/counting-client\\.ts$)' },
      { path: '^(server/src/|client/src/(?!realtime/|store/(roster|states)\\.ts$))' },
    ),
    forbid(
      'resolvable',
      'Every import leads somewhere',
      { pathNot: TEST_FILES },
      { couldNotResolve: true, pathNot: '^virtual:' },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^contract/dist', '^server/src/generated'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
