import type { Message } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { personName } from '../../people';

/** Stands where a message was. */
export function Tombstone({ message: { deleted, sender } }: { message: Message }) {
  const { t, rich } = useLocale();
  const { by, reason } = deleted ?? {};
  const name = by && <bdi>{personName(t, by)}</bdi>;
  if (deleted?.isHidden)
    return (
      <p className="leading-5.5 wrap-anywhere text-quiet italic">
        {reason ? rich('message.hiddenWhy', { reason: <bdi>{reason}</bdi> }) : t('message.hidden')}
      </p>
    );
  return (
    <p className="leading-5.5 wrap-anywhere text-quiet italic">
      {!name || by?.id === sender.id
        ? t('message.deleted')
        : reason
          ? rich('message.deletedWhy', { name, reason: <bdi>{reason}</bdi> })
          : rich('message.deletedBy', { name })}
    </p>
  );
}
