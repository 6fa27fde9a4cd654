import { describe, expect, it } from '@jest/globals';
import type { AckFailure } from '@chatket/contract';
import type { Device } from '../support/device.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob],
} = useWorld(['alice', 'bob']);

const conversation = () => world.people.conversation(alice, bob);

const mutesHeard = (device: Device) => device.all('room:system').filter(({ type }) => type === 'muted');

describe('the rate limit', () => {
  const flood = async (device: Device, roomId: string, from: number, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, n) =>
        device.ask('message:send', {
          roomId,
          text: 'spam',
          clientMsgId: `spam-${String(from + n).padStart(4, '0')}`,
        }),
      ),
    );

  it('S125 lets five through and mutes on the sixth, on all devices of that person', async () => {
    const { roomId, a, b } = await conversation();
    const otherTab = await world.people.connect(alice);
    const plain = await world.people.connectPlain(alice);
    const acks = await flood(a, roomId, 0, 6);
    expect(acks.filter(({ success }) => success)).toHaveLength(5);
    const refused = acks.find((ack) => !ack.success);
    expect(refused).toMatchObject({ code: 'RATE_LIMITED', retryable: true });
    const { mutedUntil } = refused as { mutedUntil: string };
    for (const device of [plain, otherTab]) {
      const notice = await device.next('room:system', ({ type }) => type === 'muted');
      expect(notice).toMatchObject({ roomId, until: mutedUntil, user: { id: alice.id } });
    }
    await a.settled();
    expect(mutesHeard(a)).toEqual([]);
    expect(
      await otherTab.refused('message:send', { roomId, text: 'still here', clientMsgId: 'other-tab1' }),
    ).toMatchObject({
      code: 'RATE_LIMITED',
      mutedUntil,
    });
    await b.settled();
    expect(mutesHeard(b)).toEqual([]);
    await b.tell('message:send', { roomId, text: 'bob may', clientMsgId: 'bob-may-01' });
  });

  it('tells a plain client of its mute both ways, once, and its other devices as well', async () => {
    const { id: roomId } = await world.people.createRoom(alice);
    const plain = await world.people.connectPlain(alice);
    const other = await world.people.connect(alice);
    await plain.tell('room:join', { roomId });
    const acks = await flood(plain, roomId, 0, 7);
    expect(acks.filter((ack) => !ack.success && ack.mutedUntil !== undefined)).toHaveLength(2);
    for (const device of [plain, other]) {
      await device.settled();
      expect(mutesHeard(device)).toHaveLength(1);
    }
  });

  it('ends the mute after its time and counts afresh', async () => {
    const { roomId, a } = await conversation();
    await flood(a, roomId, 0, 6);
    world.clock.advance(15_000);
    expect((await flood(a, roomId, 10, 1))[0]).toMatchObject({ code: 'RATE_LIMITED' });
    world.clock.advance(15_000);
    expect((await flood(a, roomId, 20, 5)).every(({ success }) => success)).toBe(true);
  });

  it.each([-3_600_000, 3_600_000])(
    'tells what is left of a mute, also when the clock is set by %d ms',
    async (ms) => {
      const { roomId, a } = await conversation();
      const otherTab = await world.people.connect(alice);
      await flood(a, roomId, 0, 6);
      const notice = await otherTab.next('room:system', ({ type }) => type === 'muted');
      expect(notice.forMs).toBe(30_000);
      world.clock.jump(ms);
      try {
        world.clock.advance(20_000);
        const [refused] = await flood(a, roomId, 10, 1);
        const { mutedForMs, retryAfterMs, mutedUntil } = refused as AckFailure;
        expect(mutedForMs).toBeGreaterThan(0);
        expect(mutedForMs).toBeLessThanOrEqual(10_000);
        expect(retryAfterMs).toBe(mutedForMs);
        expect(Math.abs(Date.parse(mutedUntil ?? '') - world.clock.now())).toBeLessThanOrEqual(10_000);
        world.clock.advance(10_000);
        expect((await flood(a, roomId, 20, 5)).every(({ success }) => success)).toBe(true);
      } finally {
        world.clock.jump(-ms);
      }
    },
  );

  it('S126 neither counts a repeated key nor refuses it while muted', async () => {
    const { roomId, a } = await conversation();
    const payload = { roomId, text: 'counted once', clientMsgId: 'counted-01' };
    await world.clock.standing(async () => {
      for (let n = 0; n < 8; n += 1) await a.tell('message:send', payload);
      expect((await flood(a, roomId, 0, 5)).filter(({ success }) => success)).toHaveLength(4);
      expect(await a.tell('message:send', payload)).toMatchObject({ isDuplicate: true });
      world.clock.advance(11_000);
      expect(await a.tell('message:send', payload)).toMatchObject({ isDuplicate: true });
    });
  });

  it('is per room', async () => {
    const { roomId, a } = await conversation();
    const { id: otherRoom } = await world.people.createRoom(alice);
    await flood(a, roomId, 0, 6);
    await a.tell('message:send', { roomId: otherRoom, text: 'elsewhere', clientMsgId: 'elsewhere1' });
  });
});
