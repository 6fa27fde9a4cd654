import type { AskExportBody, MyExport } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { sizeText } from '../../lib/size-text';
import { useChatStores } from '../../store';
import { Button, ErrorNote } from '../../ui';
import { useTries } from '../../lib/use-tries';

/** All that the server keeps about me: to be asked for, and to be fetched when it is ready. */
export function ExportPart() {
  const { t, time, code } = useLocale();
  const { request } = useApi();
  const { state, error, setState, setError } = useExport();
  const [isBusy, setIsBusy] = useState(false);

  async function during(work: () => Promise<void>) {
    setIsBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (failure) {
      setError(explain(failure));
    }
    setIsBusy(false);
  }
  const ask = () =>
    during(async () => {
      const body = { language: code === 'tr' ? 'tr' : 'en' } satisfies AskExportBody;
      setState((await request<MyExport>({ method: 'POST', path: '/me/export', body })).body);
    });
  const fetchIt = (id: string) =>
    during(async () => {
      // The browser itself takes it, however large it is, and shows no token.
      await request({ method: 'POST', path: '/files/cookie' });
      download(`/api/files/export/${id}/zip`);
    });
  const now = new Date(useNow(null));
  const day = (iso = '') => time.moment(new Date(iso), now);

  return (
    <div>
      <h4 className="text-13 font-medium">{t('export.title')}</h4>
      <p className="mb-1 text-13 text-quiet">{t('export.hint')}</p>
      <div role="status" className="text-13">
        {state?.state === 'underWay' && t('export.underWay')}
        {state?.state === 'failed' && t('export.failed')}
        {state?.state === 'ready' &&
          t('export.ready', { size: sizeText(state.size ?? 0, code), day: day(state.expiresAt) })}
      </div>
      <div className="mt-1 flex flex-wrap gap-2">
        {state?.state === 'ready' && (
          <Button size="small" look="primary" isBusy={isBusy} onClick={() => void fetchIt(state.id ?? '')}>
            {t('export.download')}
          </Button>
        )}
        {state && state.state !== 'underWay' && !state.nextAt && (
          <Button size="small" isBusy={isBusy} onClick={() => void ask()}>
            {t('export.ask')}
          </Button>
        )}
      </div>
      {state?.nextAt && (
        <p className="mt-1 text-12 text-quiet">{t('export.again', { day: day(state.nextAt) })}</p>
      )}
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
    </div>
  );
}

/** What cannot be had is a download that failed: the page stays. */
function download(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

/** Read again whenever the server has news of it, as what I am told of is, and when the connection is back. */
function useExport() {
  const { request } = useApi();
  const { bells, connection } = useChatStores();
  const isOnline = useStore(connection, (now) => now.isOnline);
  const news = useStore(bells, (told) => told.news);
  const [state, setState] = useState<MyExport>();
  const [error, setError] = useState<string>();
  const tries = useTries(state === undefined && error !== undefined);
  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const { body } = await request<MyExport>({ path: '/me/export' });
        if (!isCurrent) return;
        setState(body);
        setError(undefined);
      } catch (failure) {
        if (isCurrent) setError(explain(failure));
      }
    };
    void load();
    return () => {
      isCurrent = false;
    };
  }, [request, news, isOnline, tries]);
  return { state, error, setState, setError };
}
