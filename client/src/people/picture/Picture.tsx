import { useState } from 'react';
import { useFilesCookie } from '../../api/use-files-cookie';
import { cx } from '../../lib';

/** Addresses of what this page has shown: it is there at once when it is drawn again. */
const known = new Set<string>();

/**
 * The picture of a person or a room. It covers what it stands in, and shows itself when it is there: nothing moves. A browser
 * that keeps it asks nobody; one that may not fetch it yet asks once more when it may.
 */
export function Picture({ picture }: { picture: string }) {
  const src = `/api/files/pictures/${picture}/256`;
  const { has, isAnswered } = useFilesCookie();
  const [isThere, setIsThere] = useState(known.has(src));
  /** Without the cookie, and with it. */
  const [failed, setFailed] = useState<{ before?: true; behind?: true }>({});
  const isOver = failed.behind === true || (failed.before === true && !isAnswered);
  if (isOver || (!has && !known.has(src))) return null;
  return (
    <img
      key={String(failed.before)}
      src={src}
      alt=""
      draggable={false}
      decoding="sync"
      onLoad={() => {
        known.add(src);
        setIsThere(true);
      }}
      onError={() => setFailed((before) => (isAnswered ? { ...before, behind: true } : { before: true }))}
      // What only a part needs that is loaded later is in no stylesheet of the first page.
      style={{ borderRadius: 'inherit', objectFit: 'cover' }}
      className={cx('absolute inset-0 size-full bg-surface-2', !isThere && 'opacity-0')}
    />
  );
}
