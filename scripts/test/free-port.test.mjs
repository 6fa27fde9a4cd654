import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { test } from 'node:test';
import { freePort } from '../lib/free-port.mjs';

test('a free port can be listened on, and is none that a connection that goes out is given', async (t) => {
  const server = createServer().listen(await freePort(), '127.0.0.1');
  await once(server, 'listening');
  const socket = connect(server.address().port, '127.0.0.1');
  await once(socket, 'connect');
  const [given, chosen] = [socket.localPort, await Promise.all(Array.from({ length: 50 }, freePort))];
  socket.destroy();
  server.close();
  if (given < 32_768) return t.skip('this machine was told to give low ports to connections that go out');
  assert.deepEqual(
    chosen.filter((port) => port >= 32_768 || port < 20_000),
    [],
  );
});
