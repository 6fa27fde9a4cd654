import { createHmac } from 'node:crypto';
import type { Room, UserRef } from '@chatket/contract';
import { TEST_SECRET } from '../../../server/test/support/secret';

const ANSWER_TIMEOUT_MS = 10_000;

export interface Person extends UserRef {
  /** The token of the moment; another one after the first has expired. */
  token: Token;
}

export interface Token {
  text: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

export interface RestAnswer<T> {
  status: number;
  body: T;
}

/** Calls the server as a person. Rejects when nothing is answered in time. */
export async function call<T>(
  url: string,
  { token, method = 'GET', body }: { token?: string; method?: string; body?: object },
): Promise<RestAnswer<T>> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
}

/** Logs somebody in the way people do, and gives them a token that lives as long as the test wants. */
export async function logIn(url: string, username: string, lifeMs: number): Promise<Person> {
  const asked = await call<{ code: string }>(`${url}/api/auth/request-code`, {
    method: 'POST',
    body: { username },
  });
  const verified = await call<{ user: UserRef }>(`${url}/api/auth/verify-code`, {
    method: 'POST',
    body: { username, code: asked.body.code },
  });
  const { user } = verified.body;
  return { ...user, token: mint(user, lifeMs) };
}

/** A token as the server issues it: HS256 over its secret. */
export function mint(user: UserRef, lifeMs: number): Token {
  const iat = Math.floor(Date.now() / 1000);
  const exp = iat + Math.ceil(lifeMs / 1000);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: user.id, username: user.username, iat, exp })}`;
  const signature = createHmac('sha256', TEST_SECRET).update(signed).digest('base64url');
  return { text: `${signed}.${signature}`, expiresAt: exp * 1000 };
}

export async function createRoom(url: string, person: Person, name: string): Promise<Room> {
  const answer = await call<Room>(`${url}/api/rooms`, {
    token: person.token.text,
    method: 'POST',
    body: { name },
  });
  if (answer.status !== 201) throw new Error(`the room could not be made: ${String(answer.status)}`);
  return answer.body;
}
