import type { HandshakeRefusal } from '@chatket/contract';
import { createEmitter, fullJitter } from '../lib';
import type { ServerNotice, Transport } from './transport';

export type ConnectionStatus = 'connecting' | 'online' | 'stopped';

export interface ConnectionEvent {
  status: ConnectionStatus;
  /** Why the server will not take this session any more: trying again cannot help. */
  endedBy?: HandshakeRefusal['code'];
}

export interface Connection {
  start: () => void;
  stop: () => void;
  /** Tries at once instead of waiting for the next turn, as when the network comes back. */
  retryNow: () => void;
  status: () => ConnectionStatus;
  listen: (listener: (event: ConnectionEvent) => void) => () => void;
}

/** Keeps the transport connected until it is stopped, with growing, jittered pauses between attempts. */
export function createConnection(transport: Transport): Connection {
  const events = createEmitter<ConnectionEvent>();
  let status: ConnectionStatus = 'stopped';
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAttempting = false;
  /** When the server that is stopping wants to see me again, in ms after it has let go. */
  let appointmentMs: number | undefined;
  let unlisten: (() => void) | undefined;

  function start() {
    if (status !== 'stopped') return;
    attempt = 0;
    unlisten = transport.listen((event) => {
      switch (event.kind) {
        case 'connected':
          isAttempting = false;
          attempt = 0;
          return become({ status: 'online' });
        case 'disconnected':
          isAttempting = false;
          if (status === 'stopped') return;
          become({ status: 'connecting' });
          return retryLater();
        case 'refused':
          isAttempting = false;
          if (status === 'stopped') return;
          if (event.refusal && !event.refusal.retryable) return end(event.refusal.code);
          return retryLater();
        case 'notice':
          return onNotice(event.notice);
      }
    });
    become({ status: 'connecting' });
    tryNow();
  }

  function onNotice(notice: ServerNotice) {
    if (notice.event === 'server:draining') appointmentMs = notice.payload.reconnectAfterMs;
  }

  function stop() {
    halt();
    if (status !== 'stopped') become({ status: 'stopped' });
  }

  function end(code: HandshakeRefusal['code']) {
    halt();
    become({ status: 'stopped', endedBy: code });
  }

  function halt() {
    clearTimeout(timer);
    unlisten?.();
    unlisten = undefined;
    isAttempting = false;
    transport.disconnect();
  }

  function retryLater() {
    clearTimeout(timer);
    timer = setTimeout(tryNow, appointmentMs ?? fullJitter(attempt));
    appointmentMs = undefined;
    attempt += 1;
  }

  function tryNow() {
    clearTimeout(timer);
    if (isAttempting || status !== 'connecting') return;
    isAttempting = true;
    transport.connect();
  }

  function become(event: ConnectionEvent) {
    status = event.status;
    events.emit(event);
  }

  return { start, stop, retryNow: tryNow, status: () => status, listen: events.listen };
}
