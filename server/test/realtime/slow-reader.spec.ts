import { describe, expect, it } from '@jest/globals';
import { Fanout } from '../../src/realtime/index.js';
import { rawSocketOf } from '../support/tcp-socket.js';
import { useWorld } from '../support/world.js';

const {
  world,
  cast: [alice, bob],
} = useWorld(['alice', 'bob'], { RATE_LIMIT_MESSAGES: '10000' });

describe('a connection that does not read', () => {
  it('S065 is cut off, the others hear everything, and it gets the rest when it comes back', async () => {
    const { roomId, a, b } = await world.people.conversation(alice, bob);
    const plain = await world.people.connectPlain(bob);
    await plain.tell('room:join', { roomId });
    const cut = new Promise((resolve) => plain.socket.once('disconnect', resolve));
    const text = '🙂'.repeat(500);
    // Kept: a connection that was cut meanwhile has none any more.
    const wire = rawSocketOf(plain);
    wire.pause();
    let sent = 0;
    for (; sent < 6_000; sent += 40) {
      const burst = Array.from({ length: 40 }, (_, n) =>
        a.tell('message:send', { roomId, text, clientMsgId: `flood-${String(sent + n).padStart(4, '0')}` }),
      );
      await Promise.all(burst);
      if (world.app.get(Fanout).hasListeners(roomId, 'plain')) continue;
      sent += 40;
      break;
    }
    wire.resume();
    await cut;
    expect(sent).toBeLessThan(6_000);
    expect(await b.untilMessages(roomId, sent)).toHaveLength(sent);
    const again = await world.people.connect(bob);
    for (let lastSeq = 0, hasMore = true; hasMore;) {
      const { results } = await again.tell('rooms:sync', { rooms: [{ roomId, lastSeq }] });
      ({ lastSeq = 0, hasMore = false } = results[0] ?? {});
    }
    expect(again.messages(roomId)).toHaveLength(sent);
  });
});
