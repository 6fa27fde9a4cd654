import { describe, expect, it } from '@jest/globals';
import { LIMITS, type ModerationRule, type Report, type Room, type RuleBody } from '@chatket/contract';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, expectRefusal, guests, promote, UNKNOWN_ID } from '../support/rest.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([], { RATE_LIMIT_MESSAGES: '1000', WRITES_PER_USER: '1000' });
const as = (person: Person) => callerWith(world.url, person.token);

interface Scene {
  room: Room;
  owner: Person;
  moderator: Person;
  author: Person;
  outsider: Person;
}

async function scene(): Promise<Scene> {
  const [owner, moderator, author, outsider] = (await guests(world, 4)) as [Person, Person, Person, Person];
  const room = await world.people.createRoom(owner);
  for (const person of [moderator, author]) await world.people.join(person, room.id);
  await promote(world, moderator, room, 'moderator');
  return { room, owner, moderator, author, outsider };
}

const set = (person: Person, room: Pick<Room, 'id'>, body: object) =>
  as(person).post(`/api/rooms/${room.id}/rules`, body);
const listed = async (person: Person, room: Room): Promise<ModerationRule[]> =>
  (await as(person).get(`/api/rooms/${room.id}/rules`).expect(200)).body as ModerationRule[];
const reports = async (person: Person, room: Room): Promise<Report[]> =>
  (await as(person).get(`/api/rooms/${room.id}/reports`).expect(200)).body as Report[];
const texts = async (person: Person, room: Room): Promise<string[]> => {
  const { body } = await as(person).get(`/api/rooms/${room.id}/messages`).expect(200);
  return (body as { text: string }[]).map(({ text }) => text);
};
let count = 0;
const send = (
  device: Device,
  room: Pick<Room, 'id'>,
  text: string,
  clientMsgId = `rules-${String((count += 1)).padStart(6, '0')}`,
) => device.ask('message:send', { roomId: room.id, text, clientMsgId });
const rule = (pattern: string, act: RuleBody['act'], kind: RuleBody['kind'] = 'word'): RuleBody => ({
  kind,
  pattern,
  act,
});

describe('rules', () => {
  it('are made, changed and removed by moderators, each once, and audited', async () => {
    const { room, owner, moderator, author } = await scene();
    const made = await set(moderator, room, rule('  Turnip\n greens ', 'block')).expect(201);
    expect(made.body).toEqual({
      id: expect.any(String),
      kind: 'word',
      pattern: 'Turnip greens',
      act: 'block',
      createdAt: expect.any(String),
      createdBy: { id: moderator.id, username: moderator.username },
    });
    // The same words in other letters are the same rule.
    const again = await set(owner, room, rule('TURNÍP greens', 'flag')).expect(200);
    expect(again.body).toEqual({ ...(made.body as object), act: 'flag' });
    await set(owner, room, rule('turnip greens', 'flag')).expect(200);
    await set(owner, room, rule('turnip.example', 'block', 'link')).expect(201);
    expect((await listed(moderator, room)).map(({ pattern }) => pattern)).toEqual([
      'turnip.example',
      'Turnip greens',
    ]);
    const { id } = made.body as ModerationRule;
    for (let n = 0; n < 2; n += 1)
      await as(moderator).delete(`/api/rooms/${room.id}/rules/${id}`).expect(204);
    expect(await listed(owner, room)).toHaveLength(1);
    const { body } = await as(owner).get(`/api/rooms/${room.id}/audit?action=rule`).expect(200);
    expect(body).toMatchObject([
      {
        action: 'rule.removed',
        before: { pattern: 'Turnip greens', act: 'flag' },
        actor: { id: moderator.id },
      },
      { action: 'rule.added', after: { pattern: 'turnip.example', kind: 'link', act: 'block' } },
      { action: 'rule.changed', before: { act: 'block' }, after: { act: 'flag' }, actor: { id: owner.id } },
      { action: 'rule.added', after: { pattern: 'Turnip greens' } },
    ]);
    expect((await as(author).get(`/api/rooms/${room.id}/rules`)).body).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('belong to their room: that of another one is not removed', async () => {
    const one = await scene();
    const two = await scene();
    const { id } = (await set(one.owner, one.room, rule('turnip', 'block'))).body as ModerationRule;
    await as(two.owner).delete(`/api/rooms/${two.room.id}/rules/${id}`).expect(204);
    expect(await listed(one.owner, one.room)).toHaveLength(1);
  });

  it.each([
    [{ kind: 'word', pattern: 'x' }, 'act'],
    [{ kind: 'word', pattern: 'x', act: 'eat' }, 'act'],
    [{ kind: 'regex', pattern: '(a+)+', act: 'block' }, 'kind'],
    [{ kind: 'word', pattern: '', act: 'block' }, 'pattern'],
    [{ kind: 'word', pattern: '\u200b', act: 'block' }, 'pattern'],
    [{ kind: 'word', pattern: 'x'.repeat(LIMITS.rulePatternMax + 1), act: 'block' }, 'pattern'],
    [{ kind: 'word', pattern: ['x'], act: 'block' }, 'pattern'],
    [{ kind: 'link', pattern: 'https://a.example', act: 'block' }, 'pattern'],
    [{ kind: 'link', pattern: 'nowhere', act: 'block' }, 'pattern'],
  ])('are refused when they are %j', async (body, field) => {
    const { room, owner } = await scene();
    expectRefusal(await set(owner, room, body), 'VALIDATION', [field]);
  });

  it('S147 are a hundred at most, however many make them at once', async () => {
    const { room, owner } = await scene();
    const answers = await Promise.all(
      Array.from({ length: LIMITS.rulesPerRoom + 5 }, (_, n) =>
        set(owner, room, rule(`word ${String(n)}`, 'flag')),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(LIMITS.rulesPerRoom);
    const refused = answers.find(({ status }) => status !== 201);
    if (refused) expectRefusal(refused, 'LIMIT_REACHED');
    expect(await listed(owner, room)).toHaveLength(LIMITS.rulesPerRoom);
  });
});

describe('a rule that blocks', () => {
  it('S147 refuses what members say and edit, from every client, as soon as it is there and no longer', async () => {
    const { room, owner, moderator, author } = await scene();
    const [plain, batch, log] = [
      await world.people.connectPlain(author),
      await world.people.connect(author),
      await world.people.connectLog(author),
    ];
    // What is remembered of the room now has no rule.
    const before = await log.tell('message:send', {
      roomId: room.id,
      text: 'turnip',
      clientMsgId: 'before-it',
    });
    const { id } = (await set(moderator, room, rule('turnip', 'block')).expect(201)).body as ModerationRule;
    for (const device of [plain, batch, log])
      expect(await send(device, room, 'a TURNÍP!')).toMatchObject({
        success: false,
        code: 'BLOCKED_BY_RULE',
        retryable: false,
      });
    const edit = { roomId: room.id, messageId: before.messageId, text: 'two turnip', rev: before.seq };
    expect(await log.ask('message:edit', edit)).toMatchObject({ code: 'BLOCKED_BY_RULE' });
    expect(await texts(owner, room)).toEqual(['turnip']);
    // What was stored before is answered again.
    expect(await send(log, room, 'turnip', 'before-it')).toMatchObject({
      success: true,
      isDuplicate: true,
      seq: before.seq,
    });
    for (const person of [moderator, owner])
      expect(await send(await world.people.connect(person), room, 'turnip')).toMatchObject({ success: true });
    await as(owner).delete(`/api/rooms/${room.id}/rules/${id}`).expect(204);
    expect(await send(plain, room, 'turnip')).toMatchObject({ success: true });
  });

  it('tells nobody outside that the room is there, and is no way past a mute', async () => {
    const { room, owner, author, outsider } = await scene();
    await set(owner, room, rule('turnip', 'block')).expect(201);
    await as(owner).patch(`/api/rooms/${room.id}`, { kind: 'private' }).expect(200);
    const stranger = await world.people.connect(outsider);
    const { traceId: _one, ...hidden } = (await send(stranger, room, 'turnip')) as unknown as {
      traceId: string;
    };
    const { traceId: _other, ...missing } = (await send(
      stranger,
      { id: UNKNOWN_ID },
      'turnip',
    )) as unknown as { traceId: string };
    expect(hidden).toEqual(missing);
    await as(owner).put(`/api/rooms/${room.id}/members/${author.id}/mute`, { seconds: 60 }).expect(200);
    expect(await send(await world.people.connect(author), room, 'turnip')).toMatchObject({ code: 'MUTED' });
  });
});

describe('a rule that flags', () => {
  it('lets the message through and shows it to the moderators, once', async () => {
    const { room, moderator, author } = await scene();
    await set(moderator, room, rule('*', 'flag', 'link')).expect(201);
    const [writer, watcher] = [await world.people.connectLog(author), await world.people.connect(moderator)];
    expect(await send(writer, room, 'see https://a.example', 'flagged-1')).toMatchObject({ success: true });
    expect(await watcher.next('report:changed')).toEqual({ roomId: room.id, openCount: 1 });
    expect(await send(writer, room, 'see https://a.example', 'flagged-1')).toMatchObject({
      isDuplicate: true,
    });
    expect(await send(writer, room, 'no link')).toMatchObject({ success: true });
    const shown = await reports(moderator, room);
    expect(shown).toMatchObject([
      {
        message: { text: 'see https://a.example' },
        reason: 'rule',
        note: '*',
        reporter: { username: 'chatket' },
      },
    ]);
    // It is handled as any report.
    await as(moderator)
      .put(`/api/rooms/${room.id}/reports/${shown[0]?.id ?? ''}/outcome`, { outcome: 'dismissed' })
      .expect(204);
    expect(await reports(moderator, room)).toEqual([]);
  });

  it('shows what an edit has made of a message', async () => {
    const { room, moderator, author } = await scene();
    await set(moderator, room, rule('turnip', 'flag')).expect(201);
    const device = await world.people.connectLog(author);
    const { messageId, seq: rev } = await device.tell('message:send', {
      roomId: room.id,
      text: 'carrot',
      clientMsgId: 'edited-01',
    });
    expect(await reports(moderator, room)).toEqual([]);
    await device.tell('message:edit', { roomId: room.id, messageId, text: 'turnip', rev });
    expect(await reports(moderator, room)).toMatchObject([{ message: { text: 'turnip' }, note: 'turnip' }]);
  });
});
