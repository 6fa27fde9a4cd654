import type { Message } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { useChatStores } from '../../store';
import { FlagIcon } from '../../ui/more-icons';
import { ToolView } from '../../ui/ToolView';

interface ReportToolProps {
  message: Message;
  /** For thumbs, in a sheet that this closes. */
  close?: () => void;
  onReport: (message: Message) => void;
}

/** To ask the moderators to look at what somebody else has said. */
export function ReportTool({ message, close, onReport }: ReportToolProps) {
  const { t } = useLocale();
  const { me } = useChatStores();
  if (message.sender.id === me.id || message.deleted) return null;
  return (
    <ToolView label={t('report.action')} Icon={FlagIcon} close={close} onPick={() => onReport(message)} />
  );
}
