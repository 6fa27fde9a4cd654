import type { RoomRead } from '@chatket/contract';
import type { DeliveryMode } from '../realtime/index.js';

/**
 * Who takes the log knows of versions, and leaves out none but the first. Clients of before never do: what they read
 * counts whatever happened meanwhile.
 */
export function underVersion(read: RoomRead, mode: DeliveryMode): RoomRead {
  return mode === 'log' ? { ...read, version: read.version ?? 0 } : read;
}
