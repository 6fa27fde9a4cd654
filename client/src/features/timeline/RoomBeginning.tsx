import type { Room } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { personName, PictureOver, useRoomTitle } from '../../people';
import { HashIcon, PeopleIcon } from '../../ui';

/** Stands above a room's very first message. */
export function RoomBeginning({ room }: { room: Room }) {
  const { t, rich, time } = useLocale();
  const now = useNow(null);
  const title = useRoomTitle(room);
  return (
    <div className="px-4 pt-10 pb-1 md:px-5">
      <span className="relative mb-3 inline-flex size-10 items-center justify-center rounded-xl bg-accent-soft text-accent">
        {room.people ? <PeopleIcon /> : <HashIcon />}
        <PictureOver picture={room.picture} />
      </span>
      <h2 className="text-18 font-bold wrap-anywhere">
        <bdi dir="auto">{title}</bdi>
      </h2>
      <p className="text-13 text-quiet">
        {!room.people && (
          <>
            {rich('timeline.createdBy', { name: <bdi dir="auto">{personName(t, room.createdBy)}</bdi> })}
            {' · '}
          </>
        )}
        <span className="tabular-nums">{time.moment(new Date(room.createdAt), new Date(now))}</span>
      </p>
      {room.fromSeq !== undefined && <p className="text-13 text-quiet">{t('timeline.fromHere')}</p>}
    </div>
  );
}
