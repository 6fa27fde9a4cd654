import type { Message } from '@chatket/contract';
import { copyText } from '../../lib';
import { usePageStores } from '../../store';
import { CopyIcon, IconButton } from '../../ui';
import { MessageFrame } from './MessageFrame';
import { MessageText } from './MessageText';

interface MessageRowProps {
  rowKey: string;
  message: Message;
  isFirst: boolean;
}

export function MessageRow({ rowKey, message, isFirst }: MessageRowProps) {
  const { toasts } = usePageStores();

  async function copy() {
    const isCopied = await copyText(message.text);
    toasts.actions.show(isCopied ? 'Text copied.' : 'The browser did not allow copying.');
  }

  return (
    <MessageFrame rowKey={rowKey} author={message.sender} at={new Date(message.createdAt)} isFirst={isFirst}>
      <MessageText text={message.text} />
      <div className="absolute -top-3 right-4 rounded-lg bg-surface-1 opacity-0 shadow-raised transition-opacity group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:hidden">
        <IconButton label="Copy text" isSmall tabIndex={-1} place="above-end" onClick={() => void copy()}>
          <CopyIcon className="size-4" />
        </IconButton>
      </div>
    </MessageFrame>
  );
}
