import { beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { SOCKET_EVENTS } from '@chatket/contract/events';
import { Dispatcher } from '../../src/realtime/index.js';
import { useWorld } from '../support/world.js';

const { world } = useWorld([]);

interface ApiDocument {
  paths: Record<string, Record<string, Operation>>;
  info: { description: string; version: string };
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}
interface Operation {
  security?: object[];
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string; items?: object } }> }>;
}

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

describe('the documentation', () => {
  let document: ApiDocument;
  beforeAll(async () => {
    document = (await request(world.url).get('/docs-json').expect(200)).body as ApiDocument;
  });
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        ...operation,
      })),
    );

  it.each(['/docs', '/docs/'])('is a page at %s that loads everything it names from here', async (path) => {
    const page = await request(world.url).get(path).expect(200).expect('Content-Type', /html/);
    const links = [...page.text.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+)"/g)].map(
      ([, link = '']) => link,
    );
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      const url = new URL(link, new URL(path, world.url));
      expect(url.origin).toBe(world.url);
      await request(world.url).get(url.pathname).expect(200);
    }
    expect(page.text).not.toMatch(/<script(?![^>]*src=)[^>]*>/);
  });

  it('has every route of the server', () => {
    const stack = (world.app.getHttpAdapter().getInstance() as unknown as { router: { stack: Layer[] } })
      .router.stack;
    const routes = stack.flatMap(({ route }) => {
      if (!route?.path.startsWith('/api/')) return [];
      return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
    });
    expect(routes.length).toBeGreaterThan(8);
    expect(
      operations()
        .map(({ name }) => name.replace(/\{(\w+)\}/g, ':$1'))
        .sort(),
      // What stands before a controller has its routes, too.
    ).toEqual([...new Set(routes)].sort());
  });

  it('has at least one success and one failure with its shape for every route', () => {
    const hasShape = (response: Operation['responses'][string]) => {
      const bytes = ['application/octet-stream', 'application/zip', 'image/webp', 'text/html'];
      if (bytes.some((type) => response.content?.[type])) return true;
      const schema = response.content?.['application/json']?.schema;
      return schema?.$ref !== undefined || schema?.items !== undefined;
    };
    // Browsers are sent on, and a provider of single sign-on wants nothing but a yes.
    const EMPTY = new Set([
      'GET /api/auth/oidc/start 302',
      'GET /api/auth/oidc/callback 302',
      'POST /api/auth/oidc/backchannel-logout 200',
    ]);
    for (const { name, responses } of operations()) {
      const entries = Object.entries(responses);
      const isShown = (isWanted: (status: number) => boolean) =>
        entries.some(
          ([status, response]) =>
            isWanted(Number(status)) &&
            (EMPTY.has(`${name} ${status}`) || status === '204' || hasShape(response)),
        );
      expect({
        name,
        success: isShown((status) => status < 400),
        failure: isShown((status) => status >= 400),
      }).toEqual({
        name,
        success: true,
        failure: true,
      });
    }
  });

  it('refers to nothing that is missing', () => {
    const references = [...JSON.stringify(document.paths).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
      ([, name]) => name,
    );
    for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
  });

  it('wants a token for rooms and none for logging in', () => {
    expect(document.components.securitySchemes).toEqual({
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    });
    const open =
      /\/api\/(health(\/live)?|config|auth\/(request-code|verify-code|refresh|register|login|second-factor|passkey\/(options|verify)|oidc\/(start|callback|backchannel-logout)|handoff\/(look|ask|finish))|setup(\/(look|oidc))?|digests\/off|invites\/\{token\}(\/guest)?)$/;
    for (const { name, security } of operations()) {
      expect({ name, security }).toEqual({
        name,
        security: open.test(name) ? undefined : [{ bearer: [] }],
      });
    }
  });

  it('names every event of the socket', () => {
    const fromClient = Object.keys(SOCKET_EVENTS.client);
    expect(world.app.get(Dispatcher).events.sort()).toEqual(fromClient.sort());
    for (const event of [...fromClient, ...Object.keys(SOCKET_EVENTS.server)]) {
      expect(document.info.description).toContain(`#### \`${event}\``);
    }
  });
});
