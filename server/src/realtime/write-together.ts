import type { EngineConnection } from './engine-connection.js';

interface Engine {
  on(event: 'flush', listener: (connection: EngineConnection, packets: unknown[]) => void): void;
  on(event: 'drain', listener: (connection: EngineConnection) => void): void;
}

/**
 * Packets that leave a connection together go into one write to the network instead of one each. Engine.IO tells when it
 * begins to hand a connection's waiting packets to the transport, and when it has.
 */
export function writeTogether(engine: Engine): void {
  const corked = new WeakSet<EngineConnection>();
  engine.on('flush', (connection, packets) => {
    if (packets.length < 2) return;
    corked.add(connection);
    connection.request.socket.cork();
  });
  engine.on('drain', (connection) => {
    if (corked.delete(connection)) connection.request.socket.uncork();
  });
}
