import { useLocale, type MessageId } from '../../i18n';
import { formatCountdown } from '../../lib';

interface WhyNotProps {
  /** Why nobody like me writes here. */
  closed: MessageId | undefined;
  mutedForMs: number;
  /** It is a slow room that lets me wait. */
  isSlow: boolean;
}

/** Why I cannot write now, or cannot send this text. */
export function WhyNot({ closed, mutedForMs, isSlow }: WhyNotProps) {
  const { t } = useLocale();
  if (closed) return t(closed);
  if (mutedForMs <= 0) return t('composer.unsendable');
  return t(isSlow ? 'composer.slowFor' : 'composer.mutedFor', { time: formatCountdown(mutedForMs) });
}

/** How many characters are left, or too many. */
export function Spare({ count }: { count: number }) {
  const { t } = useLocale();
  return count < 0 ? t('composer.tooMany', { count: -count }) : t('composer.left', { count });
}
