import { NEXT_CURSOR_HEADER } from '@chatket/contract';
import { ApiError, isRestError } from './api-error';

const TIMEOUT_MS = 15_000;

export interface HttpRequest {
  method?: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  body?: object;
  /** The answer is not JSON, but a file. */
  isFile?: boolean;
}

export interface HttpAnswer<T> {
  body: T;
  /** Where the list goes on; missing on its last page. */
  nextCursor: string | undefined;
}

export interface HttpOptions {
  token: () => string | undefined;
  /** The server does not accept the token any more. */
  onUnauthenticated: () => void;
}

/** Sends JSON to the API at the page's own origin. Rejects with an `ApiError`. */
export function createHttp({ token, onUnauthenticated }: HttpOptions) {
  return async function request<T>({
    method = 'GET',
    path,
    query = {},
    body,
    isFile = false,
  }: HttpRequest): Promise<HttpAnswer<T>> {
    const bearer = token();
    const response = await fetch(`/api${path}${search(query)}`, {
      method,
      headers: {
        ...(body && { 'Content-Type': 'application/json' }),
        ...(bearer && { Authorization: `Bearer ${bearer}` }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw new ApiError({ code: 'OFFLINE', message: 'No answer' });
    });

    if (isFile && response.ok) return { body: (await response.blob()) as T, nextCursor: undefined };
    const answer: unknown =
      response.status === 204 ? undefined : await response.json().catch(() => undefined);
    if (response.ok)
      return { body: answer as T, nextCursor: response.headers.get(NEXT_CURSOR_HEADER) ?? undefined };
    if (response.status === 401 && bearer) onUnauthenticated();
    const retryAfter = Number(response.headers.get('Retry-After'));
    const retryAfterMs = retryAfter > 0 ? retryAfter * 1000 : undefined;
    if (isRestError(answer)) throw new ApiError({ ...answer, retryAfterMs });
    throw new ApiError({
      code: response.status >= 500 ? 'UNAVAILABLE' : 'INTERNAL',
      message: response.statusText,
    });
  };
}

function search(query: NonNullable<HttpRequest['query']>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) parameters.set(name, String(value));
  const text = parameters.toString();
  return text && `?${text}`;
}
