import { FOR_EVER, type RoomNoticesBody } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useApi } from '../../api';
import { useLocale, type MessageId } from '../../i18n';
import { BELLS, useChatStores, usePageStores, type Bell } from '../../store';
import { Button } from '../../ui';
import { Popover } from '../../ui/Popover';
import { RadioList } from '../../ui/RadioList';
import { useNow } from '../../lib';
import { BELL_NAMES } from './bell-names';
import { askPermission, permissionNow, type Permission } from './permission';
import { useBell } from './use-bell';
import { choose as chooseLevel } from './choose';

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
  const api = useApi();
  const { toasts } = usePageStores();
  const choice = (body: RoomNoticesBody) => void chooseLevel({ api, bells, toasts }, roomId, body);
  const isKept = useStore(bells, ({ settings }) => settings !== undefined);
  const until = useStore(bells, ({ muted }) => muted[roomId]);
  const now = useNow(null);
  const isMuted = until !== undefined && !(Date.parse(until) <= now);
  const bell = useBell(roomId);
  const [permission, setPermission] = useState(permissionNow);
  const note = NOTES[permission];

  async function choose(next: Bell) {
    choice({ level: next });
    if (next !== 'none') setPermission(await askPermission());
  }

  return (
    <Popover
      label={t('notify.title')}
      onClose={onClose}
      className="end-0 top-full mt-1 w-64 max-w-[calc(100vw-1.5rem)] max-md:-end-22"
    >
      {/* Also where it is the one that holds: the browser has still to be asked. */}
      <RadioList
        name="bell"
        title={t('notify.title')}
        options={BELLS.map((value) => ({ value, label: t(BELL_NAMES[value]) }))}
        value={bell}
        onChoose={(value) => void choose(value)}
      />
      {isKept && <Mute until={isMuted ? until : undefined} onMute={choice} />}
      {note && <p className="mt-1.5 px-1 text-12 text-pretty text-quiet">{t(note)}</p>}
    </Popover>
  );
}

const MUTES = [
  { seconds: 60 * 60, name: 'notify.mute1h' },
  { seconds: 8 * 60 * 60, name: 'notify.mute8h' },
  { seconds: undefined, name: 'notify.muteForEver' },
] as const;

interface MuteProps {
  /** Undefined while it is not muted. */
  until: string | undefined;
  onMute: (body: { isMuted: boolean; muteSeconds?: number }) => void;
}

/** Nothing of the room for a while, on all my devices; or the end of that. */
function Mute({ until, onMute }: MuteProps) {
  const { t, time } = useLocale();
  const now = new Date(useNow(null));
  if (until !== undefined)
    return (
      <div className="mt-2 border-t border-line pt-2">
        <p className="px-1 text-12 text-quiet">
          {until === FOR_EVER
            ? t('notify.mutedForEver')
            : t('notify.mutedUntil', { when: time.moment(new Date(until), now) })}
        </p>
        <Button look="quiet" className="mt-1 w-full" onClick={() => onMute({ isMuted: false })}>
          {t('notify.unmute')}
        </Button>
      </div>
    );
  return (
    <fieldset className="mt-2 border-t border-line pt-2">
      <legend className="sr-only">{t('notify.mute')}</legend>
      <p aria-hidden="true" className="px-1 pb-1 text-12 text-quiet">
        {t('notify.mute')}
      </p>
      <div className="flex flex-wrap gap-1">
        {MUTES.map(({ seconds, name }) => (
          <Button
            key={name}
            className="flex-1 px-2"
            onClick={() => onMute({ isMuted: true, ...(seconds !== undefined && { muteSeconds: seconds }) })}
          >
            {t(name)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
