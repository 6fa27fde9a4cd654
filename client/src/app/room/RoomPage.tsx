import { Suspense, useEffect, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { DirectHeader } from '../../features/direct';
import { MembersPanel } from '../../features/members';
import { RaidBanner } from '../../features/moderation';
import { RoomBell } from '../../features/notifications';
import { RoomHeader, type RoomTask } from '../../features/rooms';
import { useLocale, withTexts } from '../../i18n';
import { focusMain, later } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { PanelHeader, Sheet } from '../../ui';
import { Conversation } from './Conversation';
import { keepLastRoom } from './last-room';
import { messagePath } from './room-path';
import { RoomComposer } from './RoomComposer';
import { useInvite } from './use-invite';

const RoomDialogs = later(async () => (await import('./RoomDialogs')).RoomDialogs);
const PinsPanel = later(async () => (await withTexts(import('../../features/pins'))).PinsPanel);
const ServerNote = later(async () => (await withTexts(import('../shell/server-part'))).ServerNote);
const RoomDoor = later(async () => (await withTexts(import('./RoomDoor'))).RoomDoor);

interface RoomPageProps {
  roomId: string;
  /** The message that a link leads to. */
  messageId?: string;
  lead: ReactNode;
  /** The panel at the end of the page: whether it is open, and whether there is room for it beside the conversation. */
  panel: { isOpen: boolean; isBeside: boolean; set: (isOpen: boolean) => void };
  onGo: (path: string) => void;
}

export function RoomPage({ roomId, messageId, lead, panel, onGo }: RoomPageProps) {
  const { t } = useLocale();
  const { me, reports, rooms, service } = useChatStores();
  const realtime = useRealtime();
  const room = useStore(rooms, (state) => state.mine[roomId]);
  const isRush = useStore(reports, ({ byRoom }) => byRoom[roomId]?.isRush);
  const hasServerNews = useStore(
    service,
    (state) => state.mute !== undefined || state.raidSince !== undefined,
  );
  const isMine = room !== undefined;
  const copyLink = useInvite();
  const [task, setTask] = useState<RoomTask>();
  const [arePinsShown, setArePinsShown] = useState(false);

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

  if (!room) return <RoomDoor roomId={roomId} lead={lead} onGo={onGo} />;

  function choose(chosen: RoomTask) {
    if (chosen === 'copyLink') void copyLink(roomId);
    else if (chosen === 'pins') show('pins');
    else setTask(chosen);
  }

  /** What is shown already is closed. */
  function show(side: 'members' | 'pins') {
    const isOther = (side === 'pins') !== arePinsShown;
    setArePinsShown(side === 'pins');
    panel.set(isOther || !panel.isOpen);
  }

  function closePanel() {
    panel.set(false);
    // Beside the conversation, the button that had the focus goes with the panel.
    if (panel.isBeside) focusMain();
  }

  const head = {
    room,
    lead,
    bell: <RoomBell roomId={roomId} />,
    isPanelOpen: panel.isOpen && !arePinsShown,
    onTogglePanel: () => show('members'),
  };
  const onDone = panel.isBeside ? undefined : closePanel;
  const aside = (
    <Suspense>
      {arePinsShown ? (
        <PinsPanel room={room} onClose={closePanel} onJump={onDone} />
      ) : (
        <MembersPanel room={room} onClose={closePanel} onDone={onDone} />
      )}
    </Suspense>
  );
  return (
    <>
      <main className="@container flex h-full min-w-0 flex-1 flex-col bg-surface-1">
        {room.people ? (
          <Suspense fallback={<PanelHeader isColumn>{lead}</PanelHeader>}>
            <DirectHeader {...head} onPins={() => show('pins')} onGo={onGo} />
          </Suspense>
        ) : (
          <RoomHeader {...head} onChoose={choose} />
        )}
        {(isRush || room.raidSince) && (
          <Suspense>
            <RaidBanner room={room} />
          </Suspense>
        )}
        <Conversation room={room} messageId={messageId} onGo={onGo} onInvite={() => choose('invite')} />
        <div className="safe-bottom column shrink-0 px-3 md:px-5 print:hidden">
          {hasServerNews && (
            <Suspense>
              <ServerNote />
            </Suspense>
          )}
          <RoomComposer room={room} />
        </div>
      </main>
      {panel.isOpen && panel.isBeside && (
        <aside
          data-region="members"
          aria-label={t('app.roomDetails')}
          className="w-80 shrink-0 border-s border-line bg-surface-0"
        >
          {aside}
        </aside>
      )}
      {panel.isOpen && !panel.isBeside && (
        <Suspense>
          <Sheet
            side="end"
            label={t(arePinsShown ? 'app.roomDetails' : 'app.roomMembers')}
            onClose={closePanel}
          >
            {aside}
          </Sheet>
        </Suspense>
      )}
      {task && (
        <Suspense>
          <RoomDialogs
            room={room}
            task={task}
            onClose={() => setTask(undefined)}
            onLeft={() => onGo('/')}
            onMessage={(message) => {
              setTask(undefined);
              onGo(messagePath(message));
            }}
          />
        </Suspense>
      )}
    </>
  );
}
