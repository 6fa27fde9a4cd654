import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import { ConnectionLimits } from './connection-limits.js';
import { Dispatcher } from './dispatcher.js';
import { forgetHandshake } from './forget-handshake.js';
import { connectionOf } from './connection.js';
import { Greetings } from './greetings.js';
import { ioRooms } from './io-rooms.js';
import { PacketGuard } from './packet-guard.js';
import { SlowReaders } from './slow-readers.js';
import { SocketIoFanout } from './socket-io.fanout.js';
import type { ChatServer } from './socket-types.js';

/** Puts every new socket behind the dispatcher and into the room of its person. */
@WebSocketGateway()
export class RealtimeGateway implements OnGatewayInit<ChatServer> {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly fanout: SocketIoFanout,
    private readonly slowReaders: SlowReaders,
    private readonly connectionLimits: ConnectionLimits,
    private readonly packetGuard: PacketGuard,
    private readonly greetings: Greetings,
  ) {}

  afterInit(server: ChatServer): void {
    this.dispatcher.discover();
    this.fanout.attach(server);
    this.slowReaders.watch(server);
    this.connectionLimits.watch(server);
    this.packetGuard.watch(server);
    server.on('connection', (socket) => {
      const { user, mode } = socket.data;
      void socket.join(
        mode === 'plain' ? [ioRooms.user(user.id), ioRooms.mode(mode)] : ioRooms.user(user.id),
      );
      this.dispatcher.attach(socket);
      forgetHandshake(socket);
      if (mode !== 'plain') this.greetings.greet(connectionOf(socket));
    });
  }
}
