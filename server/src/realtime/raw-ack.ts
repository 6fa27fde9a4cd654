import type { Packet } from 'socket.io-parser';
import { Encoder, PacketType } from './socket-io.parser.js';

/** The body of an ack whose JSON is there already: it goes out as it is, instead of being read and written again. */
export class RawAck<Body extends object> {
  /** For the types only: what a client reads. */
  declare readonly body: Body;

  /** @param fields the fields of a JSON object without its braces, at least one: `"messages":[],"nextCursor":"…"` */
  constructor(private readonly fields: string) {}

  /** The whole ack as JSON. */
  get json(): string {
    return `{"success":true,${this.fields}}`;
  }
}

/** Socket.IO's own encoder, which in addition takes a `RawAck` for what it is. The wire stays the same. */
export class RawAckEncoder extends Encoder {
  override encode(packet: Packet): (string | Buffer)[] {
    const body: unknown = packet.type === PacketType.ACK ? (packet.data as unknown[])[0] : undefined;
    if (!(body instanceof RawAck)) return super.encode(packet) as (string | Buffer)[];
    const namespace = packet.nsp === '/' ? '' : `${packet.nsp},`;
    return [`${String(packet.type)}${namespace}${String(packet.id)}[${body.json}]`];
  }
}
