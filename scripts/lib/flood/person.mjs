import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { io } from 'socket.io-client';
import { Refusal } from '../refusal.mjs';
import { conversations } from '../seed/material.mjs';
import { seededRandom } from '../seed/random.mjs';

const ACK_TIMEOUT_MS = 10_000;
const LINES = conversations.flat().map(([, text]) => text.replaceAll('{topic}', 'the flood'));

/** @returns {Promise<{ accessToken: string, user: { id: string, username: string } }>} */
export async function logIn(url, username) {
  const { code } = await request(url, '/api/auth/request-code', { body: { username } });
  if (!code) throw new Refusal('The server does not show login codes: run it with CODE_DELIVERY=response.');
  return request(url, '/api/auth/verify-code', { body: { username, code } });
}

/** Makes everybody a member of the room with this name. @returns its id */
export async function enterRoom(url, name, sessions) {
  const token = sessions[0].accessToken;
  const found = await request(url, `/api/rooms?all=true&search=${encodeURIComponent(name)}`, { token });
  const room =
    found.find((each) => each.name === name) ?? (await request(url, '/api/rooms', { token, body: { name } }));
  for (const { accessToken } of sessions) {
    await request(url, `/api/rooms/${room.id}/join`, { token: accessToken, body: {} });
  }
  return room.id;
}

/** Opens a socket and resolves once it is connected. */
export async function connectPerson(url, { accessToken, user }) {
  const socket = io(url, {
    auth: { token: accessToken, batch: true },
    transports: ['websocket'],
    forceNew: true,
  });
  await Promise.race([once(socket, 'connect'), once(socket, 'connect_error').then(refuse)]);
  const random = seededRandom(user.username + Date.now());
  return {
    /** Sends one message. @returns the ack, or an object with the `code` of what went wrong */
    async say(roomId) {
      const payload = { roomId, text: random.pick(LINES), clientMsgId: randomUUID() };
      try {
        return await socket.timeout(ACK_TIMEOUT_MS).emitWithAck('message:send', payload);
      } catch (error) {
        return { success: false, code: `no ack (${error.message})` };
      }
    },
    leave: () => socket.disconnect(),
  };
}

function refuse([error]) {
  throw new Refusal(`The socket was refused: ${error.message}`);
}

async function request(url, path, { token, body }) {
  const response = await fetch(url + path, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: body && JSON.stringify(body),
  }).catch((error) => {
    throw new Refusal(
      `Nothing answers at ${url} (${error.cause?.code ?? error.message}). Is ChatKet running there?`,
    );
  });
  const answer = await response.json();
  if (!response.ok) throw new Refusal(`${path}: ${response.status} ${answer.code}: ${answer.message}`);
  return answer;
}
