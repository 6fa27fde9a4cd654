import { useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react';
import type { Edited } from './edit';
import { editField } from './edit-field';

interface Options {
  /** What the field is to hold; mostly what it holds already, because it came from there. */
  text: string;
  onChange: (text: string, caret: number) => void;
  /** The person has typed: nothing was pasted, deleted or taken back. */
  onTyped: () => void;
}

interface Field {
  /** What stands there now, with the selection; nothing while an input method composes in it. */
  read: () => Edited | undefined;
  /** Writes for the person, who can take it back and goes on where the selection is. */
  put: (edited: Edited) => void;
  empty: () => void;
}

/**
 * A text field that the browser keeps. React does not set its value as long as that is what was typed: the browser
 * would forget what can be undone, and pay for the whole text with every key.
 */
export function useField(
  ref: RefObject<HTMLTextAreaElement | null>,
  { text, onChange, onTyped }: Options,
): Field {
  const isComposing = useRef(false);
  /** Behind the space that an emoji brought along: the one that people type out of habit is this one. */
  const givenSpace = useRef<number>(undefined);

  useLayoutEffect(() => {
    if (ref.current && !isComposing.current) setValue(ref.current, text);
  }, [ref, text]);

  const onInput = useEffectEvent((event: Event) => {
    const field = ref.current;
    if (!field) return;
    givenSpace.current = undefined;
    onChange(field.value, field.selectionEnd);
    if (!isComposing.current && isTyping(event)) onTyped();
  });
  const onBeforeInput = useEffectEvent((event: InputEvent) => {
    const field = event.currentTarget;
    if (!(field instanceof HTMLTextAreaElement) || event.data !== ' ') return;
    const { selectionStart, selectionEnd } = field;
    if (selectionStart === selectionEnd && selectionEnd === givenSpace.current) event.preventDefault();
    givenSpace.current = undefined;
  });
  const onComposition = useEffectEvent((event: CompositionEvent) => {
    isComposing.current = event.type === 'compositionstart';
    if (!isComposing.current) onInput(event);
  });

  useEffect(() => {
    const field = ref.current;
    if (!field) return;
    const listeners = new AbortController();
    const { signal } = listeners;
    field.addEventListener('beforeinput', (event) => onBeforeInput(event), { signal });
    field.addEventListener('input', (event) => onInput(event), { signal });
    field.addEventListener('compositionstart', (event) => onComposition(event), { signal });
    field.addEventListener('compositionend', (event) => onComposition(event), { signal });
    return () => listeners.abort();
  }, [ref]);

  return {
    read: () => {
      const field = ref.current;
      if (!field || isComposing.current) return undefined;
      return { text: field.value, start: field.selectionStart, end: field.selectionEnd };
    },
    put: (edited) => {
      const field = ref.current;
      if (!field) return;
      editField(field, edited);
      onChange(field.value, field.selectionEnd);
      givenSpace.current = edited.isSpaceGiven ? edited.end : undefined;
    },
    empty: () => {
      // Even in the middle of a composition: what it holds was sent.
      if (ref.current) setValue(ref.current, '');
    },
  };
}

function setValue(field: HTMLTextAreaElement, text: string) {
  if (field.value === text) return;
  const { selectionStart, selectionEnd } = field;
  const isAtEnd = selectionEnd === field.value.length;
  field.value = text;
  if (!isAtEnd) field.setSelectionRange(selectionStart, selectionEnd);
}

/** Input methods and keyboards of phones tell of typing in several ways. */
function isTyping(event: Event): boolean {
  if (event.type === 'compositionend') return true;
  return (
    event instanceof InputEvent &&
    ['insertText', 'insertCompositionText', 'insertFromComposition'].includes(event.inputType)
  );
}
