import type { Room } from '@chatket/contract';
import { Suspense } from 'react';
import { DeleteDialog } from '../../features/editing/more';
import { RemindDialog } from '../../features/later/more';
import { PersonDialog } from '../../features/members/more';
import { ReportDialog } from '../../features/moderation/more';
import { ReactionPicker } from '../../features/reactions/more';
import { withTexts } from '../../i18n';
import { later } from '../../lib';
import type { useRowActions } from './use-row-actions';

const ForwardDialog = later(async () => (await withTexts(import('../../features/forwards'))).ForwardDialog);

type RowQuestionsProps = Omit<ReturnType<typeof useRowActions>, 'actions'> & {
  room: Room;
  onGo: (path: string) => void;
};

/** What is asked before something is done to a message. */
export function RowQuestions({ room, question, erase, answered, onGo }: RowQuestionsProps) {
  return (
    <Suspense>
      {question?.kind === 'delete' && (
        <DeleteDialog
          message={question.message}
          onDelete={(reason) => erase(question.message, reason)}
          onClose={answered}
        />
      )}
      {question?.kind === 'report' && <ReportDialog message={question.message} onClose={answered} />}
      {question?.kind === 'forward' && (
        <ForwardDialog message={question.message} onGo={onGo} onClose={answered} />
      )}
      {question?.kind === 'remind' && <RemindDialog message={question.message} onClose={answered} />}
      {question?.kind === 'person' && <PersonDialog room={room} user={question.user} onClose={answered} />}
      {question?.kind === 'react' && (
        <ReactionPicker message={question.message} at={question.at} onClose={answered} />
      )}
    </Suspense>
  );
}
