import { useEffect, useState, type ReactNode } from 'react';
import { LeaveRoomDialog, RoomHeader } from '../features/rooms';
import { Composer } from '../features/composer';
import { MembersPanel, TypingLine } from '../features/presence';
import { Timeline } from '../features/timeline';
import { useStore } from 'zustand';
import { useHotkey, useMediaQuery } from '../lib';
import { useRealtime } from '../realtime';
import { useChatStores } from '../store';
import { Sheet } from '../ui';
import { keepLastRoom } from './last-room';
import { RoomDoor } from './RoomDoor';

interface RoomPageProps {
  roomId: string;
  lead: ReactNode;
  onGo: (path: string) => void;
}

export function RoomPage({ roomId, lead, onGo }: RoomPageProps) {
  const { me, rooms } = useChatStores();
  const realtime = useRealtime();
  const room = useStore(rooms, (state) => state.mine[roomId]);
  const isMine = room !== undefined;
  const hasSpace = useMediaQuery('(min-width: 1100px)');
  const [isPanelOpen, setIsPanelOpen] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);

  useEffect(() => {
    if (!isMine) return;
    keepLastRoom(me.id, roomId);
    rooms.actions.open(roomId);
    realtime.look(roomId);
    return () => {
      rooms.actions.open(undefined);
      realtime.look(undefined);
    };
  }, [isMine, me, rooms, realtime, roomId]);

  useHotkey((event) => {
    const isMeantForDialog = document.querySelector('dialog[open]') !== null;
    if (event.key === 'Escape' && !event.defaultPrevented && !isMeantForDialog) setIsPanelOpen(false);
  });

  if (!room) return <RoomDoor roomId={roomId} lead={lead} onGo={onGo} />;

  const closePanel = () => setIsPanelOpen(false);
  const panel = <MembersPanel roomId={roomId} onClose={closePanel} />;
  return (
    <>
      <main className="flex h-full min-w-0 flex-1 flex-col bg-surface-1">
        <RoomHeader
          room={room}
          lead={lead}
          isPanelOpen={isPanelOpen}
          onTogglePanel={() => setIsPanelOpen(!isPanelOpen)}
          onLeave={() => setIsLeaving(true)}
        />
        <Timeline room={room} />
        <div className="safe-bottom mx-auto w-full max-w-[760px] shrink-0 px-3 md:px-5 lg:mx-0 xl:mx-auto">
          <TypingLine roomId={roomId} />
          <Composer room={room} />
        </div>
      </main>
      {isPanelOpen && hasSpace && (
        <aside aria-label="Room details" className="w-80 shrink-0 border-l border-line bg-surface-0">
          {panel}
        </aside>
      )}
      {isPanelOpen && !hasSpace && (
        <Sheet side="right" label="Members of the room" onClose={closePanel}>
          {panel}
        </Sheet>
      )}
      {isLeaving && (
        <LeaveRoomDialog room={room} onClose={() => setIsLeaving(false)} onLeft={() => onGo('/')} />
      )}
    </>
  );
}
