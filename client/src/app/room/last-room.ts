import { isString, readLocal, writeLocal } from '../../lib';

/** The room that was open last in this browser; an empty text when there is none. */
export function readLastRoom(userId: string): string {
  return readLocal(`last-room:${userId}`, isString, '');
}

export function keepLastRoom(userId: string, roomId: string): void {
  writeLocal(`last-room:${userId}`, roomId);
}
