import type { DeleteAccountBody, NamedRoom } from '@chatket/contract';
import { useState } from 'react';
import { ApiError, useApi } from '../../api';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useIsShown } from '../../lib/use-is-shown';
import { useChatStores, usePageStores } from '../../store';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { Switch } from '../../ui/Switch';
import { TextField } from '../../ui/TextField';

interface DeleteAccountDialogProps {
  onClose: () => void;
  onDeleted: () => void;
}

/** The last question: what goes, what stays, and the name typed by hand. */
export function DeleteAccountDialog({ onClose, onDeleted }: DeleteAccountDialogProps) {
  const { t, rich } = useLocale();
  const { request } = useApi();
  const { me } = useChatStores();
  const { toasts } = usePageStores();
  const isShown = useIsShown();
  const [typed, setTyped] = useState('');
  const [removeMessages, setRemoveMessages] = useState(false);
  const [error, setError] = useState<string>();
  const [rooms, setRooms] = useState<readonly NamedRoom[]>([]);
  const [isBusy, setIsBusy] = useState(false);
  const isReady = typed.trim().toLowerCase() === me.username;

  async function remove() {
    setIsBusy(true);
    setError(undefined);
    setRooms([]);
    try {
      const body = { username: typed, removeMessages } satisfies DeleteAccountBody;
      await request({ method: 'POST', path: '/me/deletion', body });
      onDeleted();
    } catch (failure) {
      if (!isShown()) return toasts.actions.show(explain(failure));
      setError(explain(failure));
      if (failure instanceof ApiError) setRooms(failure.rooms);
      setIsBusy(false);
    }
  }

  return (
    <Dialog title={t('life.deleteTitle')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void remove();
        }}
      >
        <ul className="mb-4 list-disc space-y-1 ps-5 text-13 text-quiet">
          <li>{t('life.goes')}</li>
          <li>{t(removeMessages ? 'life.messagesGo' : 'life.messagesStay')}</li>
          <li>{t('life.nameIsHeld')}</li>
          <li>{t('life.noWayBack')}</li>
        </ul>
        <Switch
          label={t('life.removeMessages')}
          hint={t('life.removeMessagesHint')}
          isOn={removeMessages}
          onChange={setRemoveMessages}
        />
        <TextField
          className="mt-4"
          label={t('life.typeName', { name: me.username })}
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          error={error}
          onChange={(event) => setTyped(event.target.value)}
        />
        {rooms.length > 0 && (
          <ul aria-label={t('life.roomsNeedOwner')} className="list-disc space-y-1 ps-5 text-13">
            {rooms.map(({ id, name }) => (
              <li key={id}>
                {rich('life.room', {
                  room: (
                    <a
                      href={`/rooms/${id}`}
                      className="font-medium wrap-anywhere text-accent hover:underline"
                    >
                      <bdi dir="auto">{name}</bdi>
                    </a>
                  ),
                })}
              </li>
            ))}
          </ul>
        )}
        <div className="mt-3 flex justify-end gap-2">
          <Button look="quiet" data-first onClick={onClose}>
            {t('life.keep')}
          </Button>
          <Button type="submit" look="danger" isBusy={isBusy} disabled={!isReady}>
            {t('life.deleteSure')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
