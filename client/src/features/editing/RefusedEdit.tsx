import type { Message } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { textOf } from '../../i18n/text-of';
import { UNSENT_TEXTS } from '../../i18n/unsent-texts';
import { useRealtime } from '../../realtime';
import type { PendingChange } from '../../store';
import { Button } from '../../ui';
import { RetryIcon, TrashIcon } from '../../ui/more-icons';
import { ConflictDialog } from './ConflictDialog';

interface RefusedEditProps {
  message: Message;
  change: Extract<PendingChange, { kind: 'edit' }>;
}

/** Says why a text was not changed. The new one is never lost without being asked for. */
export function RefusedEdit({ message, change: { clientMsgId, text, state } }: RefusedEditProps) {
  const { t } = useLocale();
  const realtime = useRealtime();
  const [isComparing, setIsComparing] = useState(false);
  if (state.kind !== 'failed') return null;
  const isConflict = state.code === 'CONFLICT';
  const reason = t(textOf(UNSENT_TEXTS, state.code, 'pending.refused'));
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-1 text-13">
      <span role="alert" className="py-1 text-danger">
        {t('edit.failed', { reason })}
      </span>
      <span className="-mx-1 flex flex-wrap print:hidden">
        <Button look="quiet" size="small" onClick={() => setIsComparing(true)}>
          {t('edit.decide')}
        </Button>
        {!isConflict && (
          <Button look="quiet" size="small" onClick={() => realtime.retry(clientMsgId)}>
            <RetryIcon className="size-3.5" />
            {t('edit.retry')}
          </Button>
        )}
        <Button look="quiet" size="small" onClick={() => realtime.discard(clientMsgId)}>
          <TrashIcon className="size-3.5" />
          {t('edit.discard')}
        </Button>
      </span>
      {isComparing && (
        <ConflictDialog
          clientMsgId={clientMsgId}
          mine={text}
          theirs={state.current?.text ?? message.text}
          onClose={() => setIsComparing(false)}
        />
      )}
    </div>
  );
}
