import type { FailedJob, ServerState } from '@chatket/contract';
import { useRef } from 'react';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useLoaded } from '../../lib/use-loaded';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { useServerApi } from './server-api';
import { useDeeds } from './use-deeds';

const HOUR_S = 3_600;

/** How the server is: its versions, what it depends on, and the jobs that have failed. */
export function StatePart() {
  const { t } = useLocale();
  const { loaded, known, reload, retry } = useLoaded(useServerApi().state);
  if (!known)
    return loaded.state === 'failed' ? (
      <ErrorNote onRetry={retry}>{t('server.failed')}</ErrorNote>
    ) : (
      <Loading label={t('server.page.state')}>
        <Skeleton className="mt-3 h-3 w-64" />
        <Skeleton className="mt-3 h-3 w-48" />
      </Loading>
    );
  return (
    <div className="space-y-6">
      <div>
        <Facts state={known} />
        {loaded.state === 'failed' && <ErrorNote onRetry={retry}>{t('server.failed')}</ErrorNote>}
        <Button size="small" className="mt-3" onClick={reload}>
          {t('server.state.again')}
        </Button>
      </div>
      <Jobs jobs={known.jobs} onRetried={reload} />
    </div>
  );
}

function Facts({ state: { versions, uptimeSeconds, database, redis, jobs } }: { state: ServerState }) {
  const { t } = useLocale();
  const hours = Math.floor(uptimeSeconds / HOUR_S);
  const facts = [
    ['ChatKet', versions.chatket],
    ['Node.js', versions.node],
    ['PostgreSQL', `${versions.postgres} · ${t(`server.state.${database}`)}`],
    ...(redis === 'off' ? [] : [['Redis', t(`server.state.${redis}`)]]),
    [t('server.state.uptime'), t('server.state.hours', { count: hours })],
    [t('server.state.waiting'), String(jobs.waiting)],
  ] as const;
  return (
    <dl className="max-w-110 divide-y divide-line rounded-xl border border-line bg-surface-0 px-4">
      {facts.map(([name, value]) => (
        <div key={name} className="flex flex-wrap justify-between gap-x-3 py-2">
          <dt className="text-quiet">{name}</dt>
          <dd className="tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Jobs({ jobs: { failed }, onRetried }: { jobs: ServerState['jobs']; onRetried: () => void }) {
  const { t } = useLocale();
  const api = useServerApi();
  const tell = useDeeds();
  const list = useRef<HTMLUListElement>(null);

  async function retry({ id }: FailedJob) {
    await tell(api.retryJob(id), t('server.jobs.retried'));
    // Its row goes, and would take the focus along.
    if (list.current?.contains(document.activeElement)) list.current.focus();
    onRetried();
  }

  return (
    <section aria-labelledby="failed-jobs" className="border-t border-line pt-5">
      <h2 id="failed-jobs" className="text-13 font-medium">
        {t('server.jobs')}
      </h2>
      <p className="text-13 text-quiet">{t(failed.length > 0 ? 'server.jobs.hint' : 'server.jobs.none')}</p>
      <ul
        ref={list}
        tabIndex={-1}
        aria-labelledby="failed-jobs"
        className="mt-2 divide-y divide-line outline-none"
      >
        {failed.map((job) => (
          <Job key={job.id} job={job} onRetry={() => void retry(job)} />
        ))}
      </ul>
    </section>
  );
}

function Job({ job, onRetry }: { job: FailedJob; onRetry: () => void }) {
  const { t, time } = useLocale();
  const now = new Date(useNow(60_000));
  const { id, kind, tries, at, againAt } = job;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <span className="min-w-0 flex-1 basis-48">
        <code dir="ltr" className="font-medium wrap-anywhere">
          {kind}
        </code>
        <span className="block text-13 text-quiet">
          {t('server.jobs.tried', { count: tries, when: time.moment(new Date(at), now) })}
        </span>
        <span className="block text-13 text-quiet">
          {againAt === undefined
            ? t('server.jobs.over')
            : t('server.jobs.again', { when: time.moment(new Date(againAt), now) })}
        </span>
      </span>
      <Button aria-label={t('server.jobs.retryNamed', { kind, id })} onClick={onRetry}>
        {t('server.jobs.retry')}
      </Button>
    </li>
  );
}
