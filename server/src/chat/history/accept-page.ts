import { LIMITS, type RoomPage } from '@chatket/contract';
import { hasFields, isCanonicalId, isSeqText } from '../../common/index.js';
import type { HistoryQuery } from './page-place.js';

const ANCHORS = ['before', 'after', 'around'] as const;
type Anchors = { [Name in (typeof ANCHORS)[number]]?: string };

const LIMIT_TEXT = /^([1-9]\d?|100)$/;

/** The short way for `RoomPageDto`. */
export function acceptPage(payload: unknown): RoomPage | undefined {
  if (!hasFields(payload, ['roomId']) || !isCanonicalId(payload.roomId)) return undefined;
  const anchors = anchorsOf(payload, isPlace);
  if (!anchors) return undefined;
  const log = ownField(payload, 'log');
  if (log !== undefined && typeof log !== 'boolean') return undefined;
  const place = { roomId: payload.roomId, ...anchors, ...(log !== undefined && { log }) };
  const limit = ownField(payload, 'limit');
  if (limit === undefined) return place;
  if (typeof limit !== 'number' || !Number.isInteger(limit)) return undefined;
  if (limit < 1 || limit > LIMITS.historyPageMax) return undefined;
  return { ...place, limit };
}

/** The short way for `HistoryDto`. */
export function acceptHistory(query: unknown): HistoryQuery | undefined {
  return acceptQuery(query, isCanonicalId);
}

/** The short way for `LogPageDto`. */
export function acceptLog(query: unknown): HistoryQuery | undefined {
  return acceptQuery(query, isPlace);
}

function acceptQuery(query: unknown, isAnchor: IsAnchor): HistoryQuery | undefined {
  if (!hasFields(query, [])) return undefined;
  const anchors = anchorsOf(query, isAnchor);
  if (!anchors) return undefined;
  const limit = ownField(query, 'limit');
  if (limit === undefined) return { limit: LIMITS.historyPageDefault, ...anchors };
  if (typeof limit !== 'string' || !LIMIT_TEXT.test(limit)) return undefined;
  return { limit: Number(limit), ...anchors };
}

/** The short way for `HistoryRoomDto`. */
export function acceptRoom(parameters: unknown): { id: string } | undefined {
  if (!hasFields(parameters, ['id']) || !isCanonicalId(parameters.id)) return undefined;
  return { id: parameters.id };
}

type IsAnchor = (value: unknown) => value is string;

function isPlace(value: unknown): value is string {
  return isCanonicalId(value) || (typeof value === 'string' && isSeqText(value));
}

function anchorsOf(input: object, isAnchor: IsAnchor): Anchors | undefined {
  const anchors: Anchors = {};
  for (const name of ANCHORS) {
    const id = ownField(input, name);
    if (id === undefined) continue;
    if (!isAnchor(id)) return undefined;
    anchors[name] = id;
  }
  return anchors;
}

/** Not what an object has from its prototype. */
function ownField(input: object, name: string): unknown {
  return Object.hasOwn(input, name) ? (input as Record<string, unknown>)[name] : undefined;
}
