import type { Session } from '@chatket/contract';
import request, { type Response } from 'supertest';
import { loginRequests } from './login.js';
import { type Caller, callerWith } from './rest.js';

/** A browser with a page of a server: it keeps the cookie that it is given, and says where it comes from. */
export class Browser {
  cookie = '';
  /** By which accounts know it. */
  device = '';
  session: Session | undefined;

  constructor(private readonly url: string) {}

  /** Logs in with a code, so that the login is kept in a cookie. */
  async logIn(username: string): Promise<Response> {
    const code = await loginRequests(() => this.url).newCode(username);
    return this.post('/api/auth/verify-code', { username, code, session: 'cookie' });
  }

  refresh(): Promise<Response> {
    return this.post('/api/auth/refresh');
  }

  /** As a page does. */
  async post(path: string, body?: object, headers: Record<string, string> = {}): Promise<Response> {
    const response = await this.send(path, { body, headers: { origin: this.url, ...headers } });
    this.keep(response);
    if (response.status < 300 && 'accessToken' in (response.body as object))
      this.session = response.body as Session;
    return response;
  }

  /** As whoever has its cookie: nothing is kept of the answer. */
  async send(
    path: string,
    { body, headers = {} }: { body?: object | undefined; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const call = request(this.url).post(path).set(headers);
    const cookies = [this.cookie, this.device].filter((each) => each !== '').join('; ');
    if (cookies !== '' && !('cookie' in headers)) void call.set('cookie', cookies);
    return call.send(body);
  }

  /** Keeps the cookies that come with an answer. */
  keep(response: Response): void {
    for (const header of response.get('Set-Cookie') ?? []) {
      const [cookie = ''] = header.split(';');
      if (cookie.includes('chatket-d-')) this.device = cookie;
      else this.cookie = cookie;
    }
  }

  get token(): string {
    return this.session?.accessToken ?? '';
  }

  /** The id of its login. */
  get sessionId(): string {
    return claimsOf(this.token).sid ?? '';
  }

  rest(url = this.url): Caller {
    return callerWith(url, this.token);
  }

  /** The same browser at another process of the same server, whose address its pages do not know. */
  at(url: string): Browser {
    const there = new Browser(url);
    there.cookie = this.cookie;
    there.device = this.device;
    there.session = this.session;
    return there;
  }
}

/** What a token says. */
export function claimsOf(token: string): { sub: string; sid?: string; iat: number; exp: number } {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
  return JSON.parse(payload) as { sub: string; sid?: string; iat: number; exp: number };
}
