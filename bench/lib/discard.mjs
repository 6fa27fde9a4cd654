// @ts-check
// Preloaded into a contestant (`--import`): beside all that it does, the process takes what is sent to another port and throws
// it away. What that costs others in the same process nobody who takes bytes with Node's own server can do without.
import { createServer } from 'node:http';

const server = createServer((request, response) => {
  request.resume().on('end', () => response.end('{}'));
});
server.listen(0, '127.0.0.1');
server.unref();

process.on('message', (question) => {
  const address = server.address();
  if (question === 'discardPort' && typeof address === 'object') process.send?.(address?.port);
});
process.channel?.unref();
