import type { Mentions } from '@chatket/contract';
import { createContext } from 'react';

/** Whom the message speaks to that is being drawn, and who looks. */
interface Spoken {
  mentions: Mentions;
  myId: string;
  /** Who has written it: what I say to all I do not say to myself. */
  authorId: string | undefined;
  onPerson: ((userId: string) => void) | undefined;
}

export const SpokenContext = createContext<Spoken | undefined>(undefined);
