import type { Message } from '@chatket/contract';
import { Suspense } from 'react';
import { useStore } from 'zustand';
import { withTexts } from '../../i18n';
import { later } from '../../lib';
import { useChatStores } from '../../store';

const RefusedEdit = later(async () => (await withTexts(import('./RefusedEdit'))).RefusedEdit);

/** Under a message of mine whose new text the server did not take: what can be done about it. */
export function ChangeNote({ message }: { message: Message }) {
  const { outbox } = useChatStores();
  const refused = useStore(outbox, ({ changes }) =>
    changes.findLast(
      ({ kind, state, messageId }) =>
        kind === 'edit' && state.kind === 'failed' && messageId === message.messageId,
    ),
  );
  if (refused?.kind !== 'edit') return null;
  return (
    <Suspense>
      <RefusedEdit message={message} change={refused} />
    </Suspense>
  );
}
