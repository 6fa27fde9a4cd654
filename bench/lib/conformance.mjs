// @ts-check
import { io } from 'socket.io-client';
import { trial } from './trial.mjs';

const CLIENTS = 50;
const SENDERS = 10;
const MESSAGES_EACH = 10;
const PATIENCE_MS = 15_000;
const ANNOUNCED = [{ batch: true, log: 1 }, { batch: true }, {}];
const TRANSPORTS = [['websocket'], ['polling'], ['polling', 'websocket']];

/**
 * The stock client, on every transport, as a log, in batches and plainly, hears every message once and in order. Measured
 * servers pass it first, so that nothing is won by bytes that only the load generator understands.
 * @param {import('./bench.mjs').Bench} bench
 * @throws Error telling what a client heard instead
 */
export async function checkConformance(bench) {
  const setting = { contestant: bench.contestants.chatket, shape: { people: CLIENTS, rooms: 1 } };
  await trial(bench, setting, async ({ server, topology: { people } }) => {
    const clients = people.map(({ token, rooms }, index) => {
      const socket = io(`http://127.0.0.1:${server.port}`, {
        auth: { token, ...ANNOUNCED[index % ANNOUNCED.length] },
        transports: TRANSPORTS[Math.floor(index / ANNOUNCED.length) % TRANSPORTS.length],
        reconnection: false,
        forceNew: true,
      });
      return { socket, roomId: rooms[0], heard: listen(socket) };
    });
    try {
      await Promise.all(clients.map(enter));
      await Promise.all(clients.slice(0, SENDERS).map(talk));
      await heardByAll(clients);
    } finally {
      for (const { socket } of clients) socket.disconnect();
    }
  });
}

/** @returns {number[]} the seqs as they come */
function listen(socket) {
  const heard = [];
  socket.on('message:new', ({ seq }) => heard.push(seq));
  socket.on('message:batch', ({ messages }) => heard.push(...messages.map(({ seq }) => seq)));
  socket.on('room:log', ({ entries }) => heard.push(...entries.map(({ seq }) => seq)));
  return heard;
}

async function enter({ socket, roomId }) {
  const answer = await socket
    .timeout(PATIENCE_MS)
    .emitWithAck('rooms:sync', { rooms: [{ roomId, lastSeq: 0 }] });
  if (!answer.success) throw new Error(`conformance: a member was refused: ${answer.code}`);
}

async function talk({ socket, roomId }, sender) {
  for (let number = 0; number < MESSAGES_EACH; number += 1) {
    const message = { roomId, text: 'conformance', clientMsgId: `conformance-${sender}-${number}` };
    const answer = await socket.timeout(PATIENCE_MS).emitWithAck('message:send', message);
    if (!answer.success) throw new Error(`conformance: a message was refused: ${answer.code}`);
  }
}

async function heardByAll(clients) {
  const total = SENDERS * MESSAGES_EACH;
  const deadline = Date.now() + PATIENCE_MS;
  while (clients.some(({ heard }) => heard.length < total) && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const expected = Array.from({ length: total }, (_, index) => index + 1).join(' ');
  const wrong = clients.find(({ heard }) => heard.join(' ') !== expected);
  if (wrong) throw new Error(`conformance: a stock client heard ${wrong.heard.join(' ') || 'nothing'}`);
}
