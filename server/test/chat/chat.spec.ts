import { describe, expect, it } from '@jest/globals';
import { useWorld } from '../support/world.js';

const { world } = useWorld([]);

describe('two people', () => {
  it('exchange a message', async () => {
    const { people } = world;
    const alice = await people.logIn('alice');
    const bob = await people.logIn('bob');
    const room = await people.createRoom(alice);
    await people.join(bob, room.id);
    const a = await people.connect(alice);
    const b = await people.connectPlain(bob);
    await a.tell('room:join', { roomId: room.id });
    await b.tell('room:join', { roomId: room.id });
    const ack = await a.tell('message:send', {
      roomId: room.id,
      text: ' hi bob ',
      clientMsgId: 'first-0001',
    });
    expect(ack).toMatchObject({ seq: 1 });
    expect(await b.next('message:new')).toMatchObject({
      text: 'hi bob',
      seq: 1,
      sender: { username: 'alice' },
    });
    expect(await a.next('message:batch')).toMatchObject({ roomId: room.id });
  });
});
