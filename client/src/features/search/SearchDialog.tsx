import { type Message, type Room, valuesOf } from '@chatket/contract';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { isForInputMethod } from '../../lib';
import { RoomTitle } from '../../people';
import { useChatStores } from '../../store';
import { Button, ErrorNote, IconButton, SearchIcon } from '../../ui';
import { Modal } from '../../ui/Dialog';
import { CloseIcon } from '../../ui/more-icons';
import { byRoom } from './group';
import { filtersFor, withFilter } from './filters';
import { FilterChips, Hints } from './Hints';
import { noteSearch, recentSearches } from './recent';
import { ResultOption } from './ResultOption';
import { useSearch } from './use-search';

interface SearchDialogProps {
  /** What stands in the field at first. */
  text?: string;
  /** Where to look at first. */
  room?: Room;
  onOpen: (message: Message) => void;
  onClose: () => void;
}

/** Finds messages while one types, by room and with what stands around them; a result opens where it was said. */
export function SearchDialog({ text = '', room, onOpen, onClose }: SearchDialogProps) {
  const { t } = useLocale();
  const { me, rooms } = useChatStores();
  const mine = useStore(rooms, (state) => state.mine);
  const [typed, setTyped] = useState(room ? `in:${nameInSearch(room)} ` : text);
  const [place, setPlace] = useState(0);
  const search = useSearch(typed);
  const { query, results, failure } = search;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);

  const groups = byRoom(results);
  const shown = groups.flatMap((group) => group.results);
  const active = shown[Math.min(place, shown.length - 1)];
  const offered = filtersFor(typed);
  const problem = search.isLooking || offered.length > 0 ? undefined : query.problems[0];

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  function problemText(filter: string): string {
    const values = valuesOf(filter)?.join(', ');
    return values === undefined
      ? t('search.problem', { filter: `${filter}:` })
      : t('search.values', { filter: `${filter}:`, values });
  }

  function type(next: string) {
    setTyped(next);
    setPlace(0);
    field.current?.focus();
  }

  function open(message: Message) {
    noteSearch(me.id, search.asked);
    onOpen(message);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isForInputMethod(event)) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      const next = Math.min(place, shown.length - 1) + step;
      if (next >= shown.length && search.hasMore) search.more();
      else setPlace((next + shown.length) % shown.length);
    } else if (event.key === 'Tab' && !event.shiftKey && offered[0]) {
      event.preventDefault();
      type(withFilter(typed, offered[0].filter));
    } else if (event.key === 'Enter' && active) {
      event.preventDefault();
      open(active.message);
    }
  }

  return (
    <Modal
      label={t('search.title')}
      onClose={onClose}
      className="mx-auto mt-[6dvh] flex max-h-[88dvh] w-[min(44rem,calc(100vw-1.5rem))] animate-rise flex-col overflow-hidden rounded-xl bg-surface-1 shadow-raised not-open:hidden max-md:mt-2 max-md:max-h-[calc(100dvh-1rem)]"
    >
      <div className="flex h-13 shrink-0 items-center gap-3 border-b border-line px-4">
        <SearchIcon className="size-5 shrink-0 text-quiet" />
        <input
          ref={field}
          role="combobox"
          aria-label={t('search.title')}
          aria-expanded={shown.length > 0}
          aria-controls={id}
          aria-activedescendant={active && `${id}-${active.message.messageId}`}
          aria-invalid={problem !== undefined}
          autoComplete="off"
          enterKeyHint="search"
          placeholder={t('search.placeholder')}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent outline-none"
        />
        <span className="-me-3">
          <IconButton label={t('common.close')} place="below-end" onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </span>
      </div>
      <div className="min-h-0 overflow-y-auto overscroll-contain">
        {search.asked === '' && (
          <Hints
            recent={recentSearches(me.id)}
            onFilter={(filter) => type(withFilter(typed, filter))}
            onRecent={type}
          />
        )}
        {search.asked !== '' && offered.length > 0 && (
          <div className="px-4 py-3">
            <FilterChips filters={offered} onFilter={(filter) => type(withFilter(typed, filter))} />
          </div>
        )}
        {problem !== undefined && <p className="p-4 text-13 text-quiet">{problemText(problem)}</p>}
        {failure !== undefined && <ErrorNote onRetry={search.retry}>{failure}</ErrorNote>}
        <div ref={list} id={id} role="listbox" aria-label={t('search.results')} className="p-2 empty:p-0">
          {groups.map(({ roomId, results: found }) => {
            const where = mine[roomId];
            return (
              <div key={roomId} role="group" aria-labelledby={`${id}-${roomId}`}>
                <div
                  id={`${id}-${roomId}`}
                  className="sticky top-0 z-1 truncate bg-surface-1 px-2.5 py-1.5 text-12 font-medium text-quiet"
                >
                  {where ? <RoomTitle room={where} /> : t('search.otherRoom')}
                </div>
                {found.map((result) => (
                  <ResultOption
                    key={result.message.messageId}
                    id={`${id}-${result.message.messageId}`}
                    result={result}
                    terms={query.terms}
                    isActive={result === active}
                    onPick={() => open(result.message)}
                    onPoint={() => setPlace(shown.indexOf(result))}
                  />
                ))}
              </div>
            );
          })}
        </div>
        {search.hasMore && (
          <p className="p-2 pt-0 text-center">
            <Button look="quiet" disabled={search.isLoadingMore} onClick={search.more}>
              {t('search.more')}
            </Button>
          </p>
        )}
        {search.isDone && failure === undefined && shown.length === 0 && (
          <p className="px-4 py-6 text-center text-13 text-quiet">
            {[...query.terms].some((term) => term.length < 3) ? t('search.noneShort') : t('search.none')}
          </p>
        )}
        {search.isPartial && <p className="px-4 pb-3 text-12 text-quiet">{t('search.partial')}</p>}
        {search.isBuilding && <p className="px-4 pb-3 text-12 text-quiet">{t('search.building')}</p>}
      </div>
      <p role="status" className="sr-only">
        {search.isDone && failure === undefined && t('search.count', { count: shown.length })}
      </p>
    </Modal>
  );
}

/** How a room is named in a search: as people read it, where that is one name and can be written. */
function nameInSearch({ id, name, people }: Room): string {
  if (people) return people.length === 1 && people[0] ? `@${people[0].username}` : id;
  return name.includes('"') ? id : `"${name}"`;
}
