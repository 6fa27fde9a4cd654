import { createECDH, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { PushPayload, PushSubscriptionBody } from '@chatket/contract';
import { decrypt } from 'http_ece';
import { signerOf as readSignature } from '../../../rig/vapid.mjs';

/** Made for this run: see `global-setup.mjs`. */
const file = (name: string) => join(process.env.TEST_TLS_DIR ?? '', name);
/** What a server that is to trust this service is told. */
export const PUSH_SERVICE_ENV = {
  PUSH_PRIVATE_ADDRESSES: '127.0.0.1,::1',
  PUSH_CA_FILE: file('certificate.pem'),
};

export interface Pushed {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

type Answer = [status: number, headers?: OutgoingHttpHeaders];

/** A push service over https on this machine: keeps what it is handed, and answers what it is told to. */
export class PushService {
  readonly pushed: Pushed[] = [];
  answer: Answer = [201];
  /** What happens between a push and its answer. */
  onPush: (() => Promise<void>) | undefined;
  private readonly server: Server;
  private heard: (() => void)[] = [];

  constructor() {
    const options = { key: readFileSync(file('key.pem')), cert: readFileSync(file('certificate.pem')) };
    this.server = createServer(options, (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        this.pushed.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
        void (this.onPush?.() ?? Promise.resolve()).then(() => {
          response.writeHead(...this.answer).end();
          for (const tell of this.heard.splice(0)) tell();
        });
      });
    });
  }

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  get origin(): string {
    return `https://localhost:${String((this.server.address() as AddressInfo).port)}`;
  }

  /** What was handed over for a device, in order. */
  for({ endpoint }: PushSubscriptionBody): Pushed[] {
    return this.pushed.filter(({ path }) => endpoint.endsWith(path));
  }

  /** Resolves when so much was handed over for a device. */
  async until(device: PushSubscriptionBody, count: number): Promise<Pushed[]> {
    while (this.for(device).length < count) await new Promise<void>((resolve) => this.heard.push(resolve));
    return this.for(device);
  }
}

/** A browser that has subscribed: its description, and how it reads what was handed over for it. */
export class Browser {
  private readonly ecdh = createECDH('prime256v1');
  private readonly auth = randomBytes(16);
  private readonly name = randomBytes(12).toString('hex');

  constructor(private readonly service: PushService) {
    this.ecdh.generateKeys();
  }

  get subscription(): PushSubscriptionBody {
    return {
      endpoint: `${this.service.origin}/wpush/${this.name}`,
      p256dh: this.ecdh.getPublicKey('base64url'),
      auth: this.auth.toString('base64url'),
      language: 'en',
    };
  }

  /** By RFC 8291, with another implementation than the server's. */
  read({ headers, body }: Pushed): PushPayload {
    if (headers['content-encoding'] !== 'aes128gcm') throw new Error('it is encrypted by no known way');
    const text = decrypt(body, {
      version: 'aes128gcm',
      privateKey: this.ecdh,
      authSecret: this.auth.toString('base64url'),
    });
    return JSON.parse(text.toString()) as PushPayload;
  }
}

/** What the server says of itself, once it is certain that it is the one that has the key. */
export function signerOf({ headers }: Pushed, key: string) {
  return readSignature(headers.authorization, key);
}
