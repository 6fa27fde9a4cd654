import type { UserRef } from '@chatket/contract';
import type { ComponentProps, ReactNode } from 'react';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { CalledName, PersonAvatar, StatusSign, personName } from '../../people';
import { GuestMark } from '../../ui';

interface MessageFrameProps extends ComponentProps<'article'> {
  rowKey: string;
  author: UserRef;
  /** Nothing while it is not stored: a time is the sign that it is. */
  at?: Date;
  /** Whether something can be done with it: not while it is on its way, nor between its ack and its copy. */
  isStored?: boolean;
  /** The first of a group carries face and name; the others only their text. */
  isFirst: boolean;
  /** A link has led here. */
  isHighlighted?: boolean;
  /** Stands behind name and time, over the lines. */
  aside?: ReactNode;
  children: ReactNode;
}

/** The grid of a message: gutter with face or time, then name and text. */
export function MessageFrame(props: MessageFrameProps) {
  const {
    rowKey,
    author,
    at,
    isFirst,
    isStored = false,
    isHighlighted = false,
    aside,
    children,
    ...rest
  } = props;
  const { t } = useLocale();
  return (
    <article
      data-key={rowKey}
      data-message={isStored ? 'stored' : ''}
      data-highlighted={isHighlighted || undefined}
      tabIndex={-1}
      className={cx(
        'group/row relative grid grid-cols-[36px_minmax(0,1fr)] gap-x-3 px-4 py-px -outline-offset-2 hover:bg-surface-0/70 focus-visible:bg-surface-0/70 compact:py-0 md:px-5',
        isFirst && 'mt-3 compact:mt-1.5',
        isHighlighted && 'animate-highlight motion-reduce:bg-accent-soft',
      )}
      {...rest}
    >
      {isFirst ? (
        <span className="row-span-2 pt-0.5">
          <PersonAvatar user={author} />
        </span>
      ) : (
        <span className="flex justify-end pt-[3px] text-12 whitespace-nowrap text-quiet opacity-0 select-none group-hover/row:opacity-100 group-focus-visible/row:opacity-100 print:opacity-100">
          {at && <Time at={at} />}
        </span>
      )}
      <div className="min-w-0">
        {isFirst ? (
          <div data-label className="flex items-baseline gap-2 leading-5.5">
            <CalledName user={author} className="font-bold" />
            <StatusSign user={author} />
            <GuestMark user={author} />
            {at && (
              <span className="shrink-0 text-12 text-quiet">
                <Time at={at} />
              </span>
            )}
            {aside && <span className="relative">{aside}</span>}
          </div>
        ) : (
          <span data-label className="sr-only">
            <bdi>{personName(t, author)}</bdi>:{' '}
          </span>
        )}
        {children}
      </div>
    </article>
  );
}

function Time({ at }: { at: Date }) {
  const { time } = useLocale();
  return (
    <time dateTime={at.toISOString()} title={time.full(at)} className="tabular-nums">
      {time.clock(at)}
    </time>
  );
}
