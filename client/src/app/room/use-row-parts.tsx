import type { Message } from '@chatket/contract';
import { Suspense, useMemo } from 'react';
import { ChangeNote, EditedMark } from '../../features/editing';
import { MessageFiles } from '../../features/files';
import { ReactionChips } from '../../features/reactions';
import { HiddenTools } from '../../features/moderation/more';
import { SeenBy } from '../../features/receipts';
import type { RowParts } from '../../features/timeline';
import { withTexts } from '../../i18n';
import { later } from '../../lib';
import { linksToRoom } from './links-to-room';
import type { RowActions } from './use-row-actions';

const ThreadLine = later(async () => (await withTexts(import('../../features/threads'))).ThreadLine);
const MessageExtras = later(async () => (await withTexts(import('./MessageExtras'))).MessageExtras);
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
          {heightBelow(message) > 0 && (
            <Suspense fallback={<div style={{ height: heightBelow(message) }} />}>
              <MessageExtras message={message} />
            </Suspense>
          )}
          {message.reactions && (
            <Suspense fallback={<div className="h-8 pointer-coarse:h-11" />}>
              <ReactionChips message={message} />
            </Suspense>
          )}
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

/** How high it is about what stands below a text that asks something or links somewhere. */
function heightBelow(message: Message): number {
  const { poll, previews } = message;
  return 44 * (poll?.options.length ?? 0) + 92 * (previews?.length ?? 0) + (linksToRoom(message) ? 76 : 0);
}
