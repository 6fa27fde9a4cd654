import { useStore } from 'zustand';
import { NewAccounts } from './NewAccountsForm';
import { useServerApi } from './server-api';
import { useLocale } from '../../i18n';
import { useChatStores } from '../../store';
import { Button } from '../../ui';
import { Switch } from '../../ui/Switch';
import { useDeeds } from './use-deeds';

/** The one switch for a raid of the whole server, what new accounts may not do yet, and the way to the audit log. */
export function SafetyPart({ onAudit }: { onAudit: () => void }) {
  const { t } = useLocale();
  const api = useServerApi();
  const tell = useDeeds();
  // As the socket tells it to everybody.
  const raidSince = useStore(useChatStores().service, (state) => state.raidSince);

  return (
    <div className="space-y-6">
      <Switch
        label={t('server.raid')}
        hint={t('server.raidHint')}
        isOn={raidSince !== undefined}
        onChange={(on) => void tell(api.setRaid({ on }))}
      />
      <NewAccounts />
      <section className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-5">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="text-13 font-medium">{t('server.audit')}</h2>
          <p className="text-12 text-quiet">{t('server.auditHint')}</p>
        </div>
        <Button aria-haspopup="dialog" onClick={onAudit}>
          {t('server.auditOpen')}
        </Button>
      </section>
    </div>
  );
}
