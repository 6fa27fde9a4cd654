import { expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import request, { type Response } from 'supertest';
import { claimsOf } from '../support/browser.js';
import { callerWith } from '../support/rest.js';
import { useWorld } from '../support/world.js';

/** As clients know it that have never heard of codes, cookies or second factors. */
const { world } = useWorld([], {
  AUTH_METHODS: 'password',
  RATE_LIMIT_MESSAGES: '1000',
});

const WEEK_S = 7 * 24 * 3_600;
const PASSWORD = 'nine green tulips';

interface Answer {
  accessToken: string;
  user: { id: string; username: string };
}

const post = (path: string, body: object) => request(world.url).post(`/api/auth/${path}`).send(body);

/** All that such a client reads of an answer. */
function answerOf({ status, body, headers }: Response): Answer {
  expect(status).toBe(201);
  expect(headers['set-cookie']).toBeUndefined();
  const answer = body as Answer;
  expect(answer).toEqual({
    accessToken: expect.any(String),
    user: { id: expect.any(String), username: expect.any(String) },
  });
  const { iat, exp } = claimsOf(answer.accessToken);
  expect(exp - iat).toBe(WEEK_S);
  return answer;
}

async function connect(token: string): Promise<Socket> {
  const socket = io(world.url, { auth: { token }, forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
}

it('a client of the plain contract registers, logs in and talks with a password alone', async () => {
  // What a server does not know it does not mind.
  const made = answerOf(
    await post('register', { username: 'Ada', password: PASSWORD, email: 'ada@x.example' }),
  );
  const ben = answerOf(await post('register', { username: 'ben', password: PASSWORD }));
  const ada = answerOf(await post('login', { username: 'ada', password: PASSWORD }));
  expect(ada.user).toEqual(made.user);
  expect(ada.user.username).toBe('ada');

  const { body: room } = await callerWith(world.url, ada.accessToken)
    .post('/api/rooms', { name: 'Plain' })
    .expect(201);
  const { id: roomId } = room as { id: string };
  await callerWith(world.url, ben.accessToken).post(`/api/rooms/${roomId}/join`).expect(201);
  const [a, b] = await Promise.all([connect(ada.accessToken), connect(ben.accessToken)]);
  expect(await b.emitWithAck('room:join', { roomId })).toEqual({ success: true });
  const heard = new Promise((resolve) => b.once('message:new', resolve));
  const sent = { roomId, text: 'hello', clientMsgId: 'with-a-password' };
  expect(await a.emitWithAck('message:send', sent)).toMatchObject({ success: true });
  expect(await heard).toMatchObject({ roomId, text: 'hello', sender: ada.user });
  for (const socket of [a, b]) socket.disconnect();
});

it('a client of the plain contract is told by status and message what was wrong', async () => {
  answerOf(await post('register', { username: 'cleo', password: PASSWORD }));
  const refusals = [
    [await post('register', { username: 'cleo', password: PASSWORD }), 409],
    [await post('register', { username: 'dora', password: 'short' }), 400],
    [await post('login', { username: 'cleo', password: 'ten yellow tulips' }), 401],
    [await post('login', { username: 'emil', password: PASSWORD }), 401],
    [await post('login', { username: 'cleo' }), 400],
  ] as const;
  for (const [{ status, body }, expected] of refusals)
    expect({ status, body }).toEqual({
      status: expected,
      body: expect.objectContaining({ statusCode: expected, message: expect.any(String) }),
    });
});
