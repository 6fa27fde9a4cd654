import type { Message } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { ClockIcon } from '../../ui/more-icons';
import { ToolView } from '../../ui/ToolView';

interface RemindToolProps {
  message: Message;
  /** For thumbs, in a sheet that this closes. */
  close?: () => void;
  onRemind: (message: Message) => void;
}

/** To be told of a message at a later time. */
export function RemindTool({ message, close, onRemind }: RemindToolProps) {
  const { t } = useLocale();
  if (message.deleted) return null;
  return (
    <ToolView label={t('later.remind')} Icon={ClockIcon} close={close} onPick={() => onRemind(message)} />
  );
}
