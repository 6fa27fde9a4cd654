import { fold } from '@chatket/contract';

const KEY_MAX = 160;

/** Which rule `nameKey` follows. Whoever changes what `fold` gives adds one: all keys are then written anew. */
export const NAME_FOLD = 1;

/** A name, or a part of one, as search and order see it. */
export function nameKey(name: string): string {
  return [...fold(name)].slice(0, KEY_MAX).join('');
}
