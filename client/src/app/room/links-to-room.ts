import type { Message } from '@chatket/contract';

/** Whether it may link to a room of this server: that is looked at when it is drawn. */
export const linksToRoom = ({ text }: Pick<Message, 'text'>): boolean =>
  text.includes(`${window.location.origin}/rooms/`);
