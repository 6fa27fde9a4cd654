import type { typing as english } from '../en/typing';

export const typing: Record<keyof typeof english, string> = {
  'typing.one': '{name} yazıyor',
  'typing.two': '{first} ve {second} yazıyor',
  'typing.many': 'Birkaç kişi yazıyor',
};
