import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { Avatar, HashIcon } from '../../ui';
import { ChevronIcon } from './ChevronIcon';
import type { Result } from './results';

interface ResultRowProps {
  id: string;
  result: Result;
  isActive: boolean;
  isUnread: boolean;
  onPick: () => void;
  onPoint: () => void;
}

export function ResultRow({ id, result, isActive, isUnread, onPick, onPoint }: ResultRowProps) {
  const { t } = useLocale();
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      onClick={onPick}
      onPointerMove={onPoint}
      className={cx(
        'flex min-h-9 items-center gap-2.5 rounded-lg px-2.5 py-1 max-md:min-h-11',
        isActive && 'bg-surface-2',
      )}
    >
      <span className={cx('flex w-7 shrink-0 justify-center', isActive ? 'text-accent' : 'text-quiet')}>
        {result.kind === 'room' && <HashIcon className="size-4" />}
        {result.kind === 'person' && <Avatar user={result.person.user} size={28} />}
        {result.kind === 'command' && <ChevronIcon className="size-4 mirrored:-scale-x-100" />}
      </span>
      <bdi
        dir="auto"
        className={cx('min-w-0 flex-1 truncate text-left mirrored:text-right', isUnread && 'font-bold')}
      >
        {nameOf(result)}
      </bdi>
      {result.kind === 'person' && (
        <span className="shrink-0 text-12 text-quiet">
          {t('switcher.personIn', { count: result.person.rooms.length })}
        </span>
      )}
      {isActive && (
        <span aria-hidden="true" className="shrink-0 text-12 text-quiet pointer-coarse:hidden">
          {t('switcher.enter')}
        </span>
      )}
    </div>
  );
}

function nameOf(result: Result): string {
  switch (result.kind) {
    case 'room':
      return result.room.name;
    case 'person':
      return result.person.user.username;
    case 'command':
      return result.command.name;
  }
}
