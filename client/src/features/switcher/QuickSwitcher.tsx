import type { Room, UserRef } from '@chatket/contract';
import {
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useStore } from 'zustand';
import { useLocale, type MessageId } from '../../i18n';
import { isForInputMethod } from '../../lib';
import { byActivity, useChatStores } from '../../store';
import { IconButton, Kbd, SearchIcon } from '../../ui';
import { CloseIcon } from '../../ui/more-icons';
import { Modal } from '../../ui/Dialog';
import {
  findResults,
  findSharedRooms,
  type Command,
  type Person,
  type Result,
  type ResultGroup,
} from './results';
import { ResultRow } from './ResultRow';
import { usePeople } from './use-people';

const TITLES = {
  room: 'switcher.rooms',
  person: 'switcher.people',
  command: 'switcher.commands',
} as const satisfies Record<Result['kind'], MessageId>;

interface QuickSwitcherProps {
  commands: readonly Command[];
  hasNews: (room: Room) => boolean;
  /** How much waits in a room. */
  badge?: (room: Room) => ReactNode;
  onRoom: (room: Room) => void;
  /** What stands behind a question mark is looked for in messages. */
  onSearch: (text: string) => void;
  onPerson: (user: UserRef) => void;
  onClose: () => void;
}

/** One field that leads everywhere: to rooms, to what I share with people, and to everything that can be done. */
export function QuickSwitcher({
  commands,
  hasNews,
  badge,
  onRoom,
  onSearch,
  onPerson,
  onClose,
}: QuickSwitcherProps) {
  const { t } = useLocale();
  const { rooms } = useChatStores();
  // While thousands of rooms come, what is typed comes first.
  const mine = useDeferredValue(useStore(rooms, (state) => state.mine));
  const isWhole = useStore(rooms, (state) => state.isWhole);
  const [term, setTerm] = useState('');
  const isSearch = term.startsWith('?');
  const people = usePeople(isSearch ? '' : term);
  const [chosen, setChosen] = useState<Person>();
  const [place, setPlace] = useState(0);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);

  // As the rosters have them now: more of them may have come since.
  const person = chosen && (people.find(({ user }) => user.id === chosen.user.id) ?? chosen);
  const sorted = byActivity(mine).sort((one, other) => Number(hasNews(other)) - Number(hasNews(one)));
  const groups = isSearch
    ? [searchFor(term.slice(1).trim())]
    : person
      ? findSharedRooms(person, term)
      : findResults({ rooms: sorted, people, commands }, term);
  const results = groups.flatMap((group) => group.results);
  const active = results[Math.min(place, results.length - 1)];
  const label = person ? t('switcher.personTitle', { name: person.name }) : t('switcher.label');

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active?.key]);

  function searchFor(text: string): ResultGroup {
    const name = text === '' ? t('command.search') : t('command.searchFor', { text });
    const command = { id: 'search-for', name, run: () => onSearch(text) };
    return { kind: 'command', results: [{ kind: 'command', key: 'command-search-for', command }] };
  }

  function narrow(to: { term: string; person: Person | undefined }) {
    setTerm(to.term);
    setChosen(to.person);
    setPlace(0);
  }

  function pick(result: Result) {
    if (result.kind === 'person') return onPerson(result.person.user);
    if (result.kind === 'room') return onRoom(result.room);
    onClose();
    result.command.run();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isForInputMethod(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setPlace((Math.min(place, results.length - 1) + step + results.length) % Math.max(results.length, 1));
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      pick(active);
    } else if (event.key === 'ArrowRight' && active?.kind === 'person' && isAtEnd(event)) {
      event.preventDefault();
      narrow({ term: '', person: active.person });
    } else if (event.key === 'Backspace' && term === '' && person) {
      event.preventDefault();
      narrow({ term: '', person: undefined });
    }
  }

  return (
    <Modal
      label={label}
      onClose={onClose}
      className="mx-auto mt-[10dvh] w-[min(34rem,calc(100vw-2rem))] animate-rise overflow-hidden rounded-xl bg-surface-1 shadow-raised"
    >
      <div className="flex h-13 items-center gap-3 border-b border-line px-4">
        <SearchIcon className="size-5 shrink-0 text-quiet" />
        {person && (
          <button
            type="button"
            aria-label={t('switcher.back')}
            onClick={() => narrow({ term: '', person: undefined })}
            className="max-w-[40%] shrink-0 truncate rounded-md bg-accent-soft px-2 py-0.5 text-13 font-medium text-accent"
          >
            <bdi dir="auto">{person.name}</bdi>
          </button>
        )}
        <input
          role="combobox"
          aria-label={label}
          aria-expanded={results.length > 0}
          aria-controls={id}
          aria-activedescendant={active && `${id}-${active.key}`}
          autoComplete="off"
          placeholder={person ? t('switcher.rooms') : t('app.goTo')}
          value={term}
          onChange={(event) => narrow({ term: event.target.value, person })}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent outline-none"
        />
        <span className="max-md:hidden pointer-coarse:hidden">
          <Kbd>{t('key.escape')}</Kbd>
        </span>
        <span className="-me-3 hidden max-md:block pointer-coarse:block">
          <IconButton label={t('common.close')} place="below-end" onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </span>
      </div>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={t('switcher.results')}
        className="max-h-[min(60dvh,28rem)] overflow-y-auto overscroll-contain p-2 empty:p-0"
      >
        {groups.map((group) => (
          <div key={group.kind} role="group" aria-labelledby={`${id}-${group.kind}`}>
            <div id={`${id}-${group.kind}`} className="px-2.5 pt-2 pb-1 text-12 font-medium text-quiet">
              {t(TITLES[group.kind])}
            </div>
            {group.results.map((result) => (
              <ResultRow
                key={result.key}
                id={`${id}-${result.key}`}
                result={result}
                isActive={result === active}
                isUnread={result.kind === 'room' && hasNews(result.room)}
                badge={result.kind === 'room' && badge?.(result.room)}
                onPick={() => pick(result)}
                onPoint={() => setPlace(results.indexOf(result))}
              />
            ))}
          </div>
        ))}
      </div>
      {isWhole
        ? results.length === 0 && (
            <p className="px-4 py-5 text-center text-13 text-quiet">{t('switcher.none')}</p>
          )
        : !isSearch && <p className="px-4 py-3 text-center text-13 text-quiet">{t('switcher.moreComing')}</p>}
      <p role="status" className="sr-only">
        {t('switcher.count', { count: results.length })}
      </p>
    </Modal>
  );
}

/** Whether the caret has nowhere further to go. */
function isAtEnd({ target, shiftKey }: KeyboardEvent): boolean {
  return !shiftKey && target instanceof HTMLInputElement && target.selectionStart === target.value.length;
}
