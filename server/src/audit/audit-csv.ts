import type { AuditEntry } from '@chatket/contract';
import { stringify } from 'csv-stringify/sync';

/**
 * Pages of entries as a table for other programs, piece by piece, so that it may be longer than what fits into memory. What
 * a spreadsheet would take for a formula is a text in it.
 */
export async function* toCsv(pages: AsyncIterable<readonly AuditEntry[]>): AsyncGenerator<string> {
  yield rowsOf([], true);
  for await (const entries of pages) yield rowsOf(entries, false);
}

function rowsOf(entries: readonly AuditEntry[], header: boolean): string {
  const rows = entries.map((entry) => ({
    id: entry.id,
    at: entry.at,
    action: entry.action,
    actor: entry.actor?.username,
    actorId: entry.actor?.id,
    roomId: entry.roomId,
    room: entry.roomName,
    person: entry.person?.username,
    personId: entry.person?.id,
    targetId: entry.targetId,
    reason: entry.reason,
    before: entry.before && JSON.stringify(entry.before),
    after: entry.after && JSON.stringify(entry.after),
    hash: entry.hash,
  }));
  const columns = [
    'id',
    'at',
    'action',
    'actor',
    'actorId',
    'roomId',
    'room',
    'person',
    'personId',
    'targetId',
    'reason',
    'before',
    'after',
    'hash',
  ];
  return stringify(rows, { header, columns, escape_formulas: true, record_delimiter: 'windows' });
}
