import type { MessagePin } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { personName } from '../../people';
import { PinIcon } from '../../ui/more-icons';

/** Above the text of a message that everybody is to find again. */
export function PinnedMark({ pin }: { pin: MessagePin }) {
  const { t, rich } = useLocale();
  return (
    <p className="mb-0.5 flex items-center gap-1 text-12 leading-5 text-quiet">
      <PinIcon className="size-3.5 shrink-0" />
      <span className="truncate">{rich('pin.by', { name: <bdi>{personName(t, pin.by)}</bdi> })}</span>
    </p>
  );
}
