import type { Message, UserRef } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useLocale, type MessageId } from '../../i18n';
import { CalledName, PersonAvatar, useCalled } from '../../people';
import { Tooltip } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { placedReads } from './placed-reads';
import type { Fate } from './place-reads';

const FACES = 3;
const NAMES = 5;
const FATES: Record<Fate, MessageId> = {
  sent: 'receipts.sent',
  here: 'receipts.delivered',
  read: 'receipts.read',
};

/** Who has read up to this message and no further. It lies at the end of the last line, over its tools, and moves nothing. */
export function SeenBy({ message: { messageId } }: { message: Message }) {
  const { t } = useLocale();
  const people = useStore(placedReads, ({ readers }) => readers.get(messageId));
  const fate = useStore(placedReads, (placed) =>
    placed.fate?.messageId === messageId ? placed.fate.fate : undefined,
  );
  if (fate)
    return (
      <span data-fate={fate} className="block text-end text-12 leading-4 text-quiet">
        <span aria-hidden="true">{fate === 'sent' ? '✓' : '✓✓'}</span> {t(FATES[fate])}
      </span>
    );
  return people ? <Faces people={people} /> : null;
}

function Faces({ people }: { people: readonly UserRef[] }) {
  const { t, list } = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const names = useCalled(people);
  const others = names.length - NAMES;
  const said =
    others > 0
      ? t('receipts.seenByMore', { names: names.slice(0, NAMES).join(', '), count: others })
      : t('receipts.seenBy', { names: list(names) });
  return (
    <span className="absolute end-0 bottom-0 z-20 print:hidden">
      <Tooltip text={said} place="above-end">
        <button
          type="button"
          aria-label={said}
          onClick={() => setIsOpen(true)}
          className="flex h-5 items-center -space-x-1.5 rounded-full bg-surface-1 px-0.5 pointer-coarse:h-8 rtl:space-x-reverse"
        >
          {people.slice(0, FACES).map((user) => (
            <PersonAvatar key={user.id} user={user} size={20} />
          ))}
          {people.length > FACES && (
            <span className="ps-2 pe-1 text-12 text-quiet tabular-nums">+{people.length - FACES}</span>
          )}
        </button>
      </Tooltip>
      {isOpen && (
        <Dialog title={t('receipts.title')} onClose={() => setIsOpen(false)}>
          <ul>
            {people.map((user) => (
              <li key={user.id} className="flex items-center gap-2.5 py-1">
                <PersonAvatar user={user} size={28} />
                <CalledName user={user} className="text-13" />
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </span>
  );
}
