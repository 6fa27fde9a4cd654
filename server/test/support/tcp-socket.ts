import type { Device } from './device.js';

/** The TCP socket under a device: paused, it stops reading as a frozen tab does. */
export function rawSocketOf(device: Device): { pause(): void; resume(): void } {
  const engine = device.socket.io.engine as unknown as {
    transport: { ws: { _socket: { pause(): void; resume(): void } } };
  };
  return engine.transport.ws._socket;
}
