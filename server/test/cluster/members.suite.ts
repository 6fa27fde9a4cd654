import { expect, it } from '@jest/globals';
import { ClusterBus } from '../../src/cluster/index.js';
import { MembershipSweep } from '../../src/members/membership-sweep.js';
import { Fanout } from '../../src/realtime/index.js';
import { RoomAccess } from '../../src/rooms/access/index.js';
import type { TestApp } from '../support/app.js';
import type { Device } from '../support/device.js';
import type { Person } from '../support/people.js';
import { callerWith, guests } from '../support/rest.js';
import { peopleOf as withRoles } from '../support/server-people.js';

interface Two {
  here: TestApp;
  there: TestApp;
  alice: Person;
  bob: Person;
  /** Alice here and bob there, both following one room. */
  conversation: () => Promise<{ roomId: string; a: Device; b: Device }>;
  say: (device: Device, roomId: string, text: string) => Promise<unknown>;
}

const busOf = ({ app }: TestApp) => app.get(ClusterBus);

/** What two processes do about who comes into a room, and who is put out: as one does. */
export function describeMembers(two: () => Two): void {
  it('tell once what each of them finds out for itself', async () => {
    const { here, there, conversation, say } = two();
    const { roomId, a, b } = await conversation();
    // Whoever has the first account owns the server: nobody takes their word.
    const [boss] = (await withRoles(here, 'owner')) as [Person];
    const [carol] = (await guests(here, 1)) as [Person];
    const [phone, tablet] = [await here.people.connect(carol), await there.people.connect(carol)];
    const mute = `/api/users/${carol.id}/server-mute`;
    await callerWith(here.url, boss.token).put(mute, { seconds: 600 }).expect(200);
    await tablet.next('server:muted');
    await say(a, roomId, 'behind it');
    await b.untilMessages(roomId, 1);
    expect([phone, tablet].map((device) => device.all('server:muted').length)).toEqual([1, 1]);
    await callerWith(here.url, boss.token).delete(mute).expect(204);
    await tablet.next('server:muted', ({ forMs }) => forMs === 0);
  });

  it('know on each of them what moderators say about words, and who comes into a room', async () => {
    const { here, there, alice, conversation, say } = two();
    const { roomId, a, b } = await conversation();
    await say(b, roomId, 'turnip');
    const asAlice = callerWith(here.url, alice.token);
    const rule = { kind: 'word', pattern: 'turnip', act: 'block' };
    await asAlice.post(`/api/rooms/${roomId}/rules`, rule).expect(201);
    await say(a, roomId, 'told behind it');
    await b.untilMessages(roomId, 2);
    await expect(say(b, roomId, 'turnip')).rejects.toThrow();

    const [carol, dave, eve] = (await guests(here, 3)) as [Person, Person, Person];
    for (const person of [carol, dave]) await here.people.join(person, roomId);
    await say(a, roomId, 'two have come');
    await b.untilMessages(roomId, 3);
    await there.people.join(eve, roomId);
    expect(await a.next('raid:alarm')).toMatchObject({ roomId, joinCount: 4 });
    await here.people.join(((await guests(here, 1)) as [Person])[0], roomId);
    await say(b, roomId, 'the last');
    await a.untilMessages(roomId, 4);
    expect(a.all('raid:alarm')).toHaveLength(1);
  });

  it('ring where one too many comes by each of them in the same moment', async () => {
    const { here, there, conversation, say } = two();
    const { roomId, a, b } = await conversation();
    const [carol, dave, eve] = (await guests(here, 3)) as [Person, Person, Person];
    const held: (() => Promise<void>)[] = [];
    let restore: (() => void)[] = [];
    const areHeld = new Promise<void>((resolve) => {
      restore = [here, there].map((world) => {
        const bus = busOf(world);
        const tellOthers = bus.tellOthers.bind(bus);
        bus.tellOthers = async (topic, text) => {
          if (topic !== 'joins') return tellOthers(topic, text);
          held.push(() => tellOthers(topic, text));
          if (held.length === 2) resolve();
        };
        return () => (bus.tellOthers = tellOthers);
      });
    });
    await Promise.all([here.people.join(carol, roomId), there.people.join(dave, roomId)]);
    await areHeld;
    for (const end of restore) end();
    await Promise.all(held.map((tell) => tell()));
    await say(b, roomId, 'told behind it');
    await a.untilMessages(roomId, 1);
    await here.people.join(eve, roomId);
    expect(await a.next('raid:alarm')).toMatchObject({ roomId, joinCount: 4 });
  });

  it('S259 keep somebody out who was just coming in when another one let them go', async () => {
    const { here, there, bob, conversation, say } = two();
    const { roomId, a, b } = await conversation();
    const access = there.app.get(RoomAccess);
    const read = access.readableRanges.bind(access);
    let goOn: () => void = () => undefined;
    const isAsked = new Promise<void>((resolve) => {
      access.readableRanges = async (...asked) => {
        const ranges = await read(...asked);
        // What was read is told late: meanwhile they leave.
        const isOver = new Promise<void>((go) => (goOn = go));
        resolve();
        await isOver;
        return ranges;
      };
    });
    const isCut = new Promise<void>((resolve) => b.socket.once('disconnect', () => resolve()));
    const heard = new Promise<void>((resolve) =>
      there.app.get(ClusterBus).on('evict', (text) => {
        if (text.includes(roomId)) resolve();
      }),
    );
    try {
      b.socket.emit('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] }, () => undefined);
      await isAsked;
      await callerWith(here.url, bob.token).delete(`/api/rooms/${roomId}/membership`).expect(204);
      await heard;
    } finally {
      access.readableRanges = read;
      goOn();
    }
    await isCut;
    await say(a, roomId, 'behind his back');
    await a.untilMessages(roomId, 1);
    const inRoom = there.app.get(Fanout).peopleHere();
    expect(inRoom.filter(({ roomId: id }) => id === roomId)).toEqual([]);
    expect(b.messages(roomId)).toEqual([]);
  });

  it('find out who has left by another one of which nothing was heard', async () => {
    const { here, there, bob, conversation, say } = two();
    const { roomId, a, b } = await conversation();
    const bus = busOf(here);
    const publish = bus.publish.bind(bus);
    bus.publish = (topic, text) => (topic === 'evict' ? Promise.resolve() : publish(topic, text));
    try {
      await callerWith(here.url, bob.token).delete(`/api/rooms/${roomId}/membership`).expect(204);
    } finally {
      bus.publish = publish;
    }
    await there.app.get(MembershipSweep).run();
    expect(
      there.app
        .get(Fanout)
        .peopleHere()
        .filter(({ roomId: id }) => id === roomId),
    ).toEqual([]);
    await say(a, roomId, 'behind his back');
    await a.untilMessages(roomId, 1);
    expect(b.messages(roomId)).toEqual([]);
  });
}
