import type { Profile } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { clockIn } from '../../lib/clock-in';

/** What somebody tells of themselves. */
export function PersonFacts({ profile }: { profile: Profile }) {
  const { t, code } = useLocale();
  const { about, isPaused, status, timeZone } = profile;
  const [now] = useState(() => new Date());
  const doing = [status?.emoji, status?.text].filter(Boolean).join(' ');
  const clock = timeZone === undefined ? undefined : clockIn(timeZone, now, { language: code });
  if (!about && !doing && !isPaused && clock === undefined) return null;
  return (
    <div className="mb-4 space-y-1 wrap-anywhere">
      {isPaused && <p className="text-13 text-quiet">{t('profile.paused')}</p>}
      {doing && (
        <p className="text-13">
          <bdi dir="auto">{doing}</bdi>
        </p>
      )}
      {clock !== undefined && <p className="text-13 text-quiet">{t('profile.localTime', { time: clock })}</p>}
      {about && (
        <p dir="auto" className="text-13 whitespace-pre-wrap">
          {about}
        </p>
      )}
    </div>
  );
}
