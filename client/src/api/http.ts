import { NEXT_CURSOR_HEADER, PROOF_HEADER } from '@chatket/contract';
import { askAgain } from '../lib';
import { ApiError, isRefused, isRestError } from './api-error';
import { noteFreshLogin } from './fresh-login';

const TIMEOUT_MS = 15_000;
/** For some seconds: somebody waits for it, and is to hear of what lasts. */
const TRIES_OF_BUSY = 3;

export interface HttpRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  body?: object;
  /** Instead of JSON. */
  bytes?: Blob;
  /** The answer is not JSON, but a file. */
  isFile?: boolean;
  /** Another token than that of whoever is logged in. */
  bearer?: string | undefined;
  /** Of work, or that one can be brought. */
  proof?: string;
}

export interface HttpAnswer<T> {
  body: T;
  /** Where the list goes on; missing on its last page. */
  nextCursor: string | undefined;
}

/** The way to tokens of whoever is logged in. */
export interface Tokens {
  /** One that counts for a while yet, refreshed first if need be. Nothing where nobody is logged in any more. */
  token: () => Promise<string | undefined>;
  /** The same when the server does not take this one any more, or soon will not. */
  renew: (refused: string) => Promise<string | undefined>;
}

/**
 * Sends JSON to the API at the page's own origin. Rejects with an `ApiError`. What only reads is asked for again of a server
 * that is busy for a moment: nobody would ask for a list again that could not be read.
 * @param tokens of whoever asks; a request whose token is refused is sent once more with another one
 */
export function createHttp(tokens?: Tokens) {
  return function request<T>(asked: HttpRequest): Promise<HttpAnswer<T>> {
    return asked.method ? once(asked) : askAgain(() => once<T>(asked), TRIES_OF_BUSY, isBusy);
  };

  async function once<T>(asked: HttpRequest): Promise<HttpAnswer<T>> {
    const bearer = asked.bearer ?? (await tokens?.token());
    try {
      return await send<T>(asked, bearer);
    } catch (error) {
      const next = isRefused(error) && bearer !== undefined ? await tokens?.renew(bearer) : undefined;
      if (next === undefined || next === bearer) throw error;
      return send(asked, next);
    }
  }
}

/** The server is there, and can do nothing more just now. */
export const isBusy = (error: unknown) => error instanceof ApiError && /^(UNAVAIL|DRAIN)/.test(error.code);

async function send<T>(
  { method = 'GET', path, query = {}, body, bytes, isFile = false, proof }: HttpRequest,
  bearer: string | undefined,
): Promise<HttpAnswer<T>> {
  const response = await fetch(`/api${path}${search(query)}`, {
    method,
    headers: {
      ...(body && { 'Content-Type': 'application/json' }),
      ...(proof && { [PROOF_HEADER]: proof }),
      ...(bearer && { Authorization: `Bearer ${bearer}` }),
    },
    body: bytes ?? (body && JSON.stringify(body)),
    // A slow network takes its time for what is large.
    signal: AbortSignal.timeout(bytes ? 2 * TIMEOUT_MS : TIMEOUT_MS),
  }).catch(() => {
    throw new ApiError({ code: 'OFFLINE', message: 'No answer' });
  });

  if (isFile && response.ok) return { body: (await response.blob()) as T, nextCursor: undefined };
  const answer: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
  if (response.ok)
    return { body: answer as T, nextCursor: response.headers.get(NEXT_CURSOR_HEADER) ?? undefined };
  const retryAfter = Number(response.headers.get('Retry-After'));
  const retryAfterMs = retryAfter > 0 ? retryAfter * 1000 : undefined;
  if (isRestError(answer)) {
    // Whoever is told to log in again is asked by their provider, too.
    if (answer.code === 'FRESH_LOGIN') noteFreshLogin();
    throw new ApiError({ ...answer, retryAfterMs });
  }
  throw new ApiError({
    code: response.status >= 500 ? 'UNAVAILABLE' : 'INTERNAL',
    message: response.statusText,
  });
}

function search(query: NonNullable<HttpRequest['query']>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value));
  const text = parameters.toString();
  return text && `?${text}`;
}
