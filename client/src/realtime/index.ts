export { RealtimeProvider, useRealtime } from './context';
export { sortOut } from './delivery';
export { createBrowserOutboxStorage } from './outbox-storage';
export type { Answering } from './outbox';
export { UNDO_MS } from './outbox-queue';
export { createRealtime, type Realtime, type RealtimeEvent } from './realtime';
export { createLateSocketTransport } from './late-socket-transport';
