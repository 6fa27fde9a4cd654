import type { Bot } from '@chatket/contract';
import { useState } from 'react';
import { useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { usePageStores } from '../../store';
import { Button, ErrorNote } from '../../ui';
import { TextField } from '../../ui/TextField';
import { TokenList } from './TokenList';
import { useListOf } from './use-list-of';

/** What programs log in with: as me, and as bots of mine. Nobody who writes none has to see more than one line. */
export function Programs() {
  const { t } = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <section aria-label={t('programs.title')}>
      <div className="flex items-center gap-3">
        <p className="min-w-0 flex-1 text-13 text-quiet">{t('programs.hint')}</p>
        <Button size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {t(isOpen ? 'programs.hide' : 'programs.show')}
        </Button>
      </div>
      {isOpen && (
        <div className="mt-3 space-y-5">
          <TokenList path="/tokens" title={t('programs.mine')} hint={t('programs.mineHint')} />
          <Bots />
        </div>
      )}
    </section>
  );
}

function Bots() {
  const { t } = useLocale();
  const { request } = useApi();
  const { toasts } = usePageStores();
  const { items: bots, error, reload } = useListOf<Bot>('/bots');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();

  async function make() {
    setProblem(undefined);
    try {
      await request({ method: 'POST', path: '/bots', body: { name } });
      setName('');
      reload();
    } catch (failure) {
      setProblem(explain(failure));
    }
  }

  async function giveUp({ id, username }: Bot) {
    try {
      await request({ method: 'DELETE', path: `/bots/${id}` });
      toasts.actions.show(t('programs.botGone', { name: username }));
    } catch (failure) {
      toasts.actions.show(explain(failure));
    }
    reload();
  }

  return (
    <section aria-labelledby="bots-heading">
      <h4 id="bots-heading" className="text-13 font-bold">
        {t('programs.bots')}
      </h4>
      <p className="text-13 text-quiet">{t('programs.botsHint')}</p>
      {error !== undefined && <ErrorNote onRetry={reload}>{error}</ErrorNote>}
      <ul className="mt-2 space-y-3">
        {bots?.map((bot) => (
          <li key={bot.id} className="rounded-lg border border-line p-3">
            <TokenList path={`/bots/${bot.id}/tokens`} title={bot.username}>
              <Button
                size="small"
                look="quiet"
                aria-label={t('programs.giveUpNamed', { name: bot.username })}
                onClick={() => void giveUp(bot)}
              >
                {t('programs.giveUp')}
              </Button>
            </TokenList>
          </li>
        ))}
      </ul>
      <form
        className="mt-3 flex items-start gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <TextField
          className="min-w-0 flex-1"
          label={t('programs.botName')}
          autoComplete="off"
          dir="ltr"
          value={name}
          hint={t('programs.botNameHint')}
          {...(problem !== undefined && { error: problem })}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" className="mt-6.5 h-11" disabled={name.trim() === ''}>
          {t('programs.makeBot')}
        </Button>
      </form>
    </section>
  );
}
