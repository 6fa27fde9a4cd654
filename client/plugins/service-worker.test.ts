import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, it, vi } from 'vitest';

const SOURCE = readFileSync(new URL('../worker/sw.js', import.meta.url), 'utf8').replace(
  '__FILES__',
  '/part.js',
);

/** What the worker answers to whoever wants that file, where its own copy is this. */
async function answerWith(match: () => Promise<unknown>): Promise<unknown> {
  type Listener = (event: object) => void;
  const listeners = new Map<string, Listener>();
  const self = {
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
    location: { origin: 'https://chat.example' },
    navigator: { userAgent: '' },
  };
  runInNewContext(SOURCE, { self, URL, caches: { match }, fetch: () => Promise.resolve('of the network') });
  const respondWith = vi.fn<(answer: Promise<unknown>) => void>();
  const request = { method: 'GET', mode: 'cors', url: 'https://chat.example/part.js' };
  listeners.get('fetch')?.({ request, respondWith });
  return respondWith.mock.calls[0]?.[0];
}

it('a file of the page is answered with the copy that is kept, and without one by the network', async () => {
  expect(await answerWith(() => Promise.resolve('of this device'))).toBe('of this device');
  expect(await answerWith(() => Promise.resolve(undefined))).toBe('of the network');
});

it('copies that cannot be read are none', async () => {
  const refuse = () => Promise.reject(new DOMException('Unexpected internal error', 'UnknownError'));
  expect(await answerWith(refuse)).toBe('of the network');
});
