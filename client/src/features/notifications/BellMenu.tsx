import { useState } from 'react';
import { useLocale, type MessageId } from '../../i18n';
import { BELLS, useChatStores, type Bell } from '../../store';
import { Popover } from '../../ui/Popover';
import { BELL_NAMES } from './bell-names';
import { askPermission, permissionNow, type Permission } from './permission';
import { useBell } from './use-bell';

const NOTES: Partial<Record<Permission, MessageId>> = {
  default: 'notify.ask',
  denied: 'notify.blocked',
  unsupported: 'notify.unsupported',
};

interface BellMenuProps {
  roomId: string;
  onClose: () => void;
}

/** What of a room is worth a notification. The browser asks for permission when a bell is turned on, never before. */
export function BellMenu({ roomId, onClose }: BellMenuProps) {
  const { t } = useLocale();
  const { bells } = useChatStores();
  const bell = useBell(roomId);
  const [permission, setPermission] = useState(permissionNow);
  const note = NOTES[permission];

  async function choose(next: Bell) {
    bells.actions.set(roomId, next);
    if (next !== 'none') setPermission(await askPermission());
  }

  return (
    <Popover
      label={t('notify.title')}
      onClose={onClose}
      className="end-0 top-full mt-1 w-64 max-w-[calc(100vw-1.5rem)] max-md:-end-22"
    >
      <fieldset>
        <legend className="px-1 pb-1.5 text-12 text-quiet">{t('notify.title')}</legend>
        {BELLS.map((value) => (
          <label
            key={value}
            className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2 text-13 hover:bg-surface-2 has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:min-h-11"
          >
            <input
              type="radio"
              name="bell"
              checked={bell === value}
              onChange={() => void choose(value)}
              className="peer sr-only"
            />
            <span
              aria-hidden="true"
              className="size-4 shrink-0 rounded-full border border-line-strong peer-checked:border-5 peer-checked:border-accent"
            />
            {t(BELL_NAMES[value])}
          </label>
        ))}
      </fieldset>
      {note && <p className="mt-1.5 px-1 text-12 text-pretty text-quiet">{t(note)}</p>}
    </Popover>
  );
}
