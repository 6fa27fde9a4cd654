import type { Message } from '@chatket/contract';
import { Suspense } from 'react';
import { useStore } from 'zustand';
import { EditingTools } from '../../features/editing/more';
import { HideTool, ReportTool } from '../../features/moderation/more';
import { ForwardTool } from '../../features/forwards';
import { RemindTool } from '../../features/later/more';
import { WhyTool } from '../../features/notifications/more';
import { PinTool } from '../../features/pins';
import { SaveTool } from '../../features/saved';
import { ReactionTools } from '../../features/reactions/more';
import { useLocale } from '../../i18n';
import { useChatStores } from '../../store';
import { ThreadIcon } from '../../ui';
import { ReplyIcon, UnreadIcon } from '../../ui/more-icons';
import { ToolView } from '../../ui/ToolView';
import type { RowActions } from './use-row-actions';

interface MessageToolsProps {
  message: Message;
  actions: RowActions;
  /** They stand in a sheet, which each of them closes. */
  close?: () => void;
}

/** What features let one do with a message: all of it in its sheet, the most used first; in its toolbar only that, last. */
export function MessageTools({ message, actions, close }: MessageToolsProps) {
  const { t } = useLocale();
  const { outbox } = useChatStores();
  const isGoing = useStore(outbox, ({ changes }) =>
    changes.some(({ kind, messageId }) => kind === 'delete' && messageId === message.messageId),
  );
  const editing = (
    <EditingTools message={message} close={close} onEdit={actions.edit} onDelete={actions.remove} />
  );
  const { reply: onReply, thread: onThread, markUnread } = actions;
  const reply = !isGoing && (
    <>
      {onThread && (
        <ToolView
          label={t('thread.action')}
          Icon={ThreadIcon}
          close={close}
          onPick={() => onThread(message)}
        />
      )}
      {onReply && (
        <ToolView label={t('reply.action')} Icon={ReplyIcon} close={close} onPick={() => onReply(message)} />
      )}
    </>
  );
  const more = !isGoing && (
    <>
      <ForwardTool message={message} close={close} onForward={actions.forward} />
      <PinTool message={message} close={close} />
      <SaveTool message={message} close={close} />
      {markUnread && (
        <ToolView
          label={t('unread.fromHere')}
          Icon={UnreadIcon}
          close={close}
          onPick={() => markUnread(message)}
        />
      )}
      <WhyTool message={message} close={close} />
      <RemindTool message={message} close={close} onRemind={actions.remind} />
    </>
  );
  const report = <ReportTool message={message} close={close} onReport={actions.report} />;
  const reactions = !isGoing && (
    <ReactionTools
      message={message}
      isLarge={close !== undefined}
      onPicked={close}
      onMore={(at) => {
        close?.();
        actions.pickReaction(message, at);
      }}
    />
  );
  if (!close)
    return (
      <>
        {!isGoing && <SaveTool message={message} />}
        {editing}
        {reply}
        {reactions}
      </>
    );
  return (
    <Suspense>
      {reactions && <li className="flex justify-around px-1 pb-1">{reactions}</li>}
      {reply}
      {more}
      {editing}
      <HideTool message={message} close={close} />
      {report}
    </Suspense>
  );
}
