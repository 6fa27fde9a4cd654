import { createEmitter } from '../lib';
import { NoAnswer, type Transport, type TransportEvent } from './transport';

const TOKEN_TIMEOUT_MS = 10_000;

/** Where a connection has its tokens from. */
export interface TokenSource {
  token: () => Promise<string | undefined>;
  renew: (refused: string) => Promise<string | undefined>;
  listen: (listener: (token: string) => void) => () => void;
}

/**
 * The transport over Socket.IO, whose code is fetched with the first attempt to connect: the page shows what it keeps
 * of the rooms before. Code that cannot be fetched is an attempt that failed, and the next attempt tries again; so is a token
 * that cannot be had, or that is refused while there is another one.
 */
export function createLateSocketTransport(tokens: TokenSource): Transport {
  const events = createEmitter<TransportEvent>();
  let socket: Transport | undefined;
  let isWanted = false;
  /** The one that the server knows of this connection. */
  let current = '';
  let unlisten: (() => void) | undefined;

  async function connect() {
    try {
      const [{ createSocketTransport }, token] = await Promise.all([
        import('./socket-transport'),
        tokens.token(),
      ]);
      if (!isWanted || token === undefined) return;
      current = token;
      if (!socket) {
        socket = createSocketTransport(() => current);
        socket.listen((event) => void hear(event));
      }
      socket.connect();
    } catch {
      if (isWanted) events.emit({ kind: 'refused' });
    }
  }

  async function hear(event: TransportEvent) {
    if (event.kind === 'refused' && event.refusal && /^(UNAUTH|TOKEN)/.test(event.refusal.code)) {
      const next = await another().catch(() => '');
      return events.emit(next === undefined ? event : { kind: 'refused' });
    }
    events.emit(event);
    if (event.kind === 'notice' && event.notice.event.startsWith('auth:')) void another().catch(() => '');
  }

  const another = () => tokens.renew(current);

  /** The connection goes on with it. */
  function hand(token: string) {
    if (token === current || !socket) return;
    current = token;
    socket.request('auth:refresh', { token }, TOKEN_TIMEOUT_MS).catch(() => undefined);
  }

  return {
    connect: () => {
      isWanted = true;
      unlisten ??= tokens.listen(hand);
      void connect();
    },
    disconnect: () => {
      isWanted = false;
      unlisten = unlisten?.() as undefined;
      socket?.disconnect();
    },
    listen: events.listen,
    request: async (event, payload, timeoutMs) => {
      if (!socket) throw new NoAnswer(event);
      return socket.request(event, payload, timeoutMs);
    },
  };
}
