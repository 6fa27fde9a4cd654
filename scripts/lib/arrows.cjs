// The folders of server/src and client/src, storey by storey, and who may import whom: arrows point down or sideways,
// never up, and never in a circle. A folder inside a folder has a line of its own where others than its parent use it
// (`rooms/access`). A new folder is one line here; whatever is not allowed is forbidden.
// `.dependency-cruiser.cjs` holds the code to it, and `docs/plan.svg` is drawn from it.

/** What every folder above may use. */
const PLUMBING = {
  common: [],
  config: ['common'],
  events: ['common'],
  prisma: ['config', 'common'],
  redis: ['config', 'common'],
  cluster: ['redis', 'prisma', 'config', 'common'],
  realtime: ['cluster', 'redis', 'config', 'common'],
  http: ['config', 'common'],
};

/** What every feature and the app may use. */
const SHELF = {
  lib: [],
  i18n: ['lib'],
  ui: ['i18n', 'lib'],
  store: ['lib'],
  people: ['api', 'i18n', 'lib', 'store', 'ui'],
  api: ['i18n', 'lib'],
  realtime: ['lib'],
};

/**
 * From the roof down. In the lowest storey arrows are told one by one; every folder above it may use all of it, so
 * there only the other arrows are told.
 * @type {Record<'server' | 'client', { storey: string, folders: Record<string, string[]> }[]>}
 */
const HOUSE = {
  server: [
    {
      storey: 'roof',
      folders: {
        health: [],
        accounts: ['auth', 'edits', 'members', 'server-settings', 'users'],
        admin: ['auth', 'jobs', 'members', 'rooms', 'rooms/access', 'rooms/profile', 'users'],
        audit: ['rooms/access', 'users'],
        moderation: [
          'cluster',
          'chat/message',
          'members',
          'rooms/access',
          'rooms/profile',
          'rooms/rules',
          'users',
        ],
        search: ['chat/message', 'log', 'rooms/access', 'auth'],
        notifications: ['chat/message', 'invites', 'log', 'reads', 'rooms/access', 'users'],
        push: ['chat/message', 'log', 'notifications', 'rooms/access'],
        digests: ['auth', 'chat/message', 'notifications', 'reads', 'rooms/access', 'server-settings'],
        pictures: ['auth', 'files', 'invites', 'profiles', 'rooms', 'rooms/access'],
        exports: ['auth', 'chat/message', 'files', 'push', 'rooms/access'],
        reminders: ['notifications', 'rooms/access', 'saved'],
        plain: [
          'plain/wire',
          'reactions',
          'direct',
          'chat',
          'chat/message',
          'typing',
          'log',
          'reads',
          'rooms/access',
          'rooms/profile',
          'users',
        ],
      },
    },
    {
      storey: 'parts',
      folders: {
        edits: ['chat/message', 'log', 'mentions', 'rate-limit', 'rooms/access', 'rooms/rules'],
        reactions: ['chat/message', 'log', 'rate-limit', 'rooms/access'],
        pins: ['chat/message', 'edits', 'log', 'rate-limit', 'rooms/access'],
        polls: [
          'chat/message',
          'edits',
          'log',
          'mentions',
          'rate-limit',
          'reactions',
          'rooms/access',
          'rooms/rules',
        ],
        saved: ['chat/message', 'rooms/access'],
        threads: ['chat/message', 'rate-limit', 'reads', 'rooms/access'],
        scheduled: ['chat', 'mentions', 'rooms/access', 'rooms/rules'],
        drafts: ['chat/message', 'files', 'rooms/access'],
        files: [
          'auth',
          'chat/message',
          'edits',
          'jobs',
          'log',
          'media',
          'rate-limit',
          'rooms/access',
          'rooms/rules',
        ],
        previews: [
          'chat/message',
          'edits',
          'files',
          'jobs',
          'log',
          'media',
          'rate-limit',
          'rooms/access',
          'server-settings',
        ],
        forwards: ['chat/message', 'edits', 'log', 'mentions', 'rate-limit', 'rooms/access', 'rooms/rules'],
        'members/doors': ['blocks', 'edits', 'members', 'presence', 'rooms/access', 'users'],
        direct: [
          'cluster',
          'blocks',
          'rooms',
          'rooms/access',
          'rooms/profile',
          'members',
          'log',
          'users',
          'auth',
        ],
        blocks: ['rooms/rules', 'users'],
        sidebar: [],
        bots: ['auth'],
        profiles: ['users'],
        hooks: ['auth', 'chat', 'members', 'rooms/access', 'users'],
        receipts: ['cluster', 'reads', 'members', 'rooms/access', 'users'],
      },
    },
    {
      storey: 'what',
      folders: {
        chat: [
          'chat/message',
          'log',
          'members',
          'mentions',
          'presence',
          'rate-limit',
          'rooms/access',
          'rooms/rules',
          'users',
        ],
        mentions: ['chat/message', 'presence', 'rooms/access', 'rooms/rules', 'users'],
        typing: ['rooms/access', 'rooms/rules', 'users'],
        presence: ['log', 'members', 'rooms/access', 'users'],
        log: ['chat/message', 'members', 'plain/wire', 'rooms/access', 'rooms/profile', 'users'],
        'rate-limit': [],
        'plain/wire': [],
      },
    },
    {
      storey: 'where',
      folders: {
        invites: ['rooms/access', 'members', 'users', 'auth'],
        rooms: ['rooms/access', 'rooms/profile', 'members', 'reads', 'chat/message', 'users'],
        reads: ['rooms/access'],
        members: ['rooms/access', 'users'],
        'rooms/access': ['users'],
        'rooms/profile': [],
        'rooms/rules': ['rooms/access', 'rooms/profile', 'users'],
        'chat/message': ['rooms/access', 'users'],
      },
    },
    { storey: 'who', folders: { auth: ['server-settings', 'users'], users: [], 'server-settings': [] } },
    {
      storey: 'plumbing',
      folders: { ...PLUMBING, jobs: ['config', 'common', 'prisma'], media: ['config', 'common'] },
    },
  ],
  client: [
    { storey: 'gallery', folders: { gallery: ['app', 'features'] } },
    { storey: 'app', folders: { app: ['features'] } },
    { storey: 'features', folders: { features: [] } },
    { storey: 'shelf', folders: SHELF },
  ],
};

/** @returns each folder of a workspace with all the folders that it may import */
function arrowsOf(workspace) {
  const storeys = HOUSE[workspace];
  const ground = storeys.at(-1).folders;
  return Object.fromEntries(
    storeys.flatMap(({ folders }) =>
      Object.entries(folders).map(([folder, allowed]) => [
        folder,
        folders === ground ? allowed : [...allowed, ...Object.keys(ground)],
      ]),
    ),
  );
}

module.exports = { HOUSE, arrowsOf };
