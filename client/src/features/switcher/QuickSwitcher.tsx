import type { Room } from '@chatket/contract';
import { useId, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { cx } from '../../lib';
import { byActivity, useChatStores } from '../../store';
import { HashIcon, Kbd, Modal, SearchIcon } from '../../ui';
import { matchRooms } from './match-rooms';

const SHOWN_MAX = 8;

interface QuickSwitcherProps {
  onClose: () => void;
  onPick: (room: Room) => void;
}

export function QuickSwitcher({ onClose, onPick }: QuickSwitcherProps) {
  const { rooms } = useChatStores();
  const mine = useStore(rooms, (state) => state.mine);
  const [term, setTerm] = useState('');
  const [place, setPlace] = useState(0);
  const id = useId();
  const found = matchRooms(byActivity(mine), term).slice(0, SHOWN_MAX);
  const active = found[Math.min(place, found.length - 1)];

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setPlace((before) => (before + step + found.length) % Math.max(found.length, 1));
    } else if (event.key === 'Enter' && active && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onPick(active);
    }
  }

  return (
    <Modal
      label="Go to a room"
      onClose={onClose}
      className="mx-auto mt-[12dvh] w-[min(34rem,calc(100vw-2rem))] animate-rise overflow-hidden rounded-xl bg-surface-1 shadow-raised"
    >
      <div className="flex h-13 items-center gap-3 border-b border-line px-4">
        <SearchIcon className="size-5 shrink-0 text-quiet" />
        <input
          role="combobox"
          aria-label="Go to a room"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={active && `${id}-${active.id}`}
          autoComplete="off"
          autoFocus
          placeholder="Go to a room"
          value={term}
          onChange={(event) => {
            setTerm(event.target.value);
            setPlace(0);
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent outline-none"
        />
        <Kbd>Esc</Kbd>
      </div>
      <ul id={id} role="listbox" aria-label="Rooms" className="max-h-[50dvh] overflow-y-auto p-2">
        {found.map((room) => (
          <li
            key={room.id}
            id={`${id}-${room.id}`}
            role="option"
            aria-selected={room === active}
            onClick={() => onPick(room)}
            onPointerMove={() => setPlace(found.indexOf(room))}
            className={cx(
              'flex h-10 items-center gap-2.5 rounded-lg px-2.5 max-md:h-11',
              room === active && 'bg-surface-2',
            )}
          >
            <HashIcon className={cx('size-4 shrink-0', room === active ? 'text-accent' : 'text-quiet')} />
            <bdi dir="auto" className="min-w-0 flex-1 truncate text-left">
              {room.name}
            </bdi>
            {room === active && <span className="shrink-0 text-12 text-quiet">Enter</span>}
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <p className="px-4 pb-5 text-center text-13 text-quiet">
          No room of yours has this name. Try Discover rooms.
        </p>
      )}
    </Modal>
  );
}
