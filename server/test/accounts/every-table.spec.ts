import { describe, expect, it } from '@jest/globals';
import { keyWithin } from '../../src/auth/budget.js';
import { everyTable, everywhere } from '../support/every-table.js';
import { deletedName, deleteWholly } from '../support/living.js';
import type { Person } from '../support/people.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

type Fate =
  /** Rows go that name the person in this column. */
  | { goes: string }
  /** Rows go with those of another table, which this column names. */
  | { goesWith: string; by: string }
  /** Rows stay, and speak of a deleted account. */
  | { stays: string }
  /** It names nobody. */
  | 'nobody';

/** What becomes of every table when somebody deletes their account. A new table is added here, and to `account_wipe`. */
const FATES: Record<string, Fate> = {
  Alert: { goes: 'userId' },
  ApiToken: { goesWith: 'Session', by: 'id' },
  Bot: { goes: 'ownerId' },
  Draft: { goes: 'userId' },
  FormerName: { goes: 'userId' },
  HeldMessage: { goes: 'senderId' },
  Hook: { goes: 'createdById' },
  Invite: { goes: 'createdById' },
  JoinRequest: { goes: 'userId' },
  Keywords: { goes: 'userId' },
  NoticePerson: { goes: 'userId' },
  NoticeRoom: { goes: 'userId' },
  OidcIdentity: { goes: 'userId' },
  Passkey: { goes: 'userId' },
  Password: { goes: 'userId' },
  PersonBlock: { goes: 'blockerId' },
  PersonalExport: { goes: 'userId' },
  Profile: { goes: 'userId' },
  PushJob: { goesWith: 'PushSubscription', by: 'subscriptionId' },
  PushSubscription: { goes: 'userId' },
  RecoveryCode: { goes: 'userId' },
  RoomBan: { goes: 'userId' },
  RoomMembership: { goes: 'userId' },
  RoomMute: { goes: 'userId' },
  Saved: { goes: 'userId' },
  Scheduled: { goes: 'userId' },
  ServerInvite: { goes: 'createdById' },
  Session: { goes: 'userId' },
  Sidebar: { goes: 'userId' },
  ThreadFollow: { goes: 'userId' },
  Totp: { goes: 'userId' },
  UserEmail: { goes: 'userId' },
  UserPhone: { goes: 'userId' },

  AccountDeletion: { stays: 'until all is done' },
  Attachment: { stays: 'with its message; what was not sent goes' },
  AuditEntry: { stays: 'ids only: nobody takes an entry out of the chain' },
  Challenge: { stays: 'a few minutes; those that name the person go' },
  Forward: { stays: 'with its message' },
  HeldName: { stays: 'for thirty days, and names nobody' },
  LoginTries: { stays: 'of others: those of the name and of the id go' },
  LoginCode: { stays: 'of others: the one of the name goes' },
  LinkPreview: { stays: 'with its message' },
  Mention: { stays: 'with its message; keywords of theirs go' },
  Message: { stays: 'unless they want it to go' },
  MessageReaction: { stays: 'with its message' },
  Pin: { stays: 'with its message' },
  Poll: { stays: 'with its message' },
  PollVote: { stays: 'with its message' },
  Report: { stays: 'moderators decide' },
  Room: { stays: 'its first person' },
  RoomEvent: { stays: 'the log has no holes' },
  RoomMention: { stays: 'with its message' },
  RoomRule: { stays: 'the room’s' },
  Thread: { stays: 'with its root' },
  User: { stays: 'with another name, and nothing else' },

  AuditHead: 'nobody',
  DatabaseEpoch: 'nobody',
  FailedMail: 'nobody',
  GoneExport: 'nobody',
  Heartbeat: 'nobody',
  HiddenMessage: 'nobody',
  InstanceSecret: 'nobody',
  JobWorker: 'nobody',
  LinkPage: 'nobody',
  MessageRevision: 'nobody',
  NewAccountLimits: 'nobody',
  NoticeCursor: 'nobody',
  SearchCursor: 'nobody',
  SearchEntry: 'nobody',
  SearchSegment: 'nobody',
  SearchState: 'nobody',
  ServerRaid: 'nobody',
  ServerSettings: 'nobody',
  SetupLink: 'nobody',
};

const rowsOf = async (table: string, column: string, id: string): Promise<number> => {
  const [row] = await world.database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "${table}" WHERE "${column}" = $1`,
    [id],
  );
  return row?.count ?? 0;
};

const CHALLENGES_OF = 'SELECT id FROM "Challenge" WHERE position($1 IN data::text) > 0';

/** What counts failures of a person’s logins, and what waits for an answer of theirs: by name, and by id. */
async function tried({ id, username }: Person): Promise<string[]> {
  const asked = [`password:${username}`, `code:${username}`, `factor:${id}`];
  const proof = { kind: 'proof', of: '' } as const;
  const own = [`my-password:${id}`, `my-factor:${id}`];
  const keys = [...asked, ...asked.map((key) => keyWithin(key, proof)), ...own];
  await world.database.query(
    'INSERT INTO "LoginTries" SELECT key, 0, CURRENT_DATE FROM unnest($1::text[]) AS key',
    [keys],
  );
  for (const data of [{ userId: id }, { user: { id, username } }])
    await world.database.query(
      `INSERT INTO "Challenge" (id, kind, data, "expiresAt") VALUES (gen_random_uuid(), 'some', $1, now() + interval '1 hour')`,
      [JSON.stringify(data)],
    );
  return keys;
}

describe('when an account is deleted', () => {
  it('S213 it is said of every table what becomes of it', async () => {
    expect(Object.keys(FATES).sort()).toEqual(await everyTable(world));
  });

  it('S131 S213 nothing that was only theirs is left, and the name stands nowhere', async () => {
    const person = await world.people.logIn('somebody-unmistakable');
    const places = Object.entries(FATES).flatMap(([table, fate]) =>
      typeof fate === 'object' && 'goes' in fate ? [[table, fate.goes] as const] : [],
    );
    const parents = await everywhere(world, { person, host: alice, places });
    const tries = await tried(person);
    const left = async () => {
      const counts: Record<string, number> = {};
      for (const [table, fate] of Object.entries(FATES)) {
        if (typeof fate === 'string' || 'stays' in fate) continue;
        counts[table] =
          'goes' in fate
            ? await rowsOf(table, fate.goes, person.id)
            : await rowsOf(table, fate.by, parents.get(fate.goesWith) ?? '');
      }
      return counts;
    };
    for (const [table, count] of Object.entries(await left()))
      expect({ table, some: count > 0 }).toEqual({ table, some: true });
    await deleteWholly(world, person);
    for (const [table, count] of Object.entries(await left()))
      expect({ table, count }).toEqual({ table, count: 0 });

    for (const about of ['SELECT key FROM "LoginTries" WHERE key = ANY($1)', CHALLENGES_OF])
      expect(await world.database.query(about, [about === CHALLENGES_OF ? person.id : tries])).toEqual([]);

    for (const table of Object.keys(FATES)) {
      const [row] = await world.database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM "${table}" t WHERE position($1 IN to_jsonb(t)::text) > 0`,
        [person.username],
      );
      expect({ table, count: row?.count }).toEqual({ table, count: table === 'HeldName' ? 1 : 0 });
    }
    const [user] = await world.database.query<Record<string, unknown>>('SELECT * FROM "User" WHERE id = $1', [
      person.id,
    ]);
    expect(user).toMatchObject({ username: deletedName(person), serverRole: 0, mutedUntil: null });
  });
});
