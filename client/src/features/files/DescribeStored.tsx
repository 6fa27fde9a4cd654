import type { Attachment, FileDescribe } from '@chatket/contract';
import { useState } from 'react';
import { ApiError } from '../../api';
import { explain } from '../../api/explain';
import { useRealtime } from '../../realtime';
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
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const save = async (alt: string) => {
    setIsBusy(true);
    const answer = await ask('file:describe', { ...target, fileId: file.id, alt });
    setIsBusy(false);
    if (answer?.success) onClose();
    else setProblem(explain(new ApiError({ code: answer?.code ?? 'OFFLINE', message: answer?.error ?? '' })));
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
