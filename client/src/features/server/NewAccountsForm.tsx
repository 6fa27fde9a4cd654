import type { NewAccountLimits } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { useLoaded } from '../../lib/use-loaded';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { SelectField } from '../../ui/SelectField';
import { Switch } from '../../ui/Switch';
import { useServerApi } from './server-api';
import { useDeeds } from './use-deeds';

const DAY = 24;
const HOURS = [1, 6, DAY, 3 * DAY, 7 * DAY, 30 * DAY];
const MESSAGES = [5, 10, 30, 100];

/** What new accounts may not do yet. */
export function NewAccounts() {
  const { t } = useLocale();
  const api = useServerApi();
  const { loaded, retry } = useLoaded(api.newAccounts);

  return (
    <section aria-labelledby="new-accounts" className="border-t border-line pt-5">
      <h2 id="new-accounts" className="text-13 font-medium">
        {t('server.newAccounts')}
      </h2>
      <p className="mb-3 text-12 text-quiet">{t('server.newAccountsHint')}</p>
      {loaded.state === 'ready' && <Limits known={loaded.value} />}
      {loaded.state === 'failed' && <ErrorNote onRetry={retry}>{t('server.failed')}</ErrorNote>}
      {loaded.state === 'loading' && (
        <Loading label={t('server.newAccounts')}>
          <Skeleton className="mt-3 h-3 w-64" />
        </Loading>
      )}
    </section>
  );
}

function Limits({ known }: { known: NewAccountLimits }) {
  const { t } = useLocale();
  const api = useServerApi();
  const tell = useDeeds();
  const [limits, setLimits] = useState(known);
  const [isBusy, setIsBusy] = useState(false);
  const { hours, messagesPerHour, links, direct } = limits;
  const set = (change: Partial<NewAccountLimits>) => setLimits((before) => ({ ...before, ...change }));
  const timeOf = (count: number) =>
    count % DAY === 0
      ? t('server.newAccounts.days', { count: count / DAY })
      : t('server.newAccounts.hours', { count });

  async function save() {
    setIsBusy(true);
    await tell(api.setNewAccounts(limits), t('server.settings.saved'));
    setIsBusy(false);
  }

  return (
    <form
      className="max-w-110 space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <SelectField
        label={t('server.newAccounts.for')}
        value={String(hours)}
        options={[
          { value: '0', label: t('server.newAccounts.off') },
          ...withKnown(HOURS, hours).map((count) => ({ value: String(count), label: timeOf(count) })),
        ]}
        onChange={(value) => set({ hours: Number(value) })}
      />
      {hours > 0 && (
        <>
          <SelectField
            label={t('server.newAccounts.messages')}
            value={String(messagesPerHour ?? '')}
            options={[
              { value: '', label: t('server.newAccounts.any') },
              ...withKnown(MESSAGES, messagesPerHour ?? 0).map((count) => ({
                value: String(count),
                label: t('server.newAccounts.perHour', { count }),
              })),
            ]}
            onChange={(value) => set({ messagesPerHour: value === '' ? null : Number(value) })}
          />
          <Switch
            label={t('server.newAccounts.links')}
            isOn={links}
            onChange={(isOn) => set({ links: isOn })}
          />
          <Switch
            label={t('server.newAccounts.direct')}
            hint={t('server.newAccounts.directHint')}
            isOn={direct}
            onChange={(isOn) => set({ direct: isOn })}
          />
        </>
      )}
      <Button type="submit" look="primary" isBusy={isBusy}>
        {t('server.settings.save')}
      </Button>
    </form>
  );
}

/** What there is to choose, and what is chosen if it is another. */
function withKnown(numbers: readonly number[], known: number): number[] {
  const all = known > 0 && !numbers.includes(known) ? [...numbers, known] : [...numbers];
  return all.sort((one, other) => one - other);
}
