import type { AuditEntry } from '@chatket/contract';
import { stringify } from 'csv-stringify/sync';

/** Entries as a table for other programs. What a spreadsheet would take for a formula is a text in it. */
export function toCsv(entries: readonly AuditEntry[]): string {
  const rows = entries.map((entry) => ({
    id: entry.id,
    at: entry.at,
    action: entry.action,
    actor: entry.actor?.username,
    actorId: entry.actor?.id,
    roomId: entry.roomId,
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
    'person',
    'personId',
    'targetId',
    'reason',
    'before',
    'after',
    'hash',
  ];
  return stringify(rows, { header: true, columns, escape_formulas: true, record_delimiter: 'windows' });
}
