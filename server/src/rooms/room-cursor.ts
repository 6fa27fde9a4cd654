import { validationError } from '../common/index.js';
import type { RoomSort } from '@chatket/contract';
import type { RoomKey } from './discovery.repository.js';

/** A place in the discovery list, as an opaque text. */
export function encodeRoomCursor({ nameKey, id }: RoomKey): string {
  return Buffer.from(JSON.stringify([nameKey, id])).toString('base64url');
}

/** @throws AppError `VALIDATION` when the text is not a cursor of ours */
export function decodeRoomCursor(cursor: string, sort: RoomSort = 'name'): RoomKey {
  const parts = parseJson(Buffer.from(cursor, 'base64url').toString());
  const [nameKey, id] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (
    typeof nameKey !== 'string' ||
    nameKey.includes('\0') ||
    typeof id !== 'string' ||
    !UUID.test(id) ||
    (sort === 'activity' && !isMoment(nameKey))
  ) {
    throw validationError([{ field: 'cursor', message: 'is not a cursor of this list' }]);
  }
  return { nameKey, id };
}

/** A moment as the list by activity tells it, and one that the calendar has. */
function isMoment(text: string): boolean {
  return /^[12]\d{3}-/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
