import type { UserRef } from '@chatket/contract';
import type { ReactNode } from 'react';
import { cx, formatClock, formatFull } from '../../lib';
import { Avatar } from '../../ui';

interface MessageFrameProps {
  rowKey: string;
  author: UserRef;
  /** Nothing while it is not stored: a time is the sign that it is. */
  at?: Date;
  /** The first of a group carries face and name; the others only their text. */
  isFirst: boolean;
  children: ReactNode;
}

/** The grid of a message: gutter with face or time, then name and text. */
export function MessageFrame({ rowKey, author, at, isFirst, children }: MessageFrameProps) {
  return (
    <li
      data-key={rowKey}
      data-message
      tabIndex={-1}
      className={cx(
        'group/row relative grid grid-cols-[36px_minmax(0,1fr)] gap-x-3 px-4 py-px -outline-offset-2 hover:bg-surface-0/70 focus-visible:bg-surface-0/70 md:px-5',
        isFirst && 'mt-3',
      )}
    >
      {isFirst ? (
        <span className="row-span-2 pt-0.5">
          <Avatar user={author} />
        </span>
      ) : (
        <span className="pt-[3px] text-right text-12 text-quiet opacity-0 group-hover/row:opacity-100 group-focus-visible/row:opacity-100">
          {at && <Time at={at} />}
        </span>
      )}
      <div className="min-w-0">
        {isFirst ? (
          <p className="flex items-baseline gap-2 leading-5.5">
            <bdi dir="auto" className="min-w-0 truncate font-bold" title={author.username}>
              {author.username}
            </bdi>
            {at && (
              <span className="shrink-0 text-12 text-quiet">
                <Time at={at} />
              </span>
            )}
          </p>
        ) : (
          <span className="sr-only">{author.username}: </span>
        )}
        {children}
      </div>
    </li>
  );
}

function Time({ at }: { at: Date }) {
  return (
    <time dateTime={at.toISOString()} title={formatFull(at)} className="tabular-nums">
      {formatClock(at)}
    </time>
  );
}
