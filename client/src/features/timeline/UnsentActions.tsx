import { copyText } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores, usePageStores, type PendingMessage } from '../../store';
import { CopyIcon, EditIcon, IconButton, RetryIcon, TrashIcon } from '../../ui';

/** Says why a message was not sent and what can be done with it. Its text is never lost. */
export function UnsentActions({ item }: { item: PendingMessage }) {
  const realtime = useRealtime();
  const { drafts } = useChatStores();
  const { toasts } = usePageStores();

  async function copy() {
    const isCopied = await copyText(item.text);
    toasts.actions.show(isCopied ? 'Text copied.' : 'The browser did not allow copying.');
  }

  function edit() {
    drafts.actions.restore(item.roomId, item.text);
    realtime.discard(item.clientMsgId);
  }

  return (
    <div className="flex flex-wrap items-center gap-x-1 pb-1 text-13 text-danger">
      <span role="alert" className="mr-1">
        Not sent{reason(item)}
      </span>
      <IconButton label="Retry" isSmall onClick={() => realtime.retry(item.clientMsgId)}>
        <RetryIcon className="size-4" />
      </IconButton>
      <IconButton label="Edit" isSmall onClick={edit}>
        <EditIcon className="size-4" />
      </IconButton>
      <IconButton label="Copy" isSmall onClick={() => void copy()}>
        <CopyIcon className="size-4" />
      </IconButton>
      <IconButton label="Delete" isSmall onClick={() => realtime.discard(item.clientMsgId)}>
        <TrashIcon className="size-4" />
      </IconButton>
    </div>
  );
}

function reason({ state }: PendingMessage): string {
  switch (state.kind) {
    case 'muted':
      return ': too many messages at once';
    case 'failed':
      return `: ${state.error}`;
    default:
      return '';
  }
}
