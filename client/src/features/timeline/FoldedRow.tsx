import type { Message } from '@chatket/contract';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { isFolded, timelineOf, useChatStores, windowOf } from '../../store';
import { showFolded } from '../../store/blocking';
import { Button } from '../../ui';
import { foldedFrom } from './folded-from';
import { withoutDeleted } from './without-deleted';

/** Stands for messages of somebody I have blocked: how many, and a way to see them all the same. */
export function FoldedRow({ rowKey, message }: { rowKey: string; message: Message }) {
  const { t } = useLocale();
  const { me, blocks, rooms, timelines } = useChatStores();
  const state = useStore(blocks);
  const { roomId, messageId } = message;
  const run = () => {
    const known = timelines.getState();
    const { messages } = windowOf(roomId)(known) ?? timelineOf(roomId)(known);
    const { role } = rooms.getState().mine[roomId] ?? {};
    const reader = { me, role, unsent: [], heldIds: [messageId], focusedKey: undefined };
    return foldedFrom(withoutDeleted(messages, reader), messageId, (each) => isFolded(state, each));
  };
  const count = useStore(timelines, () => run().length);

  return (
    <article
      data-key={rowKey}
      tabIndex={-1}
      className="flex items-center gap-1.5 px-4 py-0.5 text-13 text-quiet -outline-offset-2 md:px-5"
    >
      <span className="ps-12">{t('blocks.folded', { count: Math.max(count, 1) })}</span>
      <Button
        look="quiet"
        size="small"
        onClick={({ currentTarget }) => {
          const row = currentTarget.closest('[data-key]');
          const list = row?.parentElement;
          showFolded(
            blocks,
            run().map((each) => each.messageId),
          );
          // The first of them stands in its place, and keeps the focus.
          requestAnimationFrame(() =>
            list?.querySelector<HTMLElement>(`[data-key="${CSS.escape(rowKey)}"]`)?.focus(),
          );
        }}
      >
        {t('blocks.show')}
      </Button>
    </article>
  );
}
