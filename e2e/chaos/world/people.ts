import type { UserRef } from '@chatket/contract';
import { logIn as logInAs } from '../../../rig/people.mjs';
import { signedToken } from '../../../rig/tokens.mjs';

/** How long the people of a run wait for an answer. */
export const ANSWER_PATIENCE_MS = 10_000;

export interface Person extends UserRef {
  /** The token of the moment; another one after the first has expired. */
  token: Token;
}

export interface Token {
  text: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** Logs somebody in the way people do, and gives them a token that lives as long as the test wants. */
export async function logIn(url: string, username: string, lifeMs: number): Promise<Person> {
  const { id, username: name } = await logInAs(url, username);
  const user = { id, username: name };
  return { ...user, token: mint(user, lifeMs) };
}

/** A token as the server issues it. */
export function mint(user: UserRef, lifeMs: number): Token {
  return signedToken(user, { lifeSeconds: Math.ceil(lifeMs / 1000) });
}
