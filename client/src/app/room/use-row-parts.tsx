import type { Message } from '@chatket/contract';
import { Suspense, useMemo } from 'react';
import { ChangeNote, EditedMark } from '../../features/editing';
import { MessageFiles } from '../../features/files';
import { ReactionChips } from '../../features/reactions';
import { HiddenTools } from '../../features/moderation/more';
import { SeenBy } from '../../features/receipts';
import type { RowParts, WithFiles } from '../../features/timeline';
import { withTexts } from '../../i18n';
import { later } from '../../lib';
import { linksToRoom } from './links-to-room';
import type { RowActions } from './use-row-actions';

const ThreadLine = later(async () => (await withTexts(import('../../features/threads'))).ThreadLine);
const MessageExtras = later(async () => (await withTexts(import('./MessageExtras'))).MessageExtras);
const MessageMarks = later(async () => (await withTexts(import('./MessageMarks'))).MessageMarks);
const MessageTools = later(async () => (await withTexts(import('./MessageTools'))).MessageTools);

const hasMarks = ({ replyTo, forwarded, pinned }: Partial<Message>) => replyTo ?? forwarded ?? pinned;
const filesOf = ({ attachments, files }: Pick<WithFiles, 'attachments' | 'files'>) => attachments ?? files;
const hasExtras = (message: Message) => message.poll ?? message.previews ?? linksToRoom(message);
/** What draws few messages only, and which. How high they will be is not known before. */
const LATE = [
  [MessageMarks, hasMarks],
  [MessageFiles, filesOf],
  [MessageExtras, hasExtras],
  [ReactionChips, ({ reactions }: Pick<Message, 'reactions'>) => reactions],
] as const;

/** What the features add to each message of the timeline. */
export function useRowParts(actions: RowActions): RowParts {
  return useMemo(
    () => ({
      late: (messages) => {
        const late = LATE.flatMap(([part, has]) => (messages.some(has) && part.preload()) || []);
        return late[0] && Promise.all(late);
      },
      above: (message) =>
        hasMarks(message) && (
          <Suspense fallback={<div className="mb-0.5 h-5" />}>
            <MessageMarks {...message} />
          </Suspense>
        ),
      tail: (message) => <EditedMark message={message} />,
      files: (message) => {
        const files = filesOf(message);
        return (
          files && (
            <Suspense>
              <MessageFiles message={message} files={files} />
            </Suspense>
          )
        );
      },
      below: (message) => (
        <>
          {hasExtras(message) && (
            <Suspense>
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
