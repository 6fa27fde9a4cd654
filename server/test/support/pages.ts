import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** Pages of strangers: a web server on this machine, and what it was asked. For tests only. */
export class Pages {
  readonly asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  private readonly answers = new Map<string, Answer>();
  private readonly server = createServer((request, response) => {
    const path = request.url ?? '';
    this.asked.push({ path, headers: request.headers });
    const answer = this.answers.get(path.replace(/\?.*$/, ''));
    if (answer) answer(response, request);
    else response.writeHead(404).end();
  });

  async start(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    const closed = once(this.server, 'close');
    this.server.close();
    await closed;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** As the filter is told of it. */
  get host(): string {
    return `127.0.0.1:${String(this.port)}`;
  }

  /** The address of what is at that path from now on. */
  at(path: string, answer: Answer): string {
    this.answers.set(path, answer);
    return `http://${this.host}${path}`;
  }

  /** The same for a page. */
  page(path: string, html: string | Buffer, headers: Record<string, string> = {}): string {
    return this.at(path, (response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html),
    );
  }

  /** How often something was asked for. */
  countOf(path: string): number {
    return this.asked.filter((each) => each.path === path).length;
  }
}
