import type { Room } from '@chatket/contract';
import type { Api } from '../../api';
import type { MessageId } from '../../i18n';
import type { Realtime } from '../../realtime';
import type { ChatStores } from '../../store';

export interface CommandContext extends CommandPlace {
  stores: ChatStores;
  request: Api['request'];
  realtime: Realtime;
}

/** Where a command is written. */
export interface CommandPlace {
  room: Room;
  isInThread?: boolean;
}

/**
 * What a command has come to: a message to send, something to say when all is done, a place to go to, something to be asked
 * about the room, a question to ask with what can be chosen, or why it was not done; then what was typed stays where it is.
 */
export type Outcome =
  | { send: string }
  | { said: string }
  | { go: string }
  | { task: 'leave' }
  | { poll: string }
  | { refused: string };

export interface SlashCommand {
  /** Lower case, without the slash: the English one first, then those of other languages. */
  names: readonly [string, ...string[]];
  /** What follows the name, and what it does. */
  usage: MessageId | undefined;
  hint: MessageId;
  /** Where it is not offered. */
  isFor?: (room: Room) => boolean;
  /** It has to do with the whole room: nobody looks for it in a thread. */
  isOfRoom?: true;
  /** It may reject with an `ApiError`, which is explained. */
  run: (rest: string, context: CommandContext) => Outcome | Promise<Outcome>;
}

/** The one place where commands are known. Whatever adds to it is found by the completion too. */
const commands: SlashCommand[] = [];

/** Names are taken once: the first that comes has it. @returns what takes it away again */
export function registerCommand(command: SlashCommand): () => void {
  commands.push(command);
  return () => void commands.splice(commands.indexOf(command), 1);
}

/** However it is written: with capitals, and with the letters of Turkish. */
export function commandNamed(name: string, place: CommandPlace): SlashCommand | undefined {
  return available(place).find(({ names }) => names.some((known) => isSame(known, name)));
}

/** Those that have a name which begins so, in the order in which they came. */
export function commandsFor(begun: string, place: CommandPlace): SlashCommand[] {
  const start = begun.toLowerCase();
  return available(place).filter(({ names }) => names.some((name) => name.startsWith(start)));
}

const available = ({ room, isInThread }: CommandPlace) =>
  commands.filter(({ isFor, isOfRoom }) => (isFor?.(room) ?? true) && !(isInThread && isOfRoom));
const isSame = (known: string, typed: string) =>
  known === typed.toLowerCase() || known === typed.toLocaleLowerCase('tr');
