import { cx } from '../../lib';
import { nameParts } from './name-parts';

/** Blanks where it is parted are kept. */
const AS_IT_IS = { whiteSpace: 'pre' } as const;

/** The name of a file on one line. What does not fit is left out before its end, by which one knows what it is. */
export function FileName({ name, className }: { name: string; className?: string }) {
  const [head, tail] = nameParts(name);
  return (
    <bdi title={name} className={cx('flex min-w-0', className)}>
      <span className="truncate" style={AS_IT_IS}>
        {head}
      </span>
      {tail !== '' && (
        <span className="shrink-0" style={AS_IT_IS}>
          {tail}
        </span>
      )}
    </bdi>
  );
}
