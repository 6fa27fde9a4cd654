import { type Me, type RenameBody } from '@chatket/contract';
import { useState } from 'react';
import { ApiError, useApi } from '../../api';
import { explain } from '../../api/explain';
import { currentLocale, useLocale } from '../../i18n';
import { useChatStores, usePageStores } from '../../store';
import { Button } from '../../ui';
import { TextField } from '../../ui/TextField';

/** Asks for the new name. The page goes on under it as soon as it holds. */
export function RenameForm({ onClose }: { onClose: () => void }) {
  const { t } = useLocale();
  const { request } = useApi();
  const { me } = useChatStores();
  const { session, toasts } = usePageStores();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const isReady = typed.trim() !== '';

  async function save() {
    setIsBusy(true);
    setError(undefined);
    try {
      const body = { username: typed } satisfies RenameBody;
      const { id, username } = (await request<Me>({ method: 'PUT', path: '/me/username', body })).body;
      toasts.actions.show(t('life.renamed', { name: username }));
      onClose();
      if (username !== me.username) session.actions.rename({ id, username });
    } catch (failure) {
      setError(problemOf(failure));
      setIsBusy(false);
    }
  }

  return (
    <form
      noValidate
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void save();
      }}
    >
      <TextField
        label={t('life.newName')}
        hint={t('life.renameHint')}
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        autoFocus
        value={typed}
        error={error}
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="mt-2 flex justify-end gap-2">
        <Button onClick={onClose}>{t('life.cancel')}</Button>
        <Button type="submit" look="primary" isBusy={isBusy} disabled={!isReady}>
          {t('life.renameSave')}
        </Button>
      </div>
    </form>
  );
}

function problemOf(failure: unknown): string {
  const { t } = currentLocale();
  if (failure instanceof ApiError && failure.code === 'NAME_TAKEN') return t('life.taken');
  if (failure instanceof ApiError && failure.code === 'LIMIT_REACHED') return t('life.renameLimit');
  return explain(failure);
}
