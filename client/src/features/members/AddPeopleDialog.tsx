import type { Room } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { CalledName, PersonAvatar } from '../../people';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { useNewcomers } from './use-newcomers';
import { useOrders } from './use-orders';

/** Brings people in by name. */
export function AddPeopleDialog({ room, onClose }: { room: Room; onClose: () => void }) {
  const { t } = useLocale();
  const [typed, setTyped] = useState('');
  const { add } = useOrders(room);
  const people = useNewcomers(room.id, typed);
  const isNobody = typed.trim() !== '' && people.length === 0;

  return (
    <Dialog title={t('members.add')} onClose={onClose}>
      <TextField
        type="search"
        label={t('members.add.name')}
        hint={isNobody ? t('members.add.nobody') : t('members.add.hint')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <ul aria-label={t('members.add.found')} className="mt-2">
        {people.map((user) => (
          <li key={user.id} className="flex items-center gap-2.5 py-1">
            <PersonAvatar user={user} size={28} />
            <span className="flex min-w-0 flex-1 items-baseline gap-1.5">
              <CalledName user={user} className="text-13" />
            </span>
            <Button
              size="small"
              aria-label={t('members.addOf', { name: user.username })}
              onClick={() => void add(user)}
            >
              {t('members.addOne')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
