// @ts-check
import { NEXT_CURSOR_HEADER } from '@chatket/contract';

/**
 * Reads a list page by page, as a client does.
 * @param {{ port: number, token: string, path: string }} list `path` with its query
 * @returns {Promise<{ items: any[], pagesMs: number[] }>} everything it told, and how long each page took
 */
export async function walkPages({ port, token, path }) {
  const items = [];
  const pagesMs = [];
  for (let cursor = ''; ;) {
    const startedAt = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}${path}${cursor}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = /** @type {any[]} */ (await answer.json());
    pagesMs.push(performance.now() - startedAt);
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${JSON.stringify(page)}`);
    items.push(...page);
    const next = answer.headers.get(NEXT_CURSOR_HEADER);
    if (next === null) return { items, pagesMs };
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

/** @param {any[]} items @param {(item: any) => string} idOf @param {Iterable<string>} expected @returns {string[]} what is wrong with a list */
export function listFaults(items, idOf, expected) {
  const ids = new Set(items.map(idOf));
  const wanted = [...expected];
  const isWhole = items.length === wanted.length && wanted.every((id) => ids.has(id));
  return isWhole
    ? []
    : [`the pages told ${items.length} items, ${ids.size} different ones, of ${wanted.length}`];
}
