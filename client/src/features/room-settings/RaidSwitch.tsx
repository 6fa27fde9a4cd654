import type { Room } from '@chatket/contract';
import { useMemo, useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { createModerationApi } from '../../api/moderation-api';
import { useLocale } from '../../i18n';
import { Switch } from '../../ui/Switch';

/** Raid mode of a room; it is shown as the room's log tells it. */
export function RaidSwitch({ room, isFixed }: { room: Room; isFixed: boolean }) {
  const { t } = useLocale();
  const { request } = useApi();
  const api = useMemo(() => createModerationApi(request), [request]);
  const [error, setError] = useState<string>();

  async function turn(on: boolean) {
    if (isFixed) return;
    setError(undefined);
    await api.setRaid(room.id, { on }).catch((problem: unknown) => setError(explain(problem)));
  }

  return (
    <section>
      <Switch
        label={t('raid.title')}
        hint={t('raid.hint')}
        isOn={room.raidSince !== undefined}
        onChange={(on) => void turn(on)}
      />
      <p role="alert" className="text-13 text-danger empty:hidden">
        {error}
      </p>
    </section>
  );
}
