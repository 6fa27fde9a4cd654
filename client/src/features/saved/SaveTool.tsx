import type { Message } from '@chatket/contract';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { BookmarkIcon } from '../../ui/more-icons';
import { ToolView } from '../../ui/ToolView';
import { useSaving } from './use-saving';

interface SaveToolProps {
  message: Message;
  /** For thumbs, in a sheet that this closes. */
  close?: () => void;
}

/** To keep a message for later, for oneself, and to let go of it. */
export function SaveTool({ message, close }: SaveToolProps) {
  const { t } = useLocale();
  const saving = useSaving();
  const isSaved = useStore(saving, ({ ids }) => ids.has(message.messageId));
  if (message.deleted) return null;
  return (
    <ToolView
      label={t(isSaved ? 'saved.remove' : 'saved.add')}
      Icon={BookmarkIcon}
      close={close}
      onPick={() => void saving.toggle(message)}
    />
  );
}
