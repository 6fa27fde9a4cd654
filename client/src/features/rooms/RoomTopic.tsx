import type { Room } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { Popover } from '../../ui';
import { InlineText } from './InlineText';

/** What a room is about, in one line; all of it, with what the room is for, after a click. */
export function RoomTopic({ room, isStrip }: { room: Room; isStrip: boolean }) {
  const { t } = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const { topic = '', description } = room;
  return (
    <div className={cx('min-w-0', isStrip ? 'relative border-b border-line px-2' : 'shrink')}>
      <button
        type="button"
        title={topic}
        aria-label={t('roomSettings.topicNamed', { topic })}
        aria-expanded={isOpen}
        aria-haspopup="dialog"
        onClick={() => setIsOpen(!isOpen)}
        className={cx(
          'block max-w-full truncate rounded-md px-1.5 text-start text-13 text-quiet hover:bg-surface-2 hover:text-ink',
          isStrip ? 'h-11 w-full' : 'h-7',
        )}
      >
        <bdi dir="auto">
          <InlineText text={topic} />
        </bdi>
      </button>
      {isOpen && (
        <Popover
          label={t('roomSettings.topic')}
          onClose={() => setIsOpen(false)}
          className="start-3 top-full mt-1 max-h-[60dvh] w-96 max-w-[calc(100vw-1.5rem)] space-y-2 overflow-y-auto p-4 wrap-anywhere"
        >
          <p dir="auto">
            <InlineText text={topic} hasLinks />
          </p>
          {description && (
            <p dir="auto" className="text-13 whitespace-pre-wrap text-quiet">
              {description}
            </p>
          )}
        </Popover>
      )}
    </div>
  );
}
