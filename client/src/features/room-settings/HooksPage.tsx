import type { Hook, NewHook, Room } from '@chatket/contract';
import { useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { usePageStores } from '../../store';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { TextField } from '../../ui/TextField';
import { MadeHook } from './MadeHook';
import { useHooks } from './use-hooks';

const MINUTE_MS = 60_000;

/** By which addresses programs write into the room; for admins. */
export function HooksPage({ room }: { room: Room }) {
  const { t } = useLocale();
  const { toasts } = usePageStores();
  const { hooks, hasFailed, retry, make, end } = useHooks(room.id);
  const [made, setMade] = useState<NewHook>();
  const isArchived = room.archivedAt !== undefined;

  async function ended(hook: Hook) {
    try {
      await end(hook);
      if (made?.id === hook.id) setMade(undefined);
      toasts.actions.show(t('hooks.gone', { name: hook.user.username }));
    } catch (failure) {
      toasts.actions.show(explain(failure));
    }
  }

  return (
    <section aria-labelledby="hooks-heading" className="space-y-3">
      <div>
        <h3 id="hooks-heading" className="text-13 font-bold">
          {t('hooks.title')}
        </h3>
        <p className="text-13 text-quiet">{t('hooks.hint')}</p>
      </div>
      {made ? (
        <MadeHook hook={made} onDone={() => setMade(undefined)} />
      ) : (
        !isArchived && <NewHookField onMake={async (name) => setMade(await make(name))} />
      )}
      {hasFailed && <ErrorNote onRetry={retry}>{t('hooks.failed')}</ErrorNote>}
      {!hooks && !hasFailed && (
        <Loading label={t('hooks.list')}>
          <Skeleton className="mt-3 h-3 w-64" />
        </Loading>
      )}
      {hooks?.length === 0 && <p className="text-13 text-quiet">{t('hooks.none')}</p>}
      {hooks && hooks.length > 0 && (
        <ul aria-label={t('hooks.list')} className="divide-y divide-line">
          {hooks.map((hook) => (
            <HookRow key={hook.id} hook={hook} onEnd={() => void ended(hook)} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** It stands in the form of the settings, which it does not send off. */
function NewHookField({ onMake }: { onMake: (name: string) => Promise<void> }) {
  const { t } = useLocale();
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  async function make() {
    if (name.trim() === '' || isBusy) return;
    setProblem(undefined);
    setIsBusy(true);
    await onMake(name).catch((failure: unknown) => {
      setProblem(explain(failure));
      setIsBusy(false);
    });
  }

  return (
    <div className="flex items-start gap-2">
      <TextField
        className="min-w-0 flex-1"
        label={t('hooks.name')}
        autoComplete="off"
        dir="ltr"
        value={name}
        hint={t('hooks.nameHint')}
        {...(problem !== undefined && { error: problem })}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          void make();
        }}
      />
      <Button
        className="mt-6.5 h-11"
        isBusy={isBusy}
        disabled={name.trim() === ''}
        onClick={() => void make()}
      >
        {t('hooks.make')}
      </Button>
    </div>
  );
}

function HookRow({ hook, onEnd }: { hook: Hook; onEnd: () => void }) {
  const { t, time } = useLocale();
  const now = new Date(useNow(MINUTE_MS));
  const { user, createdBy, lastUsedAt, isWorking } = hook;
  return (
    <li className="flex items-center gap-3 py-2">
      <p className="min-w-0 flex-1 text-13">
        <bdi dir="auto" className="block font-medium wrap-anywhere">
          {user.username}
        </bdi>
        <span className="block text-quiet">
          {t('hooks.by', { name: createdBy.username })}
          {' · '}
          {lastUsedAt === undefined
            ? t('hooks.unused')
            : t('hooks.used', { when: time.moment(new Date(lastUsedAt), now) })}
        </span>
        {!isWorking && <span className="block text-danger">{t('hooks.broken')}</span>}
      </p>
      <Button look="quiet" aria-label={t('hooks.endNamed', { name: user.username })} onClick={onEnd}>
        {t('hooks.end')}
      </Button>
    </li>
  );
}
