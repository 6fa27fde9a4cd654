import { steadyNow } from '../lib';
import type { Room } from '@chatket/contract';
import { Composer } from '../features/composer';
import { RoomBell } from '../features/notifications';
import { RoomHeader } from '../features/rooms';
import type { ChatStores, PendingMessage } from '../store';
import { Conversation } from '../app/room/Conversation';
import { ConnectionBanner } from '../app/shell/ConnectionBanner';
import { LONG_ROOM_NAME, me, messages, roomOf, typists } from './data';
import { Stage } from './stage';

const nothing = () => undefined;
const rich = roomOf('rich', 'Kitchen table', { lastSeq: 112, lastMessage: messages.at(-1) });

function Place({ room }: { room: Room }) {
  return (
    <main className="flex min-w-0 flex-1 flex-col">
      <RoomHeader
        room={room}
        lead={null}
        bell={<RoomBell roomId={room.id} />}
        isPanelOpen={false}
        onTogglePanel={nothing}
        onChoose={nothing}
      />
      <Conversation room={room} onGo={nothing} onInvite={nothing} />
      <div className="w-full max-w-[760px] shrink-0 px-3 md:px-5">
        <Composer room={room} />
      </div>
      <ConnectionBanner />
    </main>
  );
}

function fill({ rooms, timelines }: ChatStores) {
  rooms.actions.load([rich]);
  timelines.actions.addPage('rich', { messages, hasOlder: false });
}

function pending(clientMsgId: string, text: string, state: PendingMessage['state']): PendingMessage {
  return { clientMsgId, roomId: 'rich', text, order: Date.now(), state };
}

const mute = { forMs: 45_000, until: steadyNow() + 45_000 };

export function MessageScenes() {
  return (
    <>
      <Stage title="Conversation" height="h-180" setUp={fill}>
        <Place room={rich} />
      </Stage>
      <Stage
        title="Unread, typing, a draft near the limit"
        height="h-180"
        setUp={(stores) => {
          fill(stores);
          stores.reads.setState({ seenSeq: { rich: 106 } });
          for (const user of typists) {
            stores.presence.actions.setTyping(
              { roomId: 'rich', user, isTyping: true },
              Date.now() + 3_600_000,
            );
          }
          stores.drafts.setState({ byRoom: { rich: 'Nearly too long. '.repeat(28) } });
        }}
      >
        <Place room={rich} />
      </Stage>
      <Stage
        title="Sending, slow after five seconds, failed, muted"
        setUp={(stores) => {
          fill(stores);
          stores.outbox.setState({
            items: [
              pending('p1', 'Stored, its copy is on the way', { kind: 'sent', seq: 113 }),
              pending('p2', 'Under way', { kind: 'queued' }),
              pending('p3', 'Refused', { kind: 'failed', code: 'NOT_A_MEMBER' }),
              pending('p4', 'Too fast', { kind: 'muted', ...mute }),
            ],
          });
          stores.rooms.actions.mute('rich', mute);
          stores.drafts.setState({ byRoom: { rich: 'This text stays' } });
        }}
      >
        <Place room={rich} />
      </Stage>
      <Stage
        title="Offline"
        setUp={(stores) => {
          fill(stores);
          stores.connection.setState({ isOnline: false, lastOnlineAt: Date.now() });
        }}
      >
        <Place room={rich} />
      </Stage>
      <Stage title="Loading" setUp={nothing}>
        <Place room={roomOf('loading', 'Slow room')} />
      </Stage>
      <Stage
        title="Empty, with a long name"
        setUp={({ timelines }) => timelines.actions.addPage('empty', { messages: [], hasOlder: false })}
      >
        <Place room={roomOf('empty', LONG_ROOM_NAME, { createdBy: me })} />
      </Stage>
      <Stage
        title="Messages failed to load"
        setUp={({ timelines, connection }) => {
          timelines.actions.setOlder('failed', 'failed');
          connection.setState({ isOnline: false });
        }}
      >
        <Place room={roomOf('failed', 'Far away')} />
      </Stage>
    </>
  );
}
