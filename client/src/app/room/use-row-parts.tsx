import { Suspense, useMemo } from 'react';
import { ChangeNote, EditedMark } from '../../features/editing';
import { MessageFiles } from '../../features/files';
import { PollCard } from '../../features/polls';
import { ReactionChips } from '../../features/reactions';
import { HiddenTools } from '../../features/moderation/more';
import { SeenBy } from '../../features/receipts';
import type { RowParts } from '../../features/timeline';
import { withTexts } from '../../i18n';
import { later } from '../../lib';
import type { RowActions } from './use-row-actions';

const ThreadLine = later(async () => (await withTexts(import('../../features/threads'))).ThreadLine);
const MessageMarks = later(async () => (await withTexts(import('./MessageMarks'))).MessageMarks);
const MessageTools = later(async () => (await withTexts(import('./MessageTools'))).MessageTools);

/** What the features add to each message of the timeline. */
export function useRowParts(actions: RowActions): RowParts {
  return useMemo(
    () => ({
      above: ({ roomId, replyTo, forwarded, pinned }) =>
        (replyTo ?? forwarded ?? pinned) && (
          <Suspense fallback={<div className="mb-0.5 h-5" />}>
            <MessageMarks roomId={roomId} replyTo={replyTo} forwarded={forwarded} pinned={pinned} />
          </Suspense>
        ),
      tail: (message) => <EditedMark message={message} />,
      files: (message) => {
        const files = message.attachments ?? message.files;
        return (
          files && (
            <Suspense
              fallback={
                <div
                  style={{ height: files.reduce((sum, { height = 60 }) => sum + Math.min(height, 320), 0) }}
                />
              }
            >
              <MessageFiles message={message} files={files} />
            </Suspense>
          )
        );
      },
      below: (message) => (
        <>
          {message.poll && (
            <Suspense fallback={<div style={{ height: 44 * message.poll.options.length }} />}>
              <PollCard message={message} />
            </Suspense>
          )}
          <ReactionChips message={message} />
          <ChangeNote message={message} />
          {actions.thread && (message.thread ?? message.threadId) && (
            <Suspense fallback={<div className="h-7.5" />}>
              <ThreadLine message={message} onOpen={actions.thread} />
            </Suspense>
          )}
          <Suspense>
            <SeenBy message={message} />
          </Suspense>
        </>
      ),
      hidden: (message) => <HiddenTools message={message} />,
      tools: (message) => <MessageTools message={message} actions={actions} />,
      sheet: (message, close) => <MessageTools message={message} actions={actions} close={close} />,
      onKey: actions.press,
      onPerson: actions.show,
    }),
    [actions],
  );
}
