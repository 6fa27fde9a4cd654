import { createServer } from 'node:net';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { Refusal } from './refusal.mjs';

/** Below what every system gives to connections that go out, unless it was told otherwise; above what services like. */
const FIRST_PORT = 20_000;
const END_PORT = 32_768;
const TRIES = 100;

/**
 * Not one of those that the system gives to connections that go out: one of them could take it before it is listened on,
 * or while whoever listens is being restarted. And who tries such a port again and again may at last connect to itself.
 * @returns a port of the loopback address on which nothing listens at the moment
 */
export async function freePort() {
  const end = Math.min(END_PORT, firstOfOutgoing());
  for (let tries = 0; tries < TRIES && end > FIRST_PORT; tries += 1) {
    const port = randomInt(FIRST_PORT, end);
    if (await isFree(port)) return port;
  }
  return portOf(createServer().listen(0, '127.0.0.1'));
}

/** @returns {Promise<boolean>} */
function isFree(port) {
  return portOf(createServer().listen(port, '127.0.0.1')).then(
    () => true,
    () => false,
  );
}

async function portOf(server) {
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The first of the ports that Linux gives to connections that go out; elsewhere they lie higher. */
function firstOfOutgoing() {
  try {
    return Number.parseInt(readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8'), 10);
  } catch {
    return END_PORT;
  }
}

/**
 * Makes sure that the application will be able to listen, before any work is spent on starting it.
 * @throws Refusal in words that say what to do
 */
export async function assertPortIsFree(port, host) {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new Refusal(
      reasonFor(error.code, port, host) ?? `Cannot listen on ${host}:${port}: ${error.message}`,
    );
  }
  server.close();
  await once(server, 'close');
}

function reasonFor(code, port, host) {
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`;
  }
  if (code === 'EACCES')
    return `Port ${port} needs special rights. Choose one above 1023: PORT=8080 npm start`;
  if (code === 'EADDRNOTAVAIL') return `HOST=${host} is not an address of this machine.`;
  return undefined;
}
