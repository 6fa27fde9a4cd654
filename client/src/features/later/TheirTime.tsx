import type { Room, UserRef } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { otherClockIn } from '../../lib/clock-in';
import { personName } from '../../people';
import { useProfile } from '../../store';

/** What a moment is for whoever gets a message of a room of two, where they tell their zone and it is another. */
export function TheirTime({ room, at }: { room: Room | undefined; at: Date }) {
  const [only, ...others] = room?.people ?? [];
  return only && others.length === 0 ? <TimeOf user={only} at={at} /> : null;
}

function TimeOf({ user, at }: { user: UserRef; at: Date }) {
  const { t, code } = useLocale();
  const zone = useProfile(user.id)?.timeZone;
  const time = zone === undefined ? undefined : otherClockIn(zone, at, { language: code });
  if (time === undefined) return null;
  return (
    <span className="text-12 text-quiet tabular-nums">
      {t('later.theirTime', { time, name: personName(t, user) })}
    </span>
  );
}
