import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import { Dispatcher } from './dispatcher.js';
import { ioRooms } from './io-rooms.js';
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
  ) {}

  afterInit(server: ChatServer): void {
    this.dispatcher.discover();
    this.fanout.attach(server);
    this.slowReaders.watch(server);
    server.on('connection', (socket) => {
      void socket.join(ioRooms.user(socket.data.user.id));
      this.dispatcher.attach(socket);
    });
  }
}
