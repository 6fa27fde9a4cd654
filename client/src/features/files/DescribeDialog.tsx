import { codePointLength, FILE_LIMITS, type Attachment } from '@chatket/contract';
import { useId, useState } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';

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
  const id = useId();
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
        <label htmlFor={id} className="mb-1.5 block text-13 font-medium">
          {t('files.alt')}
        </label>
        <textarea
          id={id}
          rows={3}
          dir="auto"
          value={alt}
          aria-invalid={note ? true : undefined}
          aria-describedby={`${id}-note`}
          onChange={(event) => setAlt(event.target.value)}
          className="w-full resize-y rounded-lg border border-line-strong bg-surface-1 px-3 py-2 focus:border-accent"
        />
        <p
          id={`${id}-note`}
          role={note ? 'alert' : undefined}
          className={note ? 'mt-1.5 text-13 text-danger' : 'mt-1.5 text-13 text-quiet'}
        >
          {note ?? t('files.altHint')}
        </p>
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
