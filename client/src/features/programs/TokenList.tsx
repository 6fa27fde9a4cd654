import type { ApiToken, NewApiToken } from '@chatket/contract';
import { type ReactNode, useId, useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { usePageStores } from '../../store';
import { Button, ErrorNote } from '../../ui';
import { MadeToken } from './MadeToken';
import { NewToken } from './NewToken';
import { useListOf } from './use-list-of';

const MINUTE_MS = 60_000;

interface TokenListProps {
  /** Of the API, where they are listed and made. */
  path: string;
  title: string;
  hint?: string;
  /** Beside the title. */
  children?: ReactNode;
}

/** The tokens of somebody: what is known of each, taking them back, and making another. */
export function TokenList({ path, title, hint, children }: TokenListProps) {
  const { t } = useLocale();
  const { request } = useApi();
  const { toasts } = usePageStores();
  const id = useId();
  const { items: tokens, error, reload } = useListOf<ApiToken>(path);
  const [made, setMade] = useState<NewApiToken>();
  const [isMaking, setIsMaking] = useState(false);

  async function revoke(token: ApiToken) {
    try {
      await request({ method: 'DELETE', path: `${path}/${token.id}` });
      if (made?.id === token.id) setMade(undefined);
      toasts.actions.show(t('programs.revoked', { name: token.name }));
    } catch (failure) {
      toasts.actions.show(explain(failure));
    }
    reload();
  }

  return (
    <section aria-labelledby={id}>
      <div className="flex items-center gap-2">
        <h4 id={id} dir="auto" className="min-w-0 flex-1 truncate text-13 font-bold">
          {title}
        </h4>
        {children}
        {!isMaking && (
          <Button size="small" onClick={() => setIsMaking(true)}>
            {t('programs.newToken')}
          </Button>
        )}
      </div>
      {hint !== undefined && <p className="text-13 text-quiet">{hint}</p>}
      {error !== undefined && <ErrorNote onRetry={reload}>{error}</ErrorNote>}
      {made && <MadeToken token={made.token} onDone={() => setMade(undefined)} />}
      {isMaking && (
        <NewToken
          path={path}
          onMade={(token) => {
            setMade(token);
            setIsMaking(false);
            reload();
          }}
          onCancel={() => setIsMaking(false)}
        />
      )}
      <ul className="divide-y divide-line">
        {tokens?.map((token) => (
          <Token key={token.id} token={token} onRevoke={() => void revoke(token)} />
        ))}
      </ul>
      {tokens?.length === 0 && !isMaking && <p className="text-13 text-quiet">{t('programs.none')}</p>}
    </section>
  );
}

function Token({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const { t, time } = useLocale();
  const now = new Date(useNow(MINUTE_MS));
  const { name, scope, lastSeenAt, endsAt } = token;
  const when = (at: string) => time.moment(new Date(at), now);
  return (
    <li className="flex items-center gap-2.5 py-1.5 text-13">
      <div className="min-w-0 flex-1">
        <p dir="auto" className="wrap-anywhere">
          {name}
        </p>
        <p className="text-quiet">
          {t(scope === 'read' ? 'programs.reads' : 'programs.writes')}
          {' · '}
          {lastSeenAt === undefined ? t('programs.unused') : t('programs.used', { when: when(lastSeenAt) })}
          {endsAt !== undefined && ` · ${t('programs.ends', { when: time.full(new Date(endsAt)) })}`}
        </p>
      </div>
      <Button size="small" aria-label={t('programs.revokeNamed', { name })} onClick={onRevoke}>
        {t('programs.revoke')}
      </Button>
    </li>
  );
}
