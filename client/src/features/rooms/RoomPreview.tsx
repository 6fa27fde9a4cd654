import type { RequestState, Room, RoomGlimpse } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useLocale } from '../../i18n';
import { personName } from '../../people';
import { useNow } from '../../lib';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { AskToComeIn } from './AskToComeIn';
import { RoomSign } from './RoomSign';
import { useEntering } from './use-entering';
import { useRoomActions } from './use-room-actions';

interface RoomPreviewProps {
  room: Room;
  onOpen: (room: Room) => void;
  onClose: () => void;
  /** What became of asking to come in. */
  onRequest: (request: RequestState | undefined) => void;
}

/** A room before one joins it: what it is for, and who of the people I know is there. What was said is for members. */
export function RoomPreview({ room, onOpen, onClose, onRequest }: RoomPreviewProps) {
  const { t, time, rich } = useLocale();
  const now = useNow(60_000);
  const { isMine, isBusy, enter } = useEntering(room, onOpen);
  const known = useKnown(room.id);

  return (
    <Dialog title={room.name} onClose={onClose}>
      <div className="flex items-center gap-3">
        <RoomSign room={room} />
        <p className="min-w-0 text-13 text-quiet tabular-nums">
          <span className="block">{t('rooms.members', { count: room.memberCount })}</span>
          {room.activeAt && (
            <span className="block">
              {t('discover.active', { time: time.moment(new Date(room.activeAt), new Date(now)) })}
            </span>
          )}
        </p>
      </div>
      {room.topic && (
        <p dir="auto" className="mt-4 font-medium wrap-anywhere">
          {room.topic}
        </p>
      )}
      {room.description && (
        <p dir="auto" className="mt-2 wrap-anywhere whitespace-pre-line text-quiet">
          {room.description}
        </p>
      )}
      <p className="mt-4 text-13 text-quiet">
        {rich('timeline.createdBy', { name: <bdi dir="auto">{personName(t, room.createdBy)}</bdi> })}
      </p>
      <p aria-live="polite" className="mt-1 min-h-5 text-13 wrap-anywhere">
        {known && wordsOn(known)}
      </p>
      {room.joinBy === 'request' && !isMine ? (
        <div className="mt-4">
          <AskToComeIn room={room} onRequest={onRequest} onIn={onOpen} />
        </div>
      ) : (
        <div className="mt-4 flex justify-end">
          <Button look="primary" data-first isBusy={isBusy} onClick={enter}>
            {t(isMine ? 'discover.open' : 'rooms.joinRoom')}
          </Button>
        </div>
      )}
    </Dialog>
  );

  function wordsOn({ known: people, knownCount }: RoomGlimpse): string {
    if (knownCount === 0) return t('discover.knowNobody');
    const names = people.map(({ username }) => username).join(', ');
    const others = knownCount - people.length;
    return others > 0 ? t('discover.knowMore', { names, count: others }) : t('discover.know', { names });
  }
}

/** Who is there that I know; nothing while it is not known, or cannot be. */
function useKnown(roomId: string): RoomGlimpse | undefined {
  const { glimpse } = useRoomActions();
  const [known, setKnown] = useState<RoomGlimpse>();
  useEffect(() => {
    let isCurrent = true;
    const read = async () => {
      const answer = await glimpse(roomId).catch(() => undefined);
      if (isCurrent) setKnown(answer);
    };
    void read();
    return () => {
      isCurrent = false;
    };
  }, [glimpse, roomId]);
  return known;
}
