import { LIMITS } from '@chatket/contract';
import { validationError } from '../../common/index.js';

/** Which part of a room's history somebody asks for. */
export interface HistoryQuery {
  limit?: number | undefined;
  /** The id of a message, or a seq. */
  before?: string | undefined;
  after?: string | undefined;
  around?: string | undefined;
}

/** Where a page begins, and how it is shared out. @throws AppError `VALIDATION` for more than one anchor */
export function placeOf({ limit = LIMITS.historyPageDefault, before, after, around }: HistoryQuery) {
  const anchors = Object.entries({ before, after, around }).filter(([, id]) => id !== undefined);
  const [first, ...others] = anchors.map(([name]) => name);
  if (others.length > 0) {
    const message = `cannot be combined with ${String(first)}`;
    throw validationError(others.map((field) => ({ field, message })));
  }
  if (after !== undefined) return { anchorId: after, isBehindAnchor: true, older: 0, newer: limit };
  if (around === undefined) return { anchorId: before, isBehindAnchor: false, older: limit, newer: 0 };
  const older = Math.floor((limit - 1) / 2);
  return { anchorId: around, isBehindAnchor: false, older, newer: limit - older };
}
