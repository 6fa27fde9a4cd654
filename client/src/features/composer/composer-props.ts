import type { Attachment, Message, Room } from '@chatket/contract';
import type { ReactNode } from 'react';
import type { ComposerTask } from './composer-task';

/** A text that could be sent as it is. */
export interface Ready {
  text: string;
  /** It has gone its way, and need not be kept here any more. */
  onTaken: () => void;
}

/** Where one writes, and what else may be done with what is written. */
export interface ComposerProps {
  room: Room;
  /** What is written goes to where there is something already: it is kept by itself, and is never parted. */
  task?: ComposerTask;
  /** Above the field. */
  head?: ReactNode;
  /** The message that is answered. */
  answered?: Message;
  onSent?: () => void;
  /** Beside the field: what puts files to it. */
  attach?: ReactNode;
  /** The files that go with the text; with some it may be empty. */
  files?: readonly Attachment[] | undefined;
  /** What stands beside the button that sends, for a text that could be sent now. */
  beside?: (now: Ready) => ReactNode;
  /** What begins with a slash may mean something else. `clear` empties the field, where that text still stands in it. */
  onSlash?: (text: string, deeds: { send: (text: string) => void; clear: () => void }) => void;
  /** What can be written there: `take` puts a text in place of all. */
  suggest?: (draft: string, take: (text: string) => void) => ReactNode;
  /** The key that leads up was pressed in the empty field. */
  onUp?: () => void;
  /** Esc was pressed in the field. Tells whether that means something. */
  onEscape?: () => boolean;
}
