import type { WaitingCode } from '@chatket/contract';
import { useEffect, useState } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { useServerApi } from './server-api';
import { useDeeds } from './use-deeds';

/** So often is asked whether somebody waits, while the page is looked at. */
const EVERY_MS = 5_000;

/** Login codes that those who run the server hand over. Nothing while nobody waits. */
export function WaitingCodes() {
  const { t, time } = useLocale();
  const codes = useWaiting();
  if (codes.length === 0) return null;
  return (
    <section aria-label={t('server.codes')} className="mb-5 rounded-xl border border-line bg-surface-0 p-4">
      <h2 className="text-13 font-medium">{t('server.codes')}</h2>
      <p className="text-13 text-quiet">{t('server.codes.hint')}</p>
      <ul className="mt-2 divide-y divide-line">
        {codes.map(({ username, isKnown, until }) => (
          <li key={username} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <span className="min-w-0 flex-1">
              <bdi dir="auto" className="font-medium wrap-anywhere">
                {username}
              </bdi>
              <span className="block text-13 text-quiet">
                {t('server.codes.until', { time: time.clock(new Date(until)) })}
                {!isKnown && ` · ${t('server.codes.new')}`}
              </span>
            </span>
            <Code key={until} username={username} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Hidden until it is wanted: looking at it is noted. */
function Code({ username }: { username: string }) {
  const { t } = useLocale();
  const api = useServerApi();
  const tell = useDeeds();
  const [code, setCode] = useState<string>();

  async function show() {
    const shown = api.showCode(username);
    if (await tell(shown)) setCode((await shown).code);
  }

  if (code !== undefined)
    return (
      <output className="text-22 font-bold tracking-widest tabular-nums" dir="ltr">
        {code}
      </output>
    );
  return (
    <Button
      size="small"
      aria-label={t('server.codes.showNamed', { name: username })}
      onClick={() => void show()}
    >
      {t('server.codes.show')}
    </Button>
  );
}

function useWaiting(): readonly WaitingCode[] {
  const api = useServerApi();
  const [codes, setCodes] = useState<readonly WaitingCode[]>([]);
  useEffect(() => {
    let isShown = true;
    const ask = () => {
      if (document.hidden) return;
      // The next time is soon.
      api.codes().then(
        (waiting) => isShown && setCodes(waiting),
        () => undefined,
      );
    };
    ask();
    const timer = setInterval(ask, EVERY_MS);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [api]);
  return codes;
}
