import type { EnginePacket } from './engine-connection.js';

const MAX_FOREIGN_NAMESPACES = 3;

/** Socket.IO's packet types, as the first character of a message. */
const [CONNECT, DISCONNECT, BINARY_EVENT, BINARY_ACK] = ['0', '1', '5', '6'];

/** What the packets of one connection have been so far, as far as their first characters tell. */
export class PacketWatch {
  private isConnecting = false;
  private foreignNamespaces = 0;
  private missingAttachments = 0;

  /** Whether a packet has begun whose attachments have not all come. */
  get isWaiting(): boolean {
    return this.missingAttachments > 0;
  }

  /** Takes note of a packet. @returns why the connection has to end, or nothing */
  refuse({ type, data }: EnginePacket): string | undefined {
    if (type !== 'message') return undefined;
    if (typeof data !== 'string') {
      this.missingAttachments = Math.max(0, this.missingAttachments - 1);
      return undefined;
    }
    switch (data[0]) {
      case CONNECT:
        return data[1] === '/' ? this.connectElsewhere() : this.connect();
      case DISCONNECT:
        this.isConnecting = false;
        return undefined;
      case BINARY_EVENT:
      case BINARY_ACK:
        this.missingAttachments = parseInt(data.slice(1, 12), 10) || 0;
        return undefined;
      default:
        return undefined;
    }
  }

  private connect(): string | undefined {
    if (this.isConnecting) return 'connected twice';
    this.isConnecting = true;
    return undefined;
  }

  private connectElsewhere(): string | undefined {
    this.foreignNamespaces += 1;
    return this.foreignNamespaces < MAX_FOREIGN_NAMESPACES ? undefined : 'foreign namespaces';
  }
}
