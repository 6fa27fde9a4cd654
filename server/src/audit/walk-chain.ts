import type { AuditCheck } from '@chatket/contract';
import { AuditChain } from './audit-chain.js';
import type { AuditRepository } from './audit.repository.js';

const CHECKED_AT_ONCE = 1_000;

/**
 * Looks at every entry of the log: whether it is as it was written.
 * @param expected hash of an entry that somebody has kept elsewhere
 */
export async function walkChain(entries: AuditRepository, expected?: string): Promise<AuditCheck> {
  // Before the entries: what is added meanwhile is no reason to doubt.
  const end = await entries.end();
  const chain = new AuditChain(expected);
  let page = await entries.chainedBehind(0, CHECKED_AT_ONCE);
  while (page.length > 0) {
    for (const entry of page) if (entry.id <= end.lastId) chain.add(entry);
    const last = page.at(-1)?.id ?? end.lastId;
    page = last < end.lastId ? await entries.chainedBehind(last, CHECKED_AT_ONCE) : [];
  }
  return chain.check(end);
}
