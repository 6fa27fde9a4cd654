import type { JoinRequest, Room } from '@chatket/contract';
import { useCallback, useEffect, useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { usePageStores } from '../../store';
import { PersonAvatar } from '../../people';
import { Button, ErrorNote } from '../../ui';
import type { InviteApi } from './invite-api';
import { useLoaded } from '../../lib/use-loaded';

interface RequestListProps {
  room: Room;
  api: InviteApi;
  /** What is said while nobody waits; missing: nothing. */
  whenNone?: string;
}

/** Who waits to be let in, kept as it is now: others answer too. */
export function RequestList({ room, api, whenNone }: RequestListProps) {
  const { t } = useLocale();
  const realtime = useRealtime();
  const { toasts } = usePageStores();
  const [busyId, setBusyId] = useState<string>();
  const { loaded, reload } = useLoaded(useCallback(() => api.requests(room.id), [api, room.id]));

  useEffect(
    () =>
      realtime.listen((event) => {
        if (event.kind !== 'notice') return;
        const { notice } = event;
        const isOfRequest = notice.event === 'request:added' || notice.event === 'request:answered';
        if (isOfRequest && notice.payload.roomId === room.id) reload();
      }),
    [realtime, reload, room.id],
  );

  async function answer({ user }: JoinRequest, what: 'accept' | 'refuse') {
    setBusyId(user.id);
    try {
      await api.answer(room.id, user.id, what);
      const name = user.username;
      toasts.actions.show(t(what === 'accept' ? 'requests.accepted' : 'requests.refused', { name }));
    } catch (problem) {
      toasts.actions.show(explain(problem));
    }
    setBusyId(undefined);
    reload();
  }

  if (loaded.state === 'failed') return <ErrorNote onRetry={reload}>{t('requests.failed')}</ErrorNote>;
  if (loaded.state === 'loading') return null;
  if (loaded.value.length === 0) return whenNone ? <p className="text-quiet">{whenNone}</p> : null;
  return (
    <section aria-labelledby="requests-heading">
      <h3 id="requests-heading" className={whenNone ? 'sr-only' : 'mb-1 text-13 font-bold'}>
        {t('requests.title')}
      </h3>
      <ul className="divide-y divide-line">
        {loaded.value.map((request) => {
          const { user, text } = request;
          return (
            <li key={user.id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2">
              <PersonAvatar user={user} size={28} />
              <p className="min-w-40 flex-1 text-13">
                <bdi dir="auto" className="block truncate font-medium">
                  {user.username}
                </bdi>
                {text && (
                  <bdi dir="auto" className="block wrap-anywhere text-quiet">
                    {text}
                  </bdi>
                )}
              </p>
              <Answers
                name={user.username}
                isBusy={busyId === user.id}
                onAnswer={(what) => void answer(request, what)}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface AnswersProps {
  name: string;
  isBusy: boolean;
  onAnswer: (what: 'accept' | 'refuse') => void;
}

/** The same function every time: what is drawn again is not focused again. */
const focusOnce = (button: HTMLButtonElement | null) => button?.focus();

/** Yes or no; a no is asked for twice, for it holds for a day. */
function Answers({ name, isBusy, onAnswer }: AnswersProps) {
  const { t } = useLocale();
  const [isSure, setIsSure] = useState(false);
  if (isSure)
    return (
      <span className="flex w-full flex-wrap items-center justify-end gap-1">
        <span className="w-full text-13 wrap-anywhere text-quiet">{t('requests.sure', { name })}</span>
        <Button look="quiet" disabled={isBusy} onClick={() => setIsSure(false)}>
          {t('requests.keep')}
        </Button>
        <Button ref={focusOnce} isBusy={isBusy} onClick={() => onAnswer('refuse')}>
          {t('requests.refuseSure')}
        </Button>
      </span>
    );
  return (
    <span className="ms-auto flex gap-1">
      <Button
        look="quiet"
        disabled={isBusy}
        aria-label={t('requests.refuseNamed', { name })}
        onClick={() => setIsSure(true)}
      >
        {t('requests.refuse')}
      </Button>
      <Button
        isBusy={isBusy}
        aria-label={t('requests.acceptNamed', { name })}
        onClick={() => onAnswer('accept')}
      >
        {t('requests.accept')}
      </Button>
    </span>
  );
}
