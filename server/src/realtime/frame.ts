import type { ServerEvent, ServerPayload } from '@chatket/contract';
import type { ChatSocket } from './socket-types.js';

/** Engine.IO's packet type "message", before every Socket.IO packet on the wire. */
const ENGINE_MESSAGE = '4';
/** Socket.IO's packet type "event" in the default namespace. */
const SOCKET_EVENT = '2';
/** FIN and the opcode of a text (RFC 6455, section 5.2). */
const FINAL_TEXT = 0x81;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/** Of Engine.IO's `send`. */
export interface SendOptions {
  compress?: boolean;
  /** Read by Engine.IO's websocket transport: written as it is, instead of framing the text anew. */
  wsPreEncodedFrame?: [Buffer];
}

/**
 * An event that is encoded once, for any number of connections: the text of the Socket.IO packet and, made of it, the
 * bytes of a websocket frame. It goes through Engine.IO's own queue, so it keeps its place among everything else that
 * is sent to a connection, on every transport.
 */
export class Frame {
  private readonly text: string;
  private options: SendOptions | undefined;

  private constructor(packet: [event: string, payload: unknown]) {
    this.text = SOCKET_EVENT + JSON.stringify(packet);
  }

  static of<E extends ServerEvent>(event: E, payload: ServerPayload<E>): Frame {
    return new Frame([event, payload]);
  }

  /** In units of UTF-16. */
  get length(): number {
    return this.text.length;
  }

  /** A volatile frame is lost when the connection is busy. */
  sendTo(socket: ChatSocket, isVolatile = false): void {
    if (!socket.connected || (isVolatile && !socket.conn.transport.writable)) return;
    this.options ??= { wsPreEncodedFrame: [textFrame(this.text)] };
    socket.conn.send(this.text, this.options);
  }
}

/** The unmasked websocket frame of an Engine.IO message with that text, as servers send it. */
export function textFrame(message: string): Buffer {
  const text = ENGINE_MESSAGE + message;
  const length = Buffer.byteLength(text);
  const headerLength = length < LENGTH_16 ? 2 : length <= 0xffff ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerLength + length);
  frame[0] = FINAL_TEXT;
  if (headerLength === 2) {
    frame[1] = length;
  } else if (headerLength === 4) {
    frame[1] = LENGTH_16;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_64;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, headerLength);
  return frame;
}
