import type { EngineConnection } from './engine-connection.js';
import { type SendOptions, textFrame } from './frame.js';

interface OutgoingPacket {
  type: string;
  data?: unknown;
  options?: SendOptions;
}

interface Engine {
  on(event: 'flush', listener: (connection: EngineConnection, packets: OutgoingPacket[]) => void): void;
  on(event: 'drain', listener: (connection: EngineConnection) => void): void;
}

/**
 * Packets that leave a connection together go into one write to the network instead of one each, and the header of a
 * packet goes with its text instead of before it. Engine.IO tells when it begins to hand a connection's waiting packets to
 * the transport, and when it has.
 */
export function writeTogether(engine: Engine): void {
  const corked = new WeakSet<EngineConnection>();
  engine.on('flush', (connection, packets) => {
    if (connection.transport.name === 'websocket') packets.forEach(encode);
    if (packets.length < 2) return;
    corked.add(connection);
    connection.request.socket.cork();
  });
  engine.on('drain', (connection) => {
    if (corked.delete(connection)) connection.request.socket.uncork();
  });
}

/** What Socket.IO itself sends, acks above all; events are in a frame already. */
function encode(packet: OutgoingPacket): void {
  if (packet.type !== 'message' || typeof packet.data !== 'string' || packet.options?.wsPreEncodedFrame)
    return;
  packet.options = { ...packet.options, wsPreEncodedFrame: [textFrame(packet.data)] };
}
