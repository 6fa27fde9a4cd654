import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FrameSplitter } from './frames';
import { Link } from './link';

const HEAD = 'GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n';
let server: Server;
let link: Link;
let accepted: Promise<Socket>;

beforeEach(async () => {
  server = createServer({ allowHalfOpen: true });
  accepted = once(server, 'connection').then(([socket]) => {
    (socket as Socket).on('error', () => undefined);
    return socket as Socket;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  link = await Link.open({
    target: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    hasFrames: true,
  });
});
afterEach(async () => {
  await link.close();
  server.close();
});

async function open(): Promise<Socket> {
  const socket = connect(link.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

/** Everything that arrives, until it is as long as expected. */
async function read(socket: Socket, length: number): Promise<string> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.length >= length) break;
  }
  return text;
}

function frame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, text.length]), Buffer.from(text)]);
}

describe('a link', () => {
  it('carries bytes both ways', async () => {
    const near = await open();
    near.write(HEAD);
    const far = await accepted;
    expect(await read(far, HEAD.length)).toBe(HEAD);
    far.write('HTTP/1.1 200 OK\r\n\r\nhello');
    expect(await read(near, 24)).toContain('hello');
  });

  it('cuts frames out of any slices, masked and long ones too', () => {
    const text = 'x'.repeat(300);
    const mask = Buffer.from([1, 2, 3, 4]);
    const masked = Buffer.from(text).map((byte, place) => byte ^ (mask[place % 4] ?? 0));
    const bytes = Buffer.concat([
      Buffer.from(HEAD),
      Buffer.from([0x81, 0x80 | 126, 300 >> 8, 300 & 255]),
      mask,
      masked,
      frame('short'),
    ]);
    const splitter = new FrameSplitter();
    const texts = [...bytes].flatMap((byte) => splitter.feed(Buffer.from([byte]))).map((cut) => cut.text);
    expect(texts).toEqual(['', text, 'short']);
  });

  it('drops, repeats and delays the frames that a rule names, and keeps the order of the rest', async () => {
    link.set({
      frames: [
        { direction: 'up', pattern: /lost/, every: 1, action: 'drop' },
        { direction: 'up', pattern: /twice/, every: 2, action: 'duplicate' },
      ],
    });
    const near = await open();
    near.write(HEAD);
    for (const text of ['one', 'lost', 'twice-a', 'twice-b', 'end']) near.write(frame(text));
    const expected = [
      HEAD,
      ...['one', 'twice-a', 'twice-b', 'twice-b', 'end'].map((text) => frame(text).toString()),
    ].join('');
    expect(await read(await accepted, expected.length)).toBe(expected);
  });

  it('resets a connection after the server has the frame', async () => {
    link.set({ frames: [{ direction: 'up', pattern: /last/, every: 1, action: 'reset-after' }] });
    const near = await open();
    const end = closed(near);
    near.write(HEAD);
    near.write(frame('last'));
    expect(await read(await accepted, HEAD.length + 6)).toContain('last');
    await end;
  });

  it('holds everything back while it is stalled, and loses none of it', async () => {
    link.set({ stalled: ['up'] });
    const near = await open();
    near.write(HEAD + 'after');
    const far = await accepted;
    far.write('HTTP/1.1 200 OK\r\n\r\n');
    await read(near, 19);
    expect(far.bytesRead).toBe(0);
    link.set({ sliceBytes: 1 });
    expect(await read(far, HEAD.length)).toContain(HEAD);
  });

  it('cuts what it carries and refuses what is new', async () => {
    const near = await open();
    await accepted;
    const end = closed(near);
    link.set({ isRefusing: true });
    link.cut();
    await end;
    const other = connect(link.port, '127.0.0.1');
    other.on('error', () => undefined);
    await closed(other);
    expect(link.size).toBe(0);
  });
});
