export { type Connection, connectionOf } from './connection.js';
export { ConnectionLimits } from './connection-limits.js';
export { Dispatcher } from './dispatcher.js';
export { Fanout } from './fanout.js';
export { Frame } from './frame.js';
export { handshakeRefusal } from './handshake-refusal.js';
export { ChatIoAdapter } from './io.adapter.js';
export { OnClientEvent } from './on-client-event.js';
export type { ChatServer, ChatSocket } from './socket-types.js';
