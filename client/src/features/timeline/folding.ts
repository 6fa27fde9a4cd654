import type { Message } from '@chatket/contract';

type IsFolded = (message: Message) => boolean;

/** Of messages in a row that are folded away, the first stands for all. The same array where none is. */
export function withoutFolded(messages: readonly Message[], isFolded: IsFolded): readonly Message[] {
  let wasFolded = false;
  const left = messages.filter((message) => {
    const isSecond = wasFolded;
    wasFolded = isFolded(message);
    return !(wasFolded && isSecond);
  });
  return left.length === messages.length ? messages : left;
}
