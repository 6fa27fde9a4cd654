import type { Room } from '@chatket/contract';
import { useState, type ReactNode } from 'react';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import type { RoomForm } from './use-room-form';
import { WhyNot } from './WhyNot';

/** To end the writing, to delete the room, and to take both back. */
export function DangerPage({ room, form: { run, isBusy, refusal } }: { room: Room; form: RoomForm }) {
  const { t, time } = useLocale();
  const api = useMoreApi();
  const [isAsking, setIsAsking] = useState(false);
  const isRefused = refusal('archive') !== undefined;
  const { archivedAt, deletesAt } = room;
  const act = (task: () => Promise<Room>) => () => {
    setIsAsking(false);
    void run(task);
  };

  return (
    <>
      <WhyNot refusal={refusal('archive')} text="roomSettings.onlyOwners" />
      {deletesAt ? (
        <Part
          title={t('roomSettings.deleting')}
          hint={t('roomSettings.deletingHint', { time: time.moment(new Date(deletesAt), new Date()) })}
        >
          <Button disabled={isRefused} isBusy={isBusy} onClick={act(() => api.restoreRoom(room.id))}>
            {t('roomSettings.restore')}
          </Button>
        </Part>
      ) : (
        <>
          <Part title={t('roomSettings.archive')} hint={t('roomSettings.archiveHint')}>
            {archivedAt ? (
              <Button disabled={isRefused} isBusy={isBusy} onClick={act(() => api.unarchiveRoom(room.id))}>
                {t('roomSettings.unarchive')}
              </Button>
            ) : (
              <Button disabled={isRefused} isBusy={isBusy} onClick={act(() => api.archiveRoom(room.id))}>
                {t('roomSettings.archiveNow')}
              </Button>
            )}
          </Part>
          <Part title={t('roomSettings.delete')} hint={t('roomSettings.deleteHint')}>
            {isAsking ? (
              <div className="flex flex-wrap gap-2">
                <Button look="quiet" autoFocus onClick={() => setIsAsking(false)}>
                  {t('common.cancel')}
                </Button>
                <Button look="danger" isBusy={isBusy} onClick={act(() => api.deleteRoom(room.id))}>
                  {t('roomSettings.deleteSure')}
                </Button>
              </div>
            ) : (
              <Button disabled={isRefused} onClick={() => setIsAsking(true)}>
                {t('roomSettings.deleteNow')}
              </Button>
            )}
          </Part>
        </>
      )}
    </>
  );
}

function Part({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  return (
    <section className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line p-3">
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="text-13 font-medium">{title}</h3>
        <p className="text-13 text-quiet">{hint}</p>
      </div>
      {children}
    </section>
  );
}
