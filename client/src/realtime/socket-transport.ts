import type { ClientEvent, HandshakeAuth, HandshakeRefusal, ServerEvent } from '@chatket/contract';
import { io } from 'socket.io-client';
import { createEmitter } from '../lib';
import { NoAnswer, type Answer, type ServerNotice, type Transport, type TransportEvent } from './transport';

const CONNECT_TIMEOUT_MS = 10_000;

const SERVER_EVENTS = {
  'room:log': true,
  'message:new': true,
  'message:batch': true,
  'reaction:update': true,
  'dm:new': true,
  'dm:typing': true,
  'room:system': true,
  'room:roster': true,
  'room:roster:delta': true,
  'typing:update': true,
  'room:read': true,
  'mention:noted': true,
  'poll:voted': true,
  'room:receipts': true,
  'privacy:changed': true,
  'room:added': true,
  'room:removed': true,
  'report:changed': true,
  'report:handled': true,
  'raid:alarm': true,
  'held:changed': true,
  'held:refused': true,
  'sidebar:changed': true,
  'block:changed': true,
  'saved:changed': true,
  'thread:state': true,
  'alert:new': true,
  'alerts:read': true,
  'notices:changed': true,
  'notices:room': true,
  'reminder:due': true,
  'scheduled:changed': true,
  'draft:changed': true,
  'user:updated': true,
  'request:added': true,
  'request:answered': true,
  'request:accepted': true,
  'request:refused': true,
  'server:draining': true,
  'server:muted': true,
  'server:raid': true,
  'user:renamed': true,
  'export:changed': true,
  'auth:expiring': true,
  'auth:expired': true,
  'auth:revoked': true,
} satisfies Record<ServerEvent, true>;

/**
 * The transport over Socket.IO, at the page's own origin. The only place that knows the library.
 * @param token asked for with each attempt to connect
 */
export function createSocketTransport(token: () => string, origin = location.origin): Transport {
  const events = createEmitter<TransportEvent>();
  const socket = io(origin, {
    auth: (hand) => hand({ token: token(), batch: true, log: 1 } satisfies HandshakeAuth),
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    autoConnect: false,
    reconnection: false,
    timeout: CONNECT_TIMEOUT_MS,
  });

  socket.on('connect', () => events.emit({ kind: 'connected' }));
  socket.on('disconnect', () => events.emit({ kind: 'disconnected' }));
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    events.emit({ kind: 'refused', refusal: isRefusal(error.data) ? error.data : undefined });
  });
  socket.onAny((event: string, payload: unknown) => {
    if (event in SERVER_EVENTS) events.emit({ kind: 'notice', notice: { event, payload } as ServerNotice });
  });

  return {
    connect: () => void socket.connect(),
    disconnect: () => void socket.disconnect(),
    listen: events.listen,
    request: async <E extends ClientEvent>(
      event: E,
      payload: unknown,
      timeoutMs: number,
    ): Promise<Answer<E>> => {
      // The library would buffer it and send it after a reconnect, behind the back of outbox and catch-up.
      if (!socket.connected) throw new NoAnswer(event);
      try {
        const answer: unknown = await socket.timeout(timeoutMs).emitWithAck(event, payload);
        if (isAnswer(answer)) return answer as Answer<E>;
      } catch {
        throw new NoAnswer(event);
      }
      throw new NoAnswer(event);
    },
  };
}

function isRefusal(data: unknown): data is HandshakeRefusal {
  return typeof data === 'object' && data !== null && 'code' in data && 'retryable' in data;
}

function isAnswer(answer: unknown): answer is { success: boolean } {
  return typeof answer === 'object' && answer !== null && 'success' in answer;
}
