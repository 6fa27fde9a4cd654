import { normalizeUsername, type Room } from '@chatket/contract';
import { useEffect, useImperativeHandle, useState, type KeyboardEvent, type Ref } from 'react';
import { useLocale } from '../../../i18n';
import { cx } from '../../../lib';
import { CalledName, PersonAvatar } from '../../../people';
import { PeopleIcon } from '../../../ui';
import { isInCode } from '../code';
import type { NameStretch } from '../name-at';
import { suggestionId, SUGGESTIONS_ID } from '../suggestion-ids';
import { suggestNames, type Suggested } from './rank';
import { useNear } from './use-near';

export interface NameKeys {
  /** Takes the keys that choose. Tells whether it has. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

interface NameSuggestionsProps {
  room: Room;
  text: string;
  stretch: NameStretch;
  keys: Ref<NameKeys>;
  /** The id of the option that is chosen now; null while the list is open and none is, undefined while it is closed. */
  onActive: (id: string | null | undefined) => void;
  onPick: (name: string, stretch: NameStretch) => void;
}

/** People for the name that is being written. The focus stays in the text. */
export function NameSuggestions({ room, text, stretch, keys, onActive, onPick }: NameSuggestionsProps) {
  const { t } = useLocale();
  const near = useNear(room, stretch.query);
  const [choice, setChoice] = useState<{ query: string; place: number }>();
  const [dismissed, setDismissed] = useState<number>();
  const isOpen = stretch.start !== dismissed && !isInCode(text, stretch.start);
  const found = isOpen ? suggestNames(stretch.query, near) : [];
  // Whoever has written a name to its end, or none of it, may want to send what stands there.
  const isWhole = stretch.query === '' || found.some(({ name }) => name === normalizeUsername(stretch.query));
  const active = choice?.query === stretch.query ? choice.place : isWhole ? -1 : 0;
  const shown = found.length > 0;
  const activeId = !shown ? undefined : active >= 0 && active < found.length ? suggestionId(active) : null;

  useEffect(() => {
    onActive(activeId);
    return () => onActive(undefined);
  }, [onActive, activeId]);

  useImperativeHandle(keys, () => ({
    onKeyDown: (event) => {
      if (!shown || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
      const chosen = found[active] ?? (event.key === 'Tab' ? found[0] : undefined);
      const choose = (place: number) =>
        setChoice({ query: stretch.query, place: (place + found.length) % found.length });
      if (event.key === 'ArrowDown') choose(active + 1);
      else if (event.key === 'ArrowUp') choose(active < 0 ? -1 : active - 1);
      else if (event.key === 'Escape') setDismissed(stretch.start);
      else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) onPick(chosen.name, stretch);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  }));

  if (!shown) return null;
  return (
    <ul
      id={SUGGESTIONS_ID}
      role="listbox"
      aria-label={t('mentions.suggestions')}
      className="absolute start-0 bottom-full z-30 mb-1.5 w-80 max-w-full animate-rise rounded-xl bg-surface-1 p-1 shadow-raised"
    >
      {found.map((each, place) => (
        <li
          key={each.name}
          id={suggestionId(place)}
          role="option"
          aria-selected={place === active}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(each.name, stretch)}
          className={cx(
            'flex h-8 items-center gap-2.5 rounded-lg px-2.5 text-13 max-md:h-11',
            place === active && 'bg-surface-2',
          )}
        >
          <Option each={each} />
        </li>
      ))}
    </ul>
  );
}

function Option({ each: { name, user, isAbsent, everyone } }: { each: Suggested }) {
  const { t } = useLocale();
  const note = isAbsent ? t('mentions.absent') : everyone ? t(`mentions.${everyone}`) : undefined;
  return (
    <>
      {user ? <PersonAvatar user={user} size={20} /> : <PeopleIcon className="size-5 text-quiet" />}
      {user ? (
        <CalledName user={user} hasAt />
      ) : (
        <bdi dir="auto" className="min-w-0 truncate">
          @{name}
        </bdi>
      )}
      {note && <span className="ms-auto shrink-0 text-12 text-quiet">{note}</span>}
    </>
  );
}
