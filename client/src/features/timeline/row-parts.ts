import type { Attachment, Message, UserRef } from '@chatket/contract';
import type { ReactNode } from 'react';

/** A message that may have files: they are told with it, or on their way out with it. */
export interface WithFiles
  extends
    Pick<Message, 'attachments' | 'clientMsgId'>,
    Partial<Pick<Message, 'roomId' | 'messageId' | 'sender'>> {
  files?: readonly Attachment[];
  state?: { kind: string };
}

/** What other features add to the row of a stored message. The object stays the same as long as the room is open. */
export interface RowParts {
  /** Settles when what draws these messages has been fetched, or cannot be had; nothing where it is there. */
  late: (messages: readonly Message[]) => Promise<unknown> | undefined;
  /** Above the text, also of an unsent message: what is answered, where it comes from, and that it is pinned. */
  above: (message: Pick<Message, 'roomId' | 'replyTo' | 'forwarded' | 'pinned'>) => ReactNode;
  /** At the end of the text. */
  tail: (message: Message) => ReactNode;
  /** What it was sent with, also of an unsent message. */
  files: (message: WithFiles) => ReactNode;
  /** Below the text: reactions, and what could not be done to it. */
  below: (message: Message) => ReactNode;
  /** Below what stands in the place of a hidden message. */
  hidden: (message: Message) => ReactNode;
  /** Buttons of the toolbar. */
  tools: (message: Message) => ReactNode;
  /** Rows of the sheet that a long press opens; each closes it. */
  sheet: (message: Message, close: () => void) => ReactNode;
  /** A key was pressed on the row. Tells whether it means something. */
  onKey: (key: string, message: Message) => boolean;
  /** Somebody whom a message names was pointed at. */
  onPerson: (user: UserRef) => void;
}

const nothing = () => null;

/** A row without additions. */
export const BARE_ROW: RowParts = {
  late: () => undefined,
  above: nothing,
  tail: nothing,
  files: nothing,
  below: nothing,
  hidden: nothing,
  tools: nothing,
  sheet: nothing,
  onKey: () => false,
  onPerson: nothing,
};
