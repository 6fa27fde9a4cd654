import type { Api } from '../api';
import { MembersPanel } from '../features/members';
import { Discover } from '../features/rooms';
import { JoinRoom } from '../features/rooms/more';
import { Sidebar } from '../app/shell/Sidebar';
import { LONG_ROOM_NAME, members, messages, roomOf } from './data';
import { Stage } from './stage';

const nothing = () => undefined;
const answering = (answer: () => Promise<unknown>) => answer as Api['request'];
const rooms = [
  roomOf('rich', 'Kitchen table', { lastSeq: 112, lastMessage: messages.at(-1) }),
  roomOf('long', LONG_ROOM_NAME),
  roomOf('he', 'חדר עברי'),
  roomOf('quiet', 'Reading group', { memberCount: 1 }),
];

export function PlaceScenes() {
  const sidebar = (
    <div className="w-68 border-r border-line bg-surface-0">
      <Sidebar
        openRoomId={undefined}
        onPeople={nothing}
        onArrange={nothing}
        onMenu={nothing}
        onSearch={nothing}
        onCreate={nothing}
        onNavigate={nothing}
        onReload={nothing}
        onChoose={nothing}
        onLogOut={nothing}
      />
    </div>
  );
  return (
    <>
      <Stage
        title="Sidebar with news, members"
        setUp={(stores) => {
          stores.rooms.actions.load(rooms);
          stores.timelines.actions.addPage('rich', { messages, hasOlder: false });
          stores.reads.setState({ seenSeq: { rich: 104 } });
          stores.presence.actions.setRoster({ roomId: 'rich', version: 1, users: members });
        }}
      >
        {sidebar}
        <div className="w-80 flex-1 bg-surface-0">
          <MembersPanel room={roomOf('rich', 'Kitchen table')} onClose={nothing} />
        </div>
      </Stage>
      <Stage
        title="Sidebar failed, members loading"
        setUp={(stores) => stores.rooms.actions.setStatus('failed')}
      >
        {sidebar}
        <div className="w-80 flex-1 bg-surface-0">
          <MembersPanel room={roomOf('none', 'Kitchen table')} onClose={nothing} />
        </div>
      </Stage>
      <Stage
        title="Discover"
        setUp={(stores) => stores.rooms.actions.load(rooms.slice(0, 1))}
        api={{ request: answering(async () => ({ body: rooms, nextCursor: 'more' })) }}
      >
        <Discover lead={null} onOpen={nothing} onCreate={nothing} />
      </Stage>
      <Stage
        title="Discover, nothing there"
        setUp={nothing}
        api={{ request: answering(async () => ({ body: [], nextCursor: undefined })) }}
      >
        <Discover lead={null} onOpen={nothing} onCreate={nothing} />
      </Stage>
      <Stage
        title="Discover failed"
        setUp={nothing}
        api={{ request: answering(() => Promise.reject(new Error('offline'))) }}
      >
        <Discover lead={null} onOpen={nothing} onCreate={nothing} />
      </Stage>
      <Stage title="Not a member" setUp={nothing}>
        <div className="flex-1">
          <JoinRoom room={{ id: 'x', name: 'Reading group', joinBy: 'request' }} onBack={nothing} />
        </div>
      </Stage>
    </>
  );
}
