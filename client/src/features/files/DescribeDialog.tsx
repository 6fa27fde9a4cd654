import { codePointLength, FILE_LIMITS, type Attachment } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { TextArea } from '../../ui/TextArea';

interface DescribeDialogProps {
  file: Attachment;
  /** A small picture of it, where there is one. */
  src: string | undefined;
  problem?: string | undefined;
  isBusy?: boolean;
  onSave: (alt: string) => void;
  onClose: () => void;
}

/** Asks what a picture shows, for those who do not see it. */
export function DescribeDialog({ file, src, problem, isBusy = false, onSave, onClose }: DescribeDialogProps) {
  const { t } = useLocale();
  const [alt, setAlt] = useState(file.alt ?? '');
  const isTooLong = codePointLength(alt.trim()) > FILE_LIMITS.altMax;
  const note = isTooLong ? t('files.altTooLong', { count: FILE_LIMITS.altMax }) : problem;
  return (
    <Dialog title={t('files.describe', { name: file.name })} onClose={onClose}>
      {/* No form: it is opened inside the one in which a message is written. */}
      <div>
        {src && (
          <img
            src={src}
            alt=""
            className="mb-4 w-full rounded-lg bg-surface-2"
            style={{ objectFit: 'contain', maxHeight: '30dvh' }}
          />
        )}
        <TextArea
          label={t('files.alt')}
          value={alt}
          error={note}
          hint={t('files.altHint')}
          onChange={(event) => setAlt(event.target.value)}
        />
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onClose}>{t('files.cancel')}</Button>
          <Button look="primary" isBusy={isBusy} disabled={isTooLong} onClick={() => onSave(alt.trim())}>
            {t('files.save')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
