import { fold, isGuestName, LIMITS, type Room, type UserRef } from '@chatket/contract';
import { useId, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { byName, cx, isForInputMethod } from '../../lib';
import { CalledName, PersonAvatar } from '../../people';
import { presenceOf, useChatStores } from '../../store';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { CloseIcon } from '../../ui/more-icons';
import { open, whyNot } from './direct';
import { useDirectContext } from './use-direct-context';
import { useFound } from '../../api/use-found';

interface PeopleDialogProps {
  /** Those who are in it already: with more people it is another group. */
  with?: readonly UserRef[];
  onOpened: (room: Room) => void;
  onClose: () => void;
}

const OTHERS_MAX = LIMITS.groupPeopleMax - 1;

/** Whom to write to: one person, oneself, or several for a group. */
export function PeopleDialog({ with: before = [], onOpened, onClose }: PeopleDialogProps) {
  const { t } = useLocale();
  const { me, presence } = useChatStores();
  const rosters = useStore(presence, (state) => state.rosters);
  const context = useDirectContext();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<readonly UserRef[]>(before);
  const [at, setAt] = useState(0);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const { people, isLooking, hasFailed } = useFound(typed);
  const id = useId();

  const isChosen = ({ id: userId }: UserRef) => chosen.some((user) => user.id === userId);
  const offered = (typed.trim() === '' ? known() : people).filter((user) => !isChosen(user)).slice(0, 8);
  const active = offered[Math.min(at, offered.length - 1)];
  const isFull = chosen.length >= OTHERS_MAX;
  const isOther = chosen.length > before.length;

  /** Those I share rooms with, while nothing is typed; guests have one room only. */
  function known(): UserRef[] {
    const all = Object.values(rosters).flatMap(({ users }) => Object.values(users));
    const others = new Map(all.filter((user) => !isGuestName(user.username)).map((user) => [user.id, user]));
    return [...others.values()].sort((one, other) => byName(fold(one.username), fold(other.username)));
  }

  function choose(user: UserRef) {
    if (isFull) return;
    setChosen([...chosen, user]);
    setTyped('');
    setAt(0);
    setError(undefined);
  }

  async function submit() {
    if (!isOther || isBusy) return;
    setIsBusy(true);
    try {
      onOpened(
        await open(
          context,
          chosen.map((user) => user.id),
        ),
      );
    } catch (problem) {
      setError(whyNot(problem));
      setIsBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isForInputMethod(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offered.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, offered.length - 1) + step + offered.length) % offered.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (typed.trim() === '' && isOther) void submit();
      else if (active) choose(active);
    } else if (event.key === 'Backspace' && typed === '' && isOther) {
      event.preventDefault();
      setChosen(chosen.slice(0, -1));
    }
  }

  return (
    <Dialog title={t(before.length > 0 ? 'direct.addTitle' : 'rooms.newMessage')} onClose={onClose}>
      {before.length > 0 && <p className="pb-3 text-13 text-quiet text-pretty">{t('direct.addHint')}</p>}
      <div className="flex min-h-11 flex-wrap items-center gap-1.5 rounded-xl border border-line-strong px-2 py-1.5 focus-within:border-accent focus-within:outline-2 focus-within:outline-accent/30">
        {chosen.map((user) => (
          <button
            key={user.id}
            type="button"
            disabled={before.includes(user)}
            aria-label={t('direct.takeOut', { name: user.username })}
            onClick={() => setChosen(chosen.filter((each) => each !== user))}
            className="flex h-7 items-center gap-1 rounded-md bg-accent-soft px-2 text-13 font-medium text-accent max-md:h-9"
          >
            <bdi dir="auto">{user.username}</bdi>
            {!before.includes(user) && <CloseIcon className="size-3" />}
          </button>
        ))}
        <input
          role="combobox"
          data-first
          aria-label={t('direct.to')}
          aria-expanded={offered.length > 0}
          aria-controls={id}
          aria-activedescendant={active && `${id}-${active.id}`}
          aria-describedby={`${id}-note`}
          autoComplete="off"
          placeholder={chosen.length === 0 ? t('direct.to') : undefined}
          maxLength={LIMITS.userSearchMax}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="h-7 min-w-24 flex-1 bg-transparent outline-none max-md:h-9"
        />
      </div>
      <ul
        id={id}
        role="listbox"
        aria-label={t('switcher.people')}
        className="mt-2 max-h-64 min-h-9 overflow-y-auto overscroll-contain"
      >
        {offered.map((user) => (
          <li
            key={user.id}
            id={`${id}-${user.id}`}
            role="option"
            aria-selected={user === active}
            aria-disabled={isFull}
            onClick={() => choose(user)}
            onPointerMove={() => setAt(offered.indexOf(user))}
            className={cx(
              'flex min-h-10 items-center gap-2.5 rounded-lg px-2.5 max-md:min-h-11',
              user === active && 'bg-surface-2',
            )}
          >
            <PersonAvatar user={user} size={28} status={presenceOf(rosters, user.id)} />
            <CalledName user={user} />
            <span className="sr-only">{t(`presence.${presenceOf(rosters, user.id)}`)}</span>
            {user.id === me.id && (
              <span className="ms-auto shrink-0 text-12 text-quiet">{t('direct.notesToSelf')}</span>
            )}
          </li>
        ))}
      </ul>
      <p id={`${id}-note`} role="status" className="min-h-5 text-13 text-quiet">
        {error ??
          (isFull
            ? t('direct.full', { count: OTHERS_MAX })
            : hasFailed
              ? t('direct.failed')
              : typed.trim() !== '' && !isLooking && offered.length === 0 && t('members.nobody'))}
      </p>
      <div className="mt-3 flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button look="primary" isBusy={isBusy} disabled={!isOther} onClick={() => void submit()}>
          {t('direct.open')}
        </Button>
      </div>
    </Dialog>
  );
}
