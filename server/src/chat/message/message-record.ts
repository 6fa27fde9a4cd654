import type { Message } from '@chatket/contract';
import { rowOf } from '../../prisma/index.js';
import { extrasOf, FIELDS, type Reader } from './message-fields.js';

/** Between the fields of a record, and between records. JSON has no control characters, so they are nowhere else. */
const FIELD_END = '\x1f';
const RECORD_END = '\x1e';

/** SQL that adds the sender `u` to the messages `m`. */
export const SENDER = `JOIN LATERAL ${rowOf('User', 'm."senderId"')} u ON true`;

/**
 * SQL of one message of `"Message" m ${SENDER}` as a text that costs the database little; see `recordToJson`.
 * @param reader for what is told to one person only
 */
export function messageRecord(reader?: Reader): string {
  // No field is ever NULL, else `concat_ws` would leave it out and move those behind it.
  return `concat_ws('${FIELD_END}', ${[...FIELDS.map(({ sql }) => sql), extrasOf(reader)].join(', ')})`;
}

/** The same for many messages, oldest first, in one text. */
export function messageRecords(reader?: Reader): string {
  return `string_agg(${messageRecord(reader)}, '${RECORD_END}' ORDER BY m.seq)`;
}

/** A message as a JSON document. */
export interface MessageJson {
  messageId: string;
  seq: number;
  json: string;
}

/** @param records what `messageRecords` has selected */
export function recordsToJson(records: string | null): MessageJson[] {
  return records === null ? [] : records.split(RECORD_END).map(recordToJson);
}

/** @param record what `messageRecord` has selected */
export function recordToJson(record: string): MessageJson {
  const parts = record.split(FIELD_END);
  let json = '{';
  for (let index = 0; index < FIELDS.length; index += 1) {
    const { name, form } = FIELDS[index] ?? { name: '', form: 'raw' };
    const part = parts[index] ?? '';
    json += `${index === 0 ? '' : ','}"${name}":`;
    if (form === 'raw') json += part;
    else json += `"${form === 'time' ? new Date(Number(part)).toISOString() : part}"`;
  }
  const extras = parts[FIELDS.length] ?? '';
  return {
    messageId: parts[0] ?? '',
    seq: Number(parts[2]),
    json: extras.length > 2 ? `${json},${extras.slice(1)}` : `${json}}`,
  };
}

/** @param record what `messageRecord` has selected */
export function recordToMessage(record: string): Message {
  return JSON.parse(recordToJson(record).json) as Message;
}
