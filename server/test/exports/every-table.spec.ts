import { expect, it } from '@jest/globals';
import { SECTIONS } from '../../src/exports/export-sections.js';
import { dataOf } from '../support/archive.js';
import { everyTable, everywhere } from '../support/every-table.js';
import { archiveOf } from '../support/exports.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

type Told =
  /** Rows that name the person in this column stand in that list of their export. */
  | { in: string; by: string }
  /** It stands in the pages of rooms. */
  | { rooms: string }
  /** Why it does not. */
  | { not: string };

/** What of every table stands in the export of a person. A new table is added here, and to `SECTIONS`. */
const TOLD: Record<string, Told> = {
  Alert: { in: 'alerts', by: 'userId' },
  ApiToken: { in: 'sessions', by: 'a session' },
  Attachment: { in: 'files', by: 'ownerId' },
  AuditEntry: { in: 'deeds', by: 'actorId' },
  Bot: { in: 'programs', by: 'ownerId' },
  Draft: { in: 'drafts', by: 'userId' },
  FormerName: { in: 'account', by: 'userId' },
  HeldMessage: { in: 'held', by: 'senderId' },
  HeldName: { in: 'account', by: 'userId' },
  Hook: { in: 'programs', by: 'createdById' },
  Invite: { in: 'invites', by: 'createdById' },
  JoinRequest: { in: 'requests', by: 'userId' },
  Keywords: { in: 'settings', by: 'userId' },
  NoticePerson: { in: 'settings', by: 'userId' },
  NoticeRoom: { in: 'roomSettings', by: 'userId' },
  OidcIdentity: { in: 'identities', by: 'userId' },
  Passkey: { in: 'passkeys', by: 'userId' },
  Password: { in: 'account', by: 'userId' },
  PersonBlock: { in: 'blocked', by: 'blockerId' },
  Pin: { in: 'pins', by: 'pinnedById' },
  Profile: { in: 'account', by: 'userId' },
  PushSubscription: { in: 'devices', by: 'userId' },
  RecoveryCode: { in: 'account', by: 'userId' },
  Report: { in: 'reports', by: 'reporterId' },
  Room: { in: 'memberships', by: 'createdById' },
  RoomBan: { in: 'bans', by: 'userId' },
  RoomMembership: { in: 'memberships', by: 'userId' },
  RoomMute: { in: 'bans', by: 'userId' },
  Saved: { in: 'saved', by: 'userId' },
  Scheduled: { in: 'scheduled', by: 'userId' },
  Session: { in: 'sessions', by: 'userId' },
  Sidebar: { in: 'settings', by: 'userId' },
  ThreadFollow: { in: 'threads', by: 'userId' },
  Totp: { in: 'account', by: 'userId' },
  User: { in: 'account', by: 'id' },
  UserEmail: { in: 'account', by: 'userId' },
  UserPhone: { in: 'account', by: 'userId' },

  Forward: { rooms: 'with its message' },
  HiddenMessage: { rooms: 'the text, to its author' },
  Message: { rooms: 'their own; in rooms that are their people all that they may read' },
  MessageReaction: { rooms: 'their own, and those to their messages' },
  MessageRevision: { rooms: 'of their own messages' },
  Poll: { rooms: 'with its message' },
  PollVote: { rooms: 'their own' },
  Thread: { rooms: 'with its root' },

  AccountDeletion: { not: 'nobody is there any more to read it' },
  AuditHead: { not: 'nobody’s' },
  Challenge: { not: 'secret, and of a few minutes' },
  DatabaseEpoch: { not: 'nobody’s' },
  FailedMail: { not: 'it names nobody' },
  GoneExport: { not: 'it names nobody' },
  Heartbeat: { not: 'nobody’s' },
  InstanceSecret: { not: 'nobody’s' },
  JobWorker: { not: 'nobody’s' },
  LinkPage: { not: 'what a page says of itself' },
  LinkPreview: { not: 'what a page says of itself; the link stands in the message' },
  LoginCode: { not: 'secret, and of a few minutes' },
  LoginTries: { not: 'a count of one day, of whoever has tried' },
  Mention: { not: 'what others have written; they were alerted of it' },
  NewAccountLimits: { not: 'nobody’s' },
  NoticeCursor: { not: 'nobody’s' },
  PersonalExport: { not: 'the export itself' },
  PushJob: { not: 'of the next seconds, and told by its alert' },
  RoomEvent: { not: 'the log of a room, whose state the export tells' },
  RoomMention: { not: 'with the message of whoever wrote it' },
  RoomRule: { not: 'the room’s' },
  SearchCursor: { not: 'nobody’s' },
  SearchEntry: { not: 'hashes of what stands in the messages' },
  SearchSegment: { not: 'nobody’s' },
  SearchState: { not: 'nobody’s' },
  ServerRaid: { not: 'nobody’s' },
  ServerSettings: { not: 'nobody’s' },
  ServerInvite: { not: 'the server’s; that they made it stands among their deeds' },
  SetupLink: { not: 'nobody’s' },
};

it('S249 it is said of every table what of it stands in an export', async () => {
  expect(Object.keys(TOLD).sort()).toEqual(await everyTable(world));
  const told = Object.entries(TOLD).flatMap(([table, each]) => ('in' in each ? [[table, each.in]] : []));
  const said = SECTIONS.flatMap(({ name, tables }) => tables.map((table) => [table, name]));
  const files = ['Attachment', 'files'];
  expect(told.sort()).toEqual([...said, files].sort());
});

it('S249 whoever has a row everywhere finds each in their export, and no secret', async () => {
  const person = await world.people.logIn('somebody');
  const left = ['User', 'Session', 'RoomMembership', 'Room', 'Attachment', 'AuditEntry', 'ApiToken'];
  const places = Object.entries(TOLD).flatMap(([table, each]) =>
    'in' in each && !left.includes(table) ? [[table, each.by] as const] : [],
  );
  await everywhere(world, { person, host: alice, places });
  const entries = await archiveOf(world, person);
  for (const { name } of SECTIONS.filter((section) => section.name !== 'deeds'))
    expect({ name, rows: dataOf(entries, `pages/${name}-1`) }).toEqual({
      name,
      rows: expect.arrayContaining([expect.any(Object)]),
    });
  const all = [...entries.values()].map(String).join('\n');
  const secrets = await world.database.query<{ secret: string }>(
    `SELECT w.hash AS secret FROM "Password" w WHERE w."userId" = $1
     UNION ALL SELECT p.endpoint FROM "PushSubscription" p WHERE p."userId" = $1
     UNION ALL SELECT p.auth FROM "PushSubscription" p WHERE p."userId" = $1
     UNION ALL SELECT encode(t.sealed, 'hex') FROM "Totp" t WHERE t."userId" = $1
     UNION ALL SELECT h."secretHash" FROM "Hook" h WHERE h."createdById" = $1
     UNION ALL SELECT i."tokenHash" FROM "Invite" i WHERE i."createdById" = $1
     UNION ALL SELECT encode(c.hash, 'hex') FROM "RecoveryCode" c WHERE c."userId" = $1`,
    [person.id],
  );
  expect(secrets.length).toBeGreaterThan(6);
  for (const { secret } of secrets) expect(all).not.toContain(secret);
});
