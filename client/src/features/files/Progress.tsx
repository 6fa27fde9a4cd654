import type { Attachment } from '@chatket/contract';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { progress } from './progress';

const OVER = { insetInline: 8, bottom: 8, height: 6 };

interface ProgressProps {
  file: Attachment;
  /** It lies over a picture. */
  isOver?: boolean;
}

/** How much of a file on its way out is at the server. */
export function Progress({ file: { id, name, size }, isOver = false }: ProgressProps) {
  const { t } = useLocale();
  const bytes = useStore(progress, (all) => all[id]);
  const percent = Math.floor(((bytes ?? 0) * 100) / size);
  return (
    <span
      role="progressbar"
      aria-label={
        bytes === undefined ? t('files.waiting', { name }) : t('files.uploading', { name, percent })
      }
      aria-valuenow={percent}
      style={isOver ? OVER : undefined}
      className={cx(
        'block h-1 overflow-hidden rounded-full bg-line',
        isOver ? 'absolute' : 'mt-1 w-80 max-w-full',
      )}
    >
      <span className="block h-full bg-accent" style={{ width: `${percent}%` }} />
    </span>
  );
}
