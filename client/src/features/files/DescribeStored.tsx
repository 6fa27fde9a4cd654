import type { Attachment, FileDescribe } from '@chatket/contract';
import { useState } from 'react';
import { ApiError } from '../../api';
import { explain } from '../../api/explain';
import { useIsShown } from '../../lib/use-is-shown';
import { useRealtime } from '../../realtime';
import { usePageStores } from '../../store';
import { DescribeDialog } from './DescribeDialog';
import { sourceOf } from './picture';

interface DescribeStoredProps {
  target: Pick<FileDescribe, 'roomId' | 'messageId'>;
  file: Attachment;
  onClose: () => void;
}

/** Says what a picture of a message of mine shows, or takes that back. */
export function DescribeStored({ target, file, onClose }: DescribeStoredProps) {
  const { ask } = useRealtime();
  const { toasts } = usePageStores();
  const isShown = useIsShown();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const save = async (alt: string) => {
    setIsBusy(true);
    const answer = await ask('file:describe', { ...target, fileId: file.id, alt });
    setIsBusy(false);
    if (answer?.success) {
      if (isShown()) onClose();
      return;
    }
    const words = explain(new ApiError({ code: answer?.code ?? 'OFFLINE', message: answer?.error ?? '' }));
    if (isShown()) setProblem(words);
    else toasts.actions.show(words);
  };
  return (
    <DescribeDialog
      file={file}
      src={sourceOf(file, { copy: 'small', isStill: true, isReadable: true })}
      problem={problem}
      isBusy={isBusy}
      onSave={(alt) => void save(alt)}
      onClose={onClose}
    />
  );
}
