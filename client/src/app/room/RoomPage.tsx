import { Suspense, useCallback, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { DirectHeader } from '../../features/direct';
import { MembersPanel } from '../../features/members';
import { RaidBanner } from '../../features/moderation';
import { RoomBell } from '../../features/notifications';
import { RoomHeader, type RoomTask } from '../../features/rooms';
import { useLocale, withTexts } from '../../i18n';
import { cx, focusMain, later, useEscape } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { PanelHeader, Sheet } from '../../ui';
import { Conversation } from './Conversation';
import { keepLastRoom } from './last-room';
import { messagePath } from './room-path';
import { RoomComposer } from './RoomComposer';
import { taskAsked } from './task-asked';
import { useInvite } from './use-invite';

const RoomDialogs = later(async () => (await import('./RoomDialogs')).RoomDialogs);
const PinsPanel = later(async () => (await withTexts(import('../../features/pins'))).PinsPanel);
const ThreadPanel = later(async () => (await withTexts(import('./ThreadPanel'))).ThreadPanel);
const ServerNote = later(async () => (await withTexts(import('../shell/server-part'))).ServerNote);
const RoomDoor = later(async () => (await withTexts(import('./RoomDoor'))).RoomDoor);

interface RoomPageProps {
  roomId: string;
  /** The message that a link leads to. */
  messageId?: string;
  lead: ReactNode;
  /** The panel at the end of the page: whether it is open, and whether there is room for it beside the conversation. */
  panel: { isOpen: boolean; isBeside: boolean; set: (isOpen: boolean) => void };
  onGo: (path: string, options?: { replace: true }) => void;
}

export function RoomPage({ roomId, messageId, lead, panel, onGo }: RoomPageProps) {
  const { t } = useLocale();
  const { me, reports, rooms, service, threads } = useChatStores();
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
  const thread = useStore(threads, ({ open }) => (open?.roomId === roomId ? open : undefined));
  const isShown = thread !== undefined || panel.isOpen;
  const closeThread = useCallback(() => threads.setState({ open: undefined }), [threads]);
  useEscape('thread', { isOpen: thread !== undefined, settle: closeThread });

  useEffect(() => {
    if (!isMine) return;
    keepLastRoom(me.id, roomId);
    rooms.actions.open(roomId);
    realtime.look(roomId);
    return () => {
      rooms.actions.open(undefined);
      realtime.look(undefined);
      if (threads.getState().open?.roomId === roomId) closeThread();
    };
  }, [isMine, me, rooms, realtime, roomId, threads, closeThread]);

  const chooseAsked = useEffectEvent(choose);
  useEffect(() => taskAsked.listen((asked) => chooseAsked(asked)), []);

  if (!room) return <RoomDoor roomId={roomId} lead={lead} onGo={onGo} />;

  function choose(chosen: RoomTask | 'members') {
    if (chosen === 'copyLink') void copyLink(roomId);
    else if (chosen === 'pins' || chosen === 'members') show(chosen);
    else setTask(chosen);
  }

  /** What is shown already is closed. */
  function show(side: 'members' | 'pins') {
    const isOther = thread !== undefined || (side === 'pins') !== arePinsShown;
    closeThread();
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
    isPanelOpen: panel.isOpen && !arePinsShown && !thread,
    onTogglePanel: () => show('members'),
  };
  const onDone = panel.isBeside ? undefined : closePanel;
  const aside = (
    <Suspense>
      {thread ? (
        <ThreadPanel
          key={thread.rootId}
          room={room}
          rootId={thread.rootId}
          replyId={thread.replyId}
          isBeside={panel.isBeside}
          onClose={closeThread}
          onGo={onGo}
        />
      ) : arePinsShown ? (
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
          <RoomComposer room={room} onGo={onGo} onTask={setTask} />
        </div>
      </main>
      {isShown && panel.isBeside && (
        <aside
          data-region="members"
          aria-label={t('app.roomDetails')}
          className={cx('shrink-0 border-s border-line bg-surface-0', thread ? 'w-96' : 'w-80')}
        >
          {aside}
        </aside>
      )}
      {isShown && !panel.isBeside && (
        <Suspense>
          <Sheet
            side="end"
            label={t(arePinsShown || thread ? 'app.roomDetails' : 'app.roomMembers')}
            isFull={thread !== undefined}
            onClose={thread ? closeThread : closePanel}
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
