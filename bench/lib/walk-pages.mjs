// @ts-check
import { NEXT_CURSOR_HEADER } from '@chatket/contract';

/**
 * Reads a list page by page, as a client does.
 * @param {{ port: number, token: string, path: string }} list `path` with its query
 * @returns {Promise<{ pages: any[][], pagesMs: number[] }>} everything it told, and how long each page took
 */
export async function walkPages({ port, token, path }) {
  /** @type {any[][]} */
  const pages = [];
  const pagesMs = [];
  for (let cursor = ''; ;) {
    const startedAt = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}${path}${cursor}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page = /** @type {any[]} */ (await answer.json());
    pagesMs.push(performance.now() - startedAt);
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${JSON.stringify(page)}`);
    pages.push(page);
    const next = answer.headers.get(NEXT_CURSOR_HEADER);
    if (next === null) return { pages, pagesMs };
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

/** @param {any[][]} pages @param {(item: any) => string} idOf @param {Iterable<string>} expected @returns {string[]} what is wrong with a list */
export function listFaults(pages, idOf, expected) {
  const items = pages.flat();
  const ids = new Set(items.map(idOf));
  const wanted = [...expected];
  const isWhole = items.length === wanted.length && wanted.every((id) => ids.has(id));
  return isWhole
    ? []
    : [`the pages told ${items.length} items, ${ids.size} different ones, of ${wanted.length}`];
}
