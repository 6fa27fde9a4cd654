import { ROLES, type Room } from '@chatket/contract';
import { useMemo, useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { createModerationApi } from '../../api/moderation-api';
import { useLocale } from '../../i18n';
import { useChatStores, usePageStores } from '../../store';
import { Button } from '../../ui';

/** That many people are coming into a room, or that it is in raid mode, with the one switch; for its moderators. */
export function RaidBanner({ room }: { room: Room }) {
  const { t } = useLocale();
  const { request } = useApi();
  const { reports } = useChatStores();
  const { toasts } = usePageStores();
  const api = useMemo(() => createModerationApi(request), [request]);
  const [isBusy, setIsBusy] = useState(false);
  const isOn = room.raidSince !== undefined;
  if ((room.role ?? ROLES.member) < ROLES.moderator) return null;

  async function turn() {
    setIsBusy(true);
    try {
      await api.setRaid(room.id, { on: !isOn });
      if (isOn) reports.actions.note(room.id, { isRush: false });
    } catch (problem) {
      toasts.actions.show(explain(problem));
    }
    setIsBusy(false);
  }

  return (
    <div role="status" className="shrink-0 border-b border-warning-line bg-warning-soft text-13 text-warning">
      <div className="column flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 md:px-5">
        <p className="min-w-0 flex-1 basis-60">{t(isOn ? 'raid.isOn' : 'raid.alarm')}</p>
        <Button size="small" className="max-md:min-h-11" isBusy={isBusy} onClick={() => void turn()}>
          {t(isOn ? 'raid.end' : 'raid.begin')}
        </Button>
        {!isOn && (
          <Button
            look="quiet"
            size="small"
            className="max-md:min-h-11"
            onClick={() => reports.actions.note(room.id, { isRush: false })}
          >
            {t('raid.ignore')}
          </Button>
        )}
      </div>
    </div>
  );
}
