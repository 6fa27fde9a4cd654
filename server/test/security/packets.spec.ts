import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '@chatket/contract';
import { serverUnderAttack } from '../support/server-under-attack.js';

const { loggedIn, expectAlive } = serverUnderAttack();

describe('a packet that is none', () => {
  it.each([
    'garbage',
    '9',
    '49',
    '4',
    '42{',
    '42',
    '42{}',
    '42[]',
    '42[null]',
    '42[{}]',
    '42[[]]',
    '42"text"',
    '42[',
    '42["message:send"',
    '4299999999999999999999999["x"',
    '47[]',
    '5',
    '6',
    '1',
    '2probe',
    '\u0000',
    '4\u00002["a"]',
  ])('S048 ends at most its own connection: %j', async (packet) => {
    const socket = await loggedIn();
    socket.send(packet, '427["presence:ping",{}]');
    await Promise.race([socket.ended, socket.ack(7)]);
    await expectAlive();
  });

  it.each(['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'])(
    'S049 is an event under a reserved name: %s',
    async (name) => {
      const socket = await loggedIn();
      await socket.send(`421["${name}",{}]`).ended;
      await expectAlive();
    },
  );

  it.each(['error', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'x'.repeat(1_000)])(
    'S050 is an event that nobody knows: %j',
    async (name) => {
      const socket = await loggedIn();
      socket.send(`421["${name}",{}]`);
      expect(await socket.ack(1)).toMatchObject({ success: false, code: 'UNKNOWN_EVENT' });
    },
  );

  it('S050 is an event whose name is a number', async () => {
    const socket = await loggedIn();
    socket.send('421[5,{}]');
    expect(await socket.ack(1)).toMatchObject({ success: false, code: 'UNKNOWN_EVENT' });
  });

  it('S051 of one byte too many ends the connection with 1009', async () => {
    const largest = await loggedIn();
    largest.send(`421["no:such","${'x'.repeat(LIMITS.packetBytesMax - '421["no:such",""]'.length)}"]`);
    expect(await largest.ack(1)).toMatchObject({ code: 'UNKNOWN_EVENT' });
    largest.send('x'.repeat(LIMITS.packetBytesMax + 1));
    expect(await largest.ended).toEqual({ code: 1009 });
    await expectAlive();
  });

  it.each([
    ['lists', '['.repeat(30_000), ']'.repeat(30_000)],
    ['objects', '{"a":'.repeat(9_000), `1${'}'.repeat(9_000)}`],
  ])(
    'S052 of %s nested thousands deep is refused without a walk, or not looked at',
    async (_case, head, tail) => {
      const socket = await loggedIn();
      const fields = [
        ['message:send', 'text'],
        ['rooms:sync', 'rooms'],
        ['presence:ping', 'roomId'],
      ];
      for (const [id, [event = '', field = '']] of fields.entries()) {
        socket.send(`42${String(id)}["${event}",{"${field}":${head}${tail}}]`);
        expect(await socket.ack(id)).toMatchObject({ success: false, code: 'VALIDATION' });
      }
      socket.send(`429["presence:ping",{"unknown":${head}${tail}}]`);
      expect(await socket.ack(9)).toMatchObject({ success: true });
    },
  );
});

describe('attachments', () => {
  it.each([
    ['more than ten', '4511-["message:send",{"_placeholder":true,"num":0}]'],
    ['a thousand million', '451000000000-["message:send",{"_placeholder":true,"num":0}]'],
    ['a negative number', '45-1-["message:send",{"_placeholder":true,"num":0}]'],
    ['no number', '45x-["message:send",{}]'],
    ['a binary ack nobody waits for', '4611-[{"_placeholder":true,"num":0}]'],
  ])('S053 that are announced as %s end the connection', async (_case, packet) => {
    const socket = await loggedIn();
    await socket.send(packet, Buffer.from('x'), '427["presence:ping",{}]').ended;
    await expectAlive();
  });

  it.each([
    ['behind the last', '451-["message:send",{"_placeholder":true,"num":5}]'],
    ['in every list', '451-["message:send",{"_placeholder":true,"num":"__proto__"}]'],
    ['a fraction', '451-["message:send",{"_placeholder":true,"num":0.5}]'],
  ])('S053 with a place that is %s do no harm', async (_case, packet) => {
    const socket = await loggedIn();
    socket.send(packet, Buffer.from('x'), '427["presence:ping",{}]');
    await Promise.race([socket.ended, socket.ack(7)]);
    await expectAlive();
  });

  it('S053 that nobody announced, or in whose place a text comes, end the connection', async () => {
    await (await loggedIn()).send(Buffer.from('stray')).ended;
    const interrupted = await loggedIn();
    await interrupted.send('451-["message:send",{"_placeholder":true,"num":0}]', '421["presence:ping",{}]')
      .ended;
    await expectAlive();
  });

  it('S053 that never come end the connection after five seconds', async () => {
    const socket = await loggedIn();
    socket.send('451-["message:send",{"_placeholder":true,"num":0}]');
    await socket.ended;
  });

  it('S053 that come are no payload of ours', async () => {
    const socket = await loggedIn();
    socket.send('451-7["message:send",{"_placeholder":true,"num":0}]', Buffer.from('x'));
    expect(await socket.ack(7)).toMatchObject({ success: false, code: 'VALIDATION' });
  });
});

describe('acks', () => {
  it('S054 that nobody asked for change nothing', async () => {
    const socket = await loggedIn();
    socket.send('4399[]', '43999999999999999999999[{}]', '430[1]', '427["presence:ping",{}]');
    expect(await socket.ack(7)).toMatchObject({ success: true });
  });

  it('S055 may be missing, or be something else', async () => {
    const socket = await loggedIn();
    socket.send('42["presence:ping",{}]', '42["message:send"]', '42["message:send",{},"ack"]');
    socket.send('42["rooms:sync",null,null]', '427["presence:ping",{}]');
    expect(await socket.ack(7)).toMatchObject({ success: true });
  });
});

describe('frames', () => {
  const MASK = Buffer.from([1, 2, 3, 4]);
  const masked = (first: number, payload: Buffer) =>
    Buffer.concat([
      Buffer.from([first, 0x80 | payload.length]),
      MASK,
      Buffer.from(payload.map((byte, place) => byte ^ (MASK[place % 4] ?? 0))),
    ]);

  it.each<[string, Buffer, number]>([
    ['that are no UTF-8', masked(0x81, Buffer.from([0xc3, 0x28])), 1007],
    ['that are not masked', Buffer.from([0x81, 0x01, 0x33]), 1002],
    ['with reserved bits', masked(0xf1, Buffer.from('3')), 1002],
    ['of an unknown kind', masked(0x83, Buffer.from('3')), 1002],
    ['that continue nothing', masked(0x80, Buffer.from('3')), 1002],
    ['of control that are cut up', masked(0x09, Buffer.from('x')), 1002],
    [
      'of control that are too long',
      Buffer.concat([Buffer.from([0x89, 0xfe, 0, 126]), MASK, Buffer.alloc(126)]),
      1002,
    ],
    ['that close with a code that is none', masked(0x88, Buffer.from([0x03, 0xec])), 1002],
  ])('S059 %s end the connection', async (_case, bytes, code) => {
    const socket = await loggedIn();
    socket.write(bytes);
    expect((await socket.ended).code).toBe(code);
    await expectAlive();
  });

  it('S058 of one byte each, without an end, end the connection', async () => {
    const socket = await loggedIn();
    for (let sent = 0; sent <= LIMITS.packetBytesMax; sent += 1) socket.websocket.send('x', { fin: false });
    expect([1008, 1009]).toContain((await socket.ended).code);
    await expectAlive();
  });
});
