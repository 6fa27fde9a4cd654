import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Action, decide, type Facts, type RoleName, ROLES } from '@chatket/contract';
import { v7 } from 'uuid';
import { MessageRepository } from '../../src/chat/send/message.repository.js';
import { EditsRepository } from '../../src/edits/edits.repository.js';
import { ReactionsRepository } from '../../src/reactions/reactions.repository.js';
import { startApp, type TestApp } from '../support/app.js';
import type { Person } from '../support/people.js';
import { guests, promote, say } from '../support/rest.js';

let world: TestApp;
let roomId: string;
let members: Record<RoleName, Person>;
const messages = {} as Record<RoleName, string>;

beforeAll(async () => {
  world = await startApp();
  const [owner, admin, moderator, member] = (await guests(world, 4)) as [Person, Person, Person, Person];
  members = { owner, admin, moderator, member };
  roomId = (await world.people.createRoom(owner)).id;
  for (const role of ['admin', 'moderator', 'member'] as const) {
    await world.people.join(members[role], roomId);
    await promote(world, members[role], { id: roomId }, role);
  }
  for (const role of Object.keys(ROLES) as RoleName[])
    [messages[role] = ''] = await say(world, { id: roomId }, members[role], ['something']);
});
afterAll(() => world.close());

/** The room and its people as the facts say. */
async function arrange({ isArchived, isMuted, isSlowed, postGate, editWindowSeconds }: Facts): Promise<void> {
  await world.database.query(
    `UPDATE "Room" SET "archivedAt" = CASE WHEN $2 THEN now() END, "postGate" = $3, "slowSeconds" = CASE WHEN $4 THEN 60 ELSE 0 END,
       "editWindowSeconds" = $5 WHERE id = $1`,
    [roomId, isArchived, postGate, isSlowed, editWindowSeconds],
  );
  await world.database.query(
    `UPDATE "RoomMembership" SET "mutedUntil" = CASE WHEN $2 THEN now() + interval '1 hour' END,
       "slowUntil" = CASE WHEN $3 THEN now() + interval '1 hour' END WHERE "roomId" = $1`,
    [roomId, isMuted, isSlowed],
  );
}

let count = 0;
const STATEMENTS: Partial<Record<Action, (role: RoleName) => Promise<string>>> = {
  post: async (role) => {
    const message = { messageId: v7(), roomId, senderId: members[role].id, clientMsgId: v7(), text: 'x' };
    return (await world.app.get(MessageRepository).send([message]))[0]?.kind ?? '';
  },
  edit: async (role) => {
    const target = { roomId, messageId: messages[role], actor: members[role] };
    count += 1;
    return (
      await world.app.get(EditsRepository).edit(target, { text: `text ${String(count)}`, rev: 1_000_000 })
    ).kind;
  },
  react: async (role) => {
    count += 1;
    const emoji = { kind: '👍', variant: '👍', isOn: count % 2 === 0 };
    const wish = { roomId, messageId: messages[role], user: members[role], ...emoji };
    return (await world.app.get(ReactionsRepository).set([wish]))[0]?.kind ?? '';
  },
};
const DONE = ['stored', 'changed', 'unchanged'];

const BOTH = [false, true];
const COMBINATIONS = BOTH.flatMap((isArchived) =>
  BOTH.flatMap((isMuted) =>
    BOTH.flatMap((isSlowed) =>
      [ROLES.member, ROLES.moderator, ROLES.admin].map((postGate) => ({
        isArchived,
        isMuted,
        isSlowed,
        postGate,
      })),
    ),
  ),
);

it.each(COMBINATIONS)('S075 statements refuse what the table refuses: %j', async (facts) => {
  for (const editWindowSeconds of [null, 0]) {
    await arrange({ role: null, ...facts, editWindowSeconds });
    for (const role of Object.keys(ROLES) as RoleName[]) {
      for (const [action, statement] of Object.entries(STATEMENTS)) {
        const known = { role: ROLES[role], isOwn: true, ageSeconds: 1, editWindowSeconds };
        const { isAllowed } = decide(action as Action, { ...known, ...facts });
        const kind = await statement(role);
        expect([role, action, DONE.includes(kind)]).toEqual([role, action, isAllowed]);
      }
    }
  }
});
