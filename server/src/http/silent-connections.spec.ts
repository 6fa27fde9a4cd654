import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { SilentConnections } from './silent-connections.js';

/** Only the test looks: its own looks are what it counts. */
const NEVER_MS = 2 ** 31 - 1;
const REQUEST = 'GET / HTTP/1.1\r\nHost: here\r\n\r\n';

let server: Server;
let connections: SilentConnections;
const sockets: Socket[] = [];

beforeEach(async () => {
  Logger.overrideLogger(false);
  server = createServer((_request, response) => response.end('here I am'));
  server.keepAliveTimeout = 0;
  connections = new SilentConnections(server, 10_000, NEVER_MS);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

/** Connections that the server has taken, in this order. */
async function open(count: number): Promise<Socket[]> {
  const opened: Socket[] = [];
  const { port } = server.address() as AddressInfo;
  for (let n = 0; n < count; n += 1) {
    const taken = once(server, 'connection');
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await Promise.all([taken, once(socket, 'connect')]);
    opened.push(socket);
  }
  sockets.push(...opened);
  return opened;
}

/** Whether its end comes politely or not is no matter. */
const closing = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));
const sweep = (times: number) => {
  for (let n = 0; n < times; n += 1) connections.sweep();
};
const count = () =>
  new Promise<number>((resolve, reject) => {
    server.getConnections((error, total) => (error ? reject(error) : resolve(total)));
  });

it('of too many silent connections the oldest are ended, and those who speak stay', async () => {
  const [speaker] = await open(1);
  speaker?.write(REQUEST);
  await once(speaker as Socket, 'data');
  const silent = await open(300);
  sweep(1);
  expect(await count()).toBe(301);
  sweep(1);
  await Promise.all(silent.slice(0, 44).map(closing));
  expect(await count()).toBe(257);
  expect(silent.slice(44).some(({ destroyed }) => destroyed)).toBe(false);
  speaker?.write(REQUEST);
  expect(String(await once(speaker as Socket, 'data'))).toContain('here I am');
});

it.each([
  ['nothing', ''],
  ['a beginning', 'GET / HTTP/1.1\r\nHost: he'],
])('a connection that says %s is not kept for ever', async (_what, words) => {
  const [quiet, speaker] = await open(2);
  speaker?.write(REQUEST);
  await once(speaker as Socket, 'data');
  if (words !== '') quiet?.write(words);
  const closed = closing(quiet as Socket);
  sweep(14);
  expect(await count()).toBe(2);
  sweep(1);
  await closed;
  expect(await count()).toBe(1);
});

it('the files of the process bound them all', () => {
  const limited = createServer();
  expect(new SilentConnections(limited, 1_024)).toBeDefined();
  expect(limited.maxConnections).toBe(928);
});

it('what goes wrong with taking a connection is no end of the server', () => {
  expect(() =>
    server.emit('error', Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' })),
  ).not.toThrow();
});
