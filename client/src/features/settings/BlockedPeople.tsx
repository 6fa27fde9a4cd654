import { useState } from 'react';
import { useStore } from 'zustand';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale } from '../../i18n';
import { useLoaded } from '../../lib/use-loaded';
import { useChatStores } from '../../store';
import { noteBlock } from '../../store/blocking';
import { PersonAvatar } from '../../people';
import { Button, ErrorNote } from '../../ui';

/** Whom I have blocked, and hearing them again. */
export function BlockedPeople() {
  const { t } = useLocale();
  const api = useMoreApi();
  const { blocks, connection } = useChatStores();
  const isOnline = useStore(connection, (state) => state.isOnline);
  const people = useStore(blocks, (state) => state.people);
  const { loaded, known, retry } = useLoaded(api.blocks, isOnline);
  const [error, setError] = useState<string>();
  const shown = known?.filter(({ user }) => user.id in people);

  async function end(userId: string) {
    setError(undefined);
    try {
      await api.unblock(userId);
      noteBlock(blocks, userId, false);
    } catch (failure) {
      setError(explain(failure));
    }
  }

  return (
    <section aria-label={t('blocks.title')}>
      <h4 className="mb-1 text-13 font-medium">{t('blocks.title')}</h4>
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      {loaded.state === 'failed' && !known && <ErrorNote onRetry={retry}>{explain(loaded.error)}</ErrorNote>}
      {shown?.length === 0 && <p className="text-13 text-quiet">{t('blocks.none')}</p>}
      <ul>
        {shown?.map(({ user }) => (
          <li key={user.id} className="flex items-center gap-2.5 py-1">
            <PersonAvatar user={user} size={28} />
            <bdi dir="auto" className="min-w-0 flex-1 truncate text-13">
              {user.username}
            </bdi>
            <Button
              size="small"
              aria-label={t('blocks.unblockOf', { name: user.username })}
              onClick={() => void end(user.id)}
            >
              {t('blocks.unblock')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
