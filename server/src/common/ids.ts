import { v7 } from 'uuid';

/** A new id: a UUID of version 7, so that rows made together lie together in the index. */
export function newId(): string {
  return v7();
}

/** Names one request in answers and in the log. */
export function newTraceId(): string {
  return v7();
}
