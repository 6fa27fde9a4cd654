export { type Connection, connectionOf } from './connection.js';
export { Dispatcher } from './dispatcher.js';
export { Fanout } from './fanout.js';
export { ChatIoAdapter } from './io.adapter.js';
export { OnClientEvent } from './on-client-event.js';
export type { ChatServer, ChatSocket } from './socket-types.js';
