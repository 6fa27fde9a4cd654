import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLocale } from '../../i18n';
import { cx, isForInputMethod } from '../../lib';
import './built-in';
import { nameBegun } from './parse';
import { commandsFor, type CommandPlace, type SlashCommand } from './registry';

const LIST_ID = 'composer-commands';
const idOf = (place: number) => `${LIST_ID}-${String(place)}`;

interface CommandListProps extends CommandPlace {
  draft: string;
  onTake: (text: string) => void;
}

/** Commands for the name being written. The focus stays in the text, whose keys choose among them. */
export function CommandList({ draft, room, isInThread = false, onTake }: CommandListProps) {
  const { t } = useLocale();
  const list = useRef<HTMLUListElement>(null);
  const name = nameBegun(draft);
  const begun = name ?? '';
  const found = name === undefined ? [] : commandsFor(name, { room, isInThread });
  const [choice, setChoice] = useState({ begun, place: 0 });
  const [dismissed, setDismissed] = useState<string>();
  const active = choice.begun === begun ? Math.min(choice.place, found.length - 1) : 0;
  const isOpen = found.length > 0 && dismissed !== begun;
  const take = (command: SlashCommand) => onTake(`/${nameOf(command, begun)} `);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isOpen || isForInputMethod(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const chosen = found[active];
    const choose = (place: number) => setChoice({ begun, place: (place + found.length) % found.length });
    // Whoever has written the whole name and sends means it.
    const isWhole = chosen?.names.includes(begun.toLowerCase());
    if (event.key === 'ArrowDown') choose(active + 1);
    else if (event.key === 'ArrowUp') choose(active - 1);
    else if (event.key === 'Escape') setDismissed(begun);
    else if (chosen && (event.key === 'Tab' || (event.key === 'Enter' && !isWhole))) take(chosen);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  useEffect(() => {
    const field = list.current?.closest('form')?.querySelector('textarea');
    if (!field || !isOpen) return;
    const listener = (event: KeyboardEvent) => onKey(event);
    // Before the field does with the key what it does without a list.
    const form = field.form ?? field;
    form.addEventListener('keydown', listener as EventListener, { capture: true });
    field.setAttribute('aria-controls', LIST_ID);
    return () => {
      form.removeEventListener('keydown', listener as EventListener, { capture: true });
      field.removeAttribute('aria-controls');
      field.removeAttribute('aria-activedescendant');
    };
  }, [isOpen]);
  useEffect(() => {
    if (isOpen)
      list.current
        ?.closest('form')
        ?.querySelector('textarea')
        ?.setAttribute('aria-activedescendant', idOf(active));
  }, [isOpen, active]);

  return (
    <ul
      ref={list}
      id={LIST_ID}
      role="listbox"
      aria-label={t('command.list')}
      hidden={!isOpen}
      className="absolute start-0 bottom-full z-30 mb-1.5 w-96 max-w-full animate-rise rounded-xl bg-surface-1 p-1 shadow-raised"
    >
      {found.map((command, place) => (
        <li
          key={command.names[0]}
          id={idOf(place)}
          role="option"
          aria-selected={place === active}
          onPointerDown={(event) => {
            event.preventDefault();
            take(command);
          }}
          className={cx(
            'flex min-h-8 items-baseline gap-2.5 rounded-lg px-2.5 py-1 text-13 max-md:min-h-11',
            place === active && 'bg-surface-2',
          )}
        >
          <span className="shrink-0 font-medium">
            /{nameOf(command, begun)}{' '}
            {command.usage && <span className="text-quiet">{t(command.usage)}</span>}
          </span>
          <span className="min-w-0 flex-1 truncate text-end text-quiet">{t(command.hint)}</span>
        </li>
      ))}
    </ul>
  );
}

/** The one that begins as it was written. */
function nameOf({ names }: SlashCommand, begun: string): string {
  return names.find((name) => name.startsWith(begun.toLowerCase())) ?? names[0];
}
