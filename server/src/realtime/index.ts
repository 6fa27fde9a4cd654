export { type Connection, connectionOf } from './connection.js';
export { Dispatcher } from './dispatcher.js';
export { Fanout } from './fanout.js';
export { ChatIoAdapter } from './io.adapter.js';
export { OnClientEvent } from './on-client-event.js';
export { RealtimeModule } from './realtime.module.js';
export type { ChatServer, ChatSocket, SocketData } from './socket-types.js';
