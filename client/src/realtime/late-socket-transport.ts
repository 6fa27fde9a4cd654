import { createEmitter } from '../lib';
import { NoAnswer, type Transport, type TransportEvent } from './transport';

/**
 * The transport over Socket.IO, whose code is fetched with the first attempt to connect: the page shows what it keeps
 * of the rooms before. Code that cannot be fetched is an attempt that failed, and the next attempt tries again.
 */
export function createLateSocketTransport(token: string): Transport {
  const events = createEmitter<TransportEvent>();
  let socket: Transport | undefined;
  let isWanted = false;

  async function connect() {
    try {
      const { createSocketTransport } = await import('./socket-transport');
      if (!isWanted) return;
      if (!socket) {
        socket = createSocketTransport(token);
        socket.listen(events.emit);
      }
      socket.connect();
    } catch {
      if (isWanted) events.emit({ kind: 'refused' });
    }
  }

  return {
    connect: () => {
      isWanted = true;
      void connect();
    },
    disconnect: () => {
      isWanted = false;
      socket?.disconnect();
    },
    listen: events.listen,
    request: async (event, payload, timeoutMs) => {
      if (!socket) throw new NoAnswer(event);
      return socket.request(event, payload, timeoutMs);
    },
  };
}
