import type { ServerPerson } from '@chatket/contract';
import { useCallback, useDeferredValue, useId, useState } from 'react';
import { useServerApi } from './server-api';
import { useLocale } from '../../i18n';
import { Avatar } from '../../ui';
import { TextField } from '../../ui/TextField';
import { usePages } from './use-pages';

const SHOWN = 6;
const NOBODY = Promise.resolve({ body: [], nextCursor: undefined });

interface PickPersonProps {
  picked: ServerPerson | undefined;
  onPick: (person: ServerPerson) => void;
}

/** One of all people of the server, by a part of the name: a list of a room's members is not for those outside. */
export function PickPerson({ picked, onPick }: PickPersonProps) {
  const { t } = useLocale();
  const api = useServerApi();
  const group = useId();
  const [search, setSearch] = useState('');
  const term = useDeferredValue(search.trim());
  const load = useCallback(
    () => (term === '' ? NOBODY : api.people({ search: term, limit: SHOWN })),
    [api, term],
  );
  const { items } = usePages<ServerPerson>(load);

  return (
    <div className="mb-4">
      <TextField
        label={t('server.pick')}
        hint={t('server.pickHint')}
        autoComplete="off"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div role="radiogroup" aria-label={t('server.found')} className="space-y-1 empty:hidden">
        {items.map((person) => (
          <label
            key={person.id}
            className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-lg px-2 hover:bg-surface-2 has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={group}
              checked={picked?.id === person.id}
              onChange={() => onPick(person)}
              className="size-4 shrink-0 accent-accent"
            />
            <Avatar user={person} size={28} />
            <bdi dir="auto" className="min-w-0 truncate">
              {person.username}
            </bdi>
          </label>
        ))}
      </div>
    </div>
  );
}
