import type { Transport } from '../../../client/src/realtime/transport';
import type { Listener, Watch } from './watch';

/** Notes what a connection of the web client hears, before the client does. */
export function watchTransport(transport: Transport, listener: Listener, watch: Watch): void {
  transport.listen((event) => {
    if (event.kind === 'connected') watch.connected(listener.client);
    if (event.kind !== 'notice') return;
    const { event: type, payload } = event.notice;
    if (type === 'room:log') watch.hear(listener, payload.roomId, payload.entries);
    if (type === 'message:batch') watch.hear(listener, payload.roomId, payload.messages);
    if (type === 'message:new') watch.hear(listener, payload.roomId, [payload]);
  });
}
