import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { envSchema, FILE_KEYS, POSTGRES_KEYS } from './env.js';

describe('.env.example', () => {
  const root = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
  /** Read by `npm start` alone. */
  const STARTER_KEYS = ['CHATKET_DATA_DIR'];
  /** Has another default in `npm start` and compose, which the file explains. */
  const EXPLAINED = ['CODE_DELIVERY'];
  const example = () =>
    new Map(
      [...readFileSync(root('.env.example'), 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
        ([, key = '', value = '']) => [key, value],
      ),
    );

  it('has every key that anything reads, and no other', () => {
    const compose = readdirSync(root('.'))
      .filter((name) => /^docker-compose\..*yml$/.test(name))
      .map((name) => readFileSync(root(name), 'utf8'))
      .join('\n');
    const read = new Set([
      ...Object.keys(envSchema.shape),
      ...POSTGRES_KEYS,
      ...FILE_KEYS.map((key) => `${key}_FILE`),
      ...STARTER_KEYS,
      ...[...compose.matchAll(/\$\{([A-Z][A-Z0-9_]*)/g)].map(([, key = '']) => key),
    ]);
    expect([...example().keys()].sort()).toEqual([...read].sort());
  });

  it('shows the defaults as they are', () => {
    for (const [key, schema] of Object.entries(envSchema.shape)) {
      const parsed = schema.safeParse(undefined);
      if (!parsed.success || parsed.data === undefined || EXPLAINED.includes(key)) continue;
      expect({ key, value: example().get(key) }).toEqual({
        key,
        value: [parsed.data]
          .flat()
          .map((each) => (typeof each === 'object' ? JSON.stringify(each) : String(each)))
          .join(),
      });
    }
  });
});
