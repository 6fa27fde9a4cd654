import type { Mentions } from '@chatket/contract';
import { createContext } from 'react';

/** Whom the message speaks to that is being drawn, and who looks. */
interface Spoken {
  mentions: Mentions;
  myId: string;
  onPerson: ((userId: string) => void) | undefined;
}

export const SpokenContext = createContext<Spoken | undefined>(undefined);
