import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useChatStores } from '../../store';
import { ErrorNote } from '../../ui';
import { PresenceDot } from '../../ui/PresenceDot';
import { Segmented } from '../../ui/Segmented';
import { appear, type Choice, CHOICES } from './choices';

/** How I appear to others, on all my devices. */
export function PresenceChoice() {
  const { t, time } = useLocale();
  const stores = useChatStores();
  const { request } = useApi();
  const mine = useStore(stores.presence, (state) => state.mine ?? 'online');
  const until = useStore(stores.bells, ({ settings }) => settings?.quietUntil);
  const [pending, setPending] = useState<Choice>();
  const [error, setError] = useState<string>();
  const wanted = useRef<Choice>(undefined);
  const shown = pending ?? mine;

  /** One after the other, and only the last of those that wait: the arrow keys pass over some. */
  async function choose(choice: Choice) {
    const isBusy = wanted.current !== undefined;
    wanted.current = choice;
    setPending(choice);
    setError(undefined);
    if (isBusy) return;
    try {
      for (let done: Choice | undefined; wanted.current !== done;) {
        done = wanted.current;
        if (done) await appear(done, stores, request);
      }
    } catch (failure) {
      setError(explain(failure));
    }
    wanted.current = undefined;
    setPending(undefined);
  }

  const hints = {
    online: undefined,
    idle: t('presence.idleHint'),
    dnd:
      until && !pending
        ? t('presence.dndHint', { time: time.moment(new Date(until), new Date()) })
        : undefined,
    invisible: t('privacy.invisibleHint'),
  };
  return (
    <>
      <Segmented
        label={t('presence.choice')}
        value={shown}
        isSquare
        options={CHOICES.map((value) => ({
          value,
          label: t(`presence.${value}`),
          icon: <PresenceDot status={value} className="bg-transparent!" />,
        }))}
        hint={hints[shown]}
        onChange={(choice) => void choose(choice)}
      />
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
    </>
  );
}
