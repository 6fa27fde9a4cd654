import { describe, expect, it } from '@jest/globals';
import { type DraftSave, LIMITS, type SharedDraft } from '@chatket/contract';
import pg from 'pg';
import { Drafts } from '../../src/drafts/drafts.js';
import { SweepFiles } from '../../src/files/sweep-files.js';
import type { Person } from '../support/people.js';
import { callerWith, guests, say } from '../support/rest.js';
import { PNG, uploadsOf } from '../support/uploads.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice],
} = useWorld(['alice']);

const as = (person: Person) => callerWith(world.url, person.token);
const at = (second: number) => new Date(Date.UTC(2026, 0, 31, 12, 0, second)).toISOString();
const listOf = async (person: Person) =>
  (await as(person).get('/api/drafts').expect(200)).body as SharedDraft[];

/** A room of alice's with bob in it, who is new and has two devices. */
async function scene() {
  const [bob] = (await guests(world, 1)) as [Person];
  const room = await world.people.createRoom(alice);
  await world.people.join(bob, room.id);
  const [phone, laptop] = [await world.people.connectLog(bob), await world.people.connectLog(bob)];
  const save = (draft: Partial<DraftSave>): DraftSave => ({
    roomId: room.id,
    text: '',
    at: at(0),
    rev: 0,
    ...draft,
  });
  return { bob, room, phone, laptop, save };
}

describe('a draft', () => {
  it('is told to my other devices, and to nobody else', async () => {
    const { bob, room, phone, laptop, save } = await scene();
    const hers = await world.people.connectLog(alice);
    const [answered = ''] = await say(world, room, alice, ['Tea?']);
    const { draft } = await phone.tell('draft:save', save({ text: 'Yes, ', replyToId: answered, at: at(1) }));
    expect(draft).toEqual({ roomId: room.id, text: 'Yes, ', replyToId: answered, at: at(1), rev: 1 });
    expect(await laptop.next('draft:changed')).toEqual(draft);
    expect(await listOf(bob)).toEqual([draft]);
    const { draft: ended } = await laptop.tell('draft:save', save({ at: at(2), rev: 1 }));
    expect(ended).toEqual({ roomId: room.id, text: '', at: at(2), rev: 2 });
    expect(await phone.next('draft:changed')).toEqual(ended);
    expect(await listOf(bob)).toEqual([]);
    expect(hers.all('draft:changed')).toEqual([]);
  });

  it('written in two places is the newer text, and the other one can be had back', async () => {
    const { phone, laptop, save } = await scene();
    await phone.tell('draft:save', save({ text: 'on the phone', at: at(10) }));
    const late = await laptop.tell('draft:save', save({ text: 'on the laptop', at: at(5) }));
    expect(late.draft).toMatchObject({
      text: 'on the phone',
      rev: 2,
      other: { text: 'on the laptop', at: at(5) },
    });
    const newer = await laptop.tell('draft:save', save({ text: 'on the laptop again', at: at(20), rev: 1 }));
    expect(newer.draft).toMatchObject({
      text: 'on the laptop again',
      other: { text: 'on the phone', at: at(10) },
    });
    const restored = await phone.tell(
      'draft:save',
      save({ text: 'on the phone', at: at(30), rev: newer.draft.rev, forgetOther: true }),
    );
    expect(restored.draft).toEqual({ roomId: late.draft.roomId, text: 'on the phone', at: at(30), rev: 4 });
  });

  it('is not taken away by a device that ends an older one', async () => {
    const { phone, laptop, save } = await scene();
    await phone.tell('draft:save', save({ text: 'one', at: at(1) }));
    await phone.tell('draft:save', save({ text: 'one more', at: at(2), rev: 1 }));
    const { draft } = await laptop.tell('draft:save', save({ text: '', at: at(3), rev: 1 }));
    expect(draft).toMatchObject({ text: 'one more', rev: 2 });
    expect(phone.all('draft:changed')).toEqual([]);
  });

  it('is in the database when the server stops, also after many changes', async () => {
    const { bob, room, phone, save } = await scene();
    for (let rev = 0; rev < 5; rev += 1)
      await phone.tell('draft:save', save({ text: `version ${String(rev)}`, at: at(rev), rev }));
    await phone.tell('draft:save', save({ threadId: room.id, text: 'of a thread', at: at(9) }));
    const before = await listOf(bob);
    await world.app.get(Drafts).onModuleDestroy();
    expect(await listOf(bob)).toEqual(before);
    expect(
      await world.database.query(`SELECT text, rev FROM "Draft" WHERE "userId" = '${bob.id}' ORDER BY text`),
    ).toEqual([
      { text: 'of a thread', rev: 1 },
      { text: 'version 4', rev: 5 },
    ]);
    const next = await phone.tell('draft:save', save({ text: 'version 5', at: at(10), rev: 5 }));
    expect(next.draft).toMatchObject({ rev: 6 });
    expect(next.draft).not.toHaveProperty('other');
  });

  it('goes on behind what a device knows, also where it was lost here, and however much it claims', async () => {
    const { phone, save } = await scene();
    const { draft } = await phone.tell('draft:save', save({ text: 'known elsewhere', at: at(1), rev: 7 }));
    expect(draft).toMatchObject({ text: 'known elsewhere', rev: 8 });
    for (const text of ['made up', 'made up again'])
      expect(
        (await phone.tell('draft:save', save({ text, at: at(2), rev: 2_147_483_000 }))).draft.rev,
      ).toBeLessThan(1_100_000_000);
    await world.app.get(Drafts).onModuleDestroy();
  });

  it('that another process wrote before either knew of the other is the newer text, and the other one can be had back', async () => {
    const { bob, room, phone, laptop, save } = await scene();
    const { draft } = await phone.tell('draft:save', save({ text: 'written here', at: at(5) }));
    await world.database.query(
      `INSERT INTO "Draft" ("userId", "roomId", "threadId", text, at, rev)
       VALUES ($1, $2, '00000000-0000-0000-0000-000000000000', 'written there', $3, $4)`,
      [bob.id, room.id, at(9), draft.rev],
    );
    await world.app.get(Drafts).onModuleDestroy();
    const both = { text: 'written there', rev: draft.rev + 1, other: { text: 'written here', at: at(5) } };
    expect(await laptop.next('draft:changed', ({ rev }) => rev > draft.rev)).toMatchObject(both);
    expect(await listOf(bob)).toMatchObject([both]);
  });

  it('is in the list while it is on its way into the database', async () => {
    const { bob, phone, save } = await scene();
    const holder = new pg.Client({ connectionString: world.database.url });
    await holder.connect();
    try {
      await holder.query('BEGIN; LOCK TABLE "Draft" IN EXCLUSIVE MODE');
      const { draft } = await phone.tell('draft:save', save({ text: 'half a thought', at: at(1) }));
      const written = world.app.get(Drafts).onModuleDestroy();
      for (let isWaiting = false; !isWaiting;) {
        const found = await world.database.query(
          `SELECT 1 FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INTO "Draft"%'`,
        );
        isWaiting = found.length > 0;
      }
      expect(await listOf(bob)).toEqual([draft]);
      const next = await phone.tell('draft:save', save({ text: 'half a thought more', at: at(2), rev: 1 }));
      expect(next.draft).toMatchObject({ rev: 2 });
      expect(await listOf(bob)).toEqual([next.draft]);
      await holder.query('ROLLBACK');
      await written;
      expect(await listOf(bob)).toEqual([next.draft]);
    } finally {
      await holder.end();
    }
  });

  it('has its files on all devices, also after a restart, until it is sent', async () => {
    const { bob, room, phone, laptop, save } = await scene();
    const uploads = uploadsOf(world.url, bob);
    const [one, other] = [
      await uploads.upload(room.id, PNG),
      await uploads.upload(room.id, PNG, { name: 'b.png' }),
    ];
    const ids = [other.id, one.id];
    const { draft } = await phone.tell('draft:save', save({ attachments: ids }));
    expect(draft).toMatchObject({
      text: '',
      rev: 1,
      attachments: [{ id: other.id, name: 'b.png' }, { id: one.id }],
    });
    expect(await laptop.next('draft:changed')).toEqual(draft);
    // Clients that know of no files leave them.
    const { draft: written } = await laptop.tell('draft:save', save({ text: 'look', at: at(1), rev: 1 }));
    expect(written).toMatchObject({ text: 'look', attachments: [{ id: other.id }, { id: one.id }] });
    await world.app.get(Drafts).onModuleDestroy();
    expect(await listOf(bob)).toEqual([written]);
    // What is said of a picture on another device is so when it is sent.
    expect((await uploads.complete(one.id, { alt: 'a dot' }).expect(200)).body).toMatchObject({
      alt: 'a dot',
    });
    expect((await listOf(bob))[0]?.attachments?.[1]).toMatchObject({ alt: 'a dot' });

    const sent = { roomId: room.id, text: 'look', clientMsgId: crypto.randomUUID(), attachments: ids };
    await laptop.tell('message:send', sent);
    expect(await listOf(bob)).toMatchObject([{ text: 'look' }]);
    expect((await listOf(bob))[0]).not.toHaveProperty('attachments');
    await laptop.tell('draft:save', save({ text: '', attachments: [], at: at(2), rev: 2 }));
    expect(await listOf(bob)).toEqual([]);
  });

  it('written in two places has the files of both, and one that ends an older one takes none away', async () => {
    const { bob, room, phone, laptop, save } = await scene();
    const uploads = uploadsOf(world.url, bob);
    const [one, other] = [await uploads.upload(room.id, PNG), await uploads.upload(room.id, PNG)];
    await phone.tell('draft:save', save({ attachments: [one.id], at: at(1) }));
    const { draft } = await laptop.tell(
      'draft:save',
      save({ text: 'x', attachments: [other.id], at: at(2) }),
    );
    expect(draft).toMatchObject({ text: 'x', rev: 2, attachments: [{ id: one.id }, { id: other.id }] });
    const { draft: same } = await phone.tell('draft:save', save({ at: at(3), rev: 1 }));
    expect(same).toEqual(draft);
  });

  it('S244 keeps its files from the sweep while it is there, and takes none of others', async () => {
    const { bob, room, phone, save } = await scene();
    const [mine, hers] = [uploadsOf(world.url, bob), uploadsOf(world.url, alice)];
    const [one, loose] = [await mine.upload(room.id, PNG), await mine.upload(room.id, PNG)];
    const strange = await hers.upload(room.id, PNG);
    const { draft } = await phone.tell(
      'draft:save',
      save({ attachments: [strange.id, one.id, crypto.randomUUID()] }),
    );
    expect(draft.attachments).toMatchObject([{ id: one.id }]);
    await world.app.get(Drafts).onModuleDestroy();
    const age = `UPDATE "Attachment" SET "createdAt" = now() - interval '25 hours' WHERE "roomId" = $1`;
    await world.database.query(age, [room.id]);
    await world.app.get(SweepFiles).run();
    for (const [uploads, id, status] of [
      [mine, one.id, 200],
      [mine, loose.id, 404],
      [hers, strange.id, 404],
    ] as const)
      await uploads.state(id).expect(status);
    await phone.tell('draft:save', save({ attachments: [], rev: 1 }));
    await world.app.get(Drafts).onModuleDestroy();
    await world.app.get(SweepFiles).run();
    await mine.state(one.id).expect(404);
    for (const attachments of [['x'], Array.from({ length: 11 }, () => crypto.randomUUID()), 'x', null])
      expect(await phone.askAnything('draft:save', { ...save({ text: 'x' }), attachments })).toMatchObject({
        code: 'VALIDATION',
        fields: [{ field: 'attachments' }],
      });
  });

  it('S166 is refused for rooms of others, and in what it says; and one has so many', async () => {
    const { bob, room, phone, save } = await scene();
    const [outsider] = (await guests(world, 1)) as [Person];
    const theirs = await world.people.connectLog(outsider);
    expect((await theirs.refused('draft:save', save({ text: 'x' }))).code).toBe('NOT_A_MEMBER');
    for (const wrong of [
      { text: 'x'.repeat(LIMITS.draftTextMax + 1) },
      { text: 'a\0' },
      { at: 'now' },
      { rev: -1 },
      { rev: 1.5 },
      { threadId: 'x' },
      { replyToId: 7 },
    ])
      expect(await phone.askAnything('draft:save', { ...save({ text: 'x' }), ...wrong })).toMatchObject({
        code: 'VALIDATION',
        fields: [{ field: Object.keys(wrong)[0] }],
      });
    await world.database.query(
      `INSERT INTO "Draft" ("userId", "roomId", "threadId", text, at, rev)
       SELECT '${bob.id}', '${room.id}', gen_random_uuid(), 'x', now(), 1 FROM generate_series(1, ${String(LIMITS.draftsMax)})`,
    );
    expect((await phone.refused('draft:save', save({ text: 'x' }))).code).toBe('LIMIT_REACHED');
  });
});
