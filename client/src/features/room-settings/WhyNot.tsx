import type { ErrorCode } from '@chatket/contract';
import { useLocale, type MessageId } from '../../i18n';

const TEXTS: Partial<Record<ErrorCode, MessageId>> = { ROOM_ARCHIVED: 'roomSettings.archived' };

interface WhyNotProps {
  refusal: ErrorCode | undefined;
  /** What is said to whose role is too low. */
  text: MessageId;
}

/** Why what stands below cannot be changed. */
export function WhyNot({ refusal, text }: WhyNotProps) {
  const { t } = useLocale();
  if (refusal === undefined) return null;
  return <p className="rounded-lg bg-surface-2 px-3 py-2 text-13 text-quiet">{t(TEXTS[refusal] ?? text)}</p>;
}
