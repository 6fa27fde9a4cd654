import { LIMITS } from '@chatket/contract';
import { hasFields, isCanonicalId } from '../../common/index.js';
import type { RoomPageDto } from './history.dto.js';

const ANCHORS = ['before', 'after', 'around'] as const;

/** The short way for `RoomPageDto`. */
export function acceptPage(payload: unknown): RoomPageDto | undefined {
  if (!hasFields(payload, ['roomId']) || !isCanonicalId(payload.roomId)) return undefined;
  const page: RoomPageDto = { roomId: payload.roomId };
  const limit = ownField(payload, 'limit');
  if (limit !== undefined) {
    if (typeof limit !== 'number' || !Number.isInteger(limit)) return undefined;
    if (limit < 1 || limit > LIMITS.historyPageMax) return undefined;
    page.limit = limit;
  }
  for (const name of ANCHORS) {
    const id = ownField(payload, name);
    if (id === undefined) continue;
    if (!isCanonicalId(id)) return undefined;
    page[name] = id;
  }
  return page;
}

/** Not what an object has from its prototype. */
function ownField(payload: object, name: string): unknown {
  return Object.hasOwn(payload, name) ? (payload as Record<string, unknown>)[name] : undefined;
}
