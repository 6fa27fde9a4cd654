import { open, seal, sealingKey } from '../../common/index.js';
import type { Visitor } from '../sessions/visitor.js';

/** What somebody has gone to the provider for: to log in, to own a new server, to have it know their account, or to see what would happen. */
export type OidcFlow = {
  /** Taken once. */
  id: string;
  state: string;
  nonce: string;
  verifier: string;
  /** Where this server is, as the browser has it. */
  site: string;
  /** Place in the client to go on at. */
  to: string;
  /** When it is over, in ms since the epoch. */
  until: number;
  /** Whether they are to prove there anew who they are. */
  isFresh: boolean;
} & (
  | { kind: 'login' }
  /** By the link that the server has printed. */
  | { kind: 'setup'; token: string }
  /** By whom, and by which login of theirs. */
  | { kind: 'link' | 'test'; userId: string; sessionId: string }
);

export const FLOW_SECONDS = 600;
export const FLOW_MS = FLOW_SECONDS * 1_000;
const SEALED_AS = 'oidc flow';
export const CALLBACK_PATH = '/api/auth/oidc/callback';

/**
 * Keeps a flow in the browser that has begun it, sealed: whoever comes back without it has begun nothing here. It comes along
 * when the provider sends the browser back, so it is `Lax`; a login's own cookie would not.
 */
export class FlowCookie {
  private readonly key: Buffer;

  /** @param instance tells the cookies of several instances on one host apart */
  constructor(
    secret: string,
    private readonly instance: string,
  ) {
    this.key = sealingKey(secret);
  }

  keep(flow: OidcFlow): string {
    const text = seal(this.key, SEALED_AS, JSON.stringify(flow)).toString('base64url');
    return this.header(text, flow.site, FLOW_SECONDS);
  }

  clear(site: string): string {
    return this.header('', site, 0);
  }

  /** @returns undefined for what was not begun here, or is over */
  read({ cookies }: Visitor, now: number): OidcFlow | undefined {
    const start = `${this.name}=`;
    const found = cookies.split(';').find((part) => part.trim().startsWith(start));
    if (found === undefined) return undefined;
    const text = open(this.key, SEALED_AS, Buffer.from(found.trim().slice(start.length), 'base64url'));
    const flow = text === undefined ? undefined : (JSON.parse(text) as OidcFlow);
    return flow && flow.until > now ? flow : undefined;
  }

  private header(value: string, site: string, seconds: number): string {
    const flags = `Path=${CALLBACK_PATH}; Max-Age=${String(seconds)}; HttpOnly; SameSite=Lax`;
    return `${this.name}=${value}; ${flags}${site.startsWith('https:') ? '; Secure' : ''}`;
  }

  private get name(): string {
    return `chatket-o-${this.instance}`;
  }
}
