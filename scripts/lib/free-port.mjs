import { createServer } from 'node:net';
import { once } from 'node:events';
import { Refusal } from './refusal.mjs';

/** @returns a port of the loopback address on which nothing listens at the moment */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
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
