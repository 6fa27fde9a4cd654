import { ROLES } from '@chatket/contract';
import type { MessageId, Translate } from '../../i18n';

interface Option {
  value: string;
  label: string;
}

const GATES = {
  [ROLES.member]: 'roomSettings.everybody',
  [ROLES.moderator]: 'roomSettings.moderators',
  [ROLES.admin]: 'roomSettings.admins',
  [ROLES.owner]: 'roomSettings.owners',
} as const satisfies Record<number, MessageId>;

const DAYS = [1, 7, 30, 90, 365];

export function gateOptions(t: Translate): Option[] {
  return Object.entries(GATES).map(([value, label]) => ({ value, label: t(label) }));
}

/** Times to choose from, and the one that is chosen if it is another. @param none what stands for no time at all */
export function secondsOptions(
  t: Translate,
  seconds: readonly number[],
  chosen: string,
  none?: MessageId,
): Option[] {
  const shown = withChosen(seconds, chosen).map((count) => ({
    value: String(count),
    label: count === 0 ? t('roomSettings.off') : timeOf(t, count),
  }));
  return none ? [{ value: '', label: t(none) }, ...shown] : shown;
}

export function daysOptions(t: Translate, chosen: string): Option[] {
  return [
    { value: '', label: t('roomSettings.keepAll') },
    ...withChosen(DAYS, chosen).map((count) => ({
      value: String(count),
      label: t('roomSettings.days', { count }),
    })),
  ];
}

function withChosen(numbers: readonly number[], chosen: string): number[] {
  const isOther = chosen !== '' && !numbers.includes(Number(chosen));
  return (isOther ? [...numbers, Number(chosen)] : [...numbers]).sort((one, other) => one - other);
}

/** In the largest unit that fits. */
function timeOf(t: Translate, seconds: number): string {
  if (seconds % 86_400 === 0) return t('roomSettings.days', { count: seconds / 86_400 });
  if (seconds % 3_600 === 0) return t('roomSettings.hours', { count: seconds / 3_600 });
  if (seconds % 60 === 0) return t('roomSettings.minutes', { count: seconds / 60 });
  return t('roomSettings.seconds', { count: seconds });
}
