import type { MessageOrigin } from '@chatket/contract';
import { Link } from 'wouter';
import { useLocale } from '../../i18n';
import { personName } from '../../people';
import { ForwardIcon } from '../../ui/more-icons';

/** Above the text of a message that was brought from elsewhere: who has said it, and where, if that may be known. */
export function ForwardedMark({ origin: { sender, from } }: { origin: MessageOrigin }) {
  const { t, rich } = useLocale();
  const name = <bdi dir="auto">{personName(t, sender)}</bdi>;
  const look = 'mb-0.5 flex max-w-full min-w-0 items-center gap-1 text-12 leading-5 text-quiet';
  const icon = <ForwardIcon className="size-3.5 shrink-0" />;
  if (!from)
    return (
      <p className={look}>
        {icon}
        <span className="truncate">{rich('forward.from', { name })}</span>
      </p>
    );
  return (
    <Link href={`/rooms/${from.roomId}/m/${from.messageId}`} className={`${look} hover:text-ink`}>
      {icon}
      <span className="truncate">
        {rich('forward.fromRoom', { name, room: <bdi dir="auto">{from.name}</bdi> })}
      </span>
    </Link>
  );
}
