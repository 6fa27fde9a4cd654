import {
  POLL_LIMITS,
  revOf,
  type Message,
  type Poll,
  type PollOption,
  type UserRef,
} from '@chatket/contract';
import type { PendingChange } from '../../store';

/** A poll as it is drawn: with what I have chosen, as far as that is known. */
export interface ShownPoll extends Poll {
  mine: number[];
}

/**
 * A poll as what I did to it will make it, as long as the server has not refused that and its state has not come. What
 * I have chosen is told to me only; where it is not told, those whom a poll names say it.
 */
export function shownPoll(
  message: Message & { poll: Poll },
  changes: readonly PendingChange[],
  me: UserRef,
): ShownPoll {
  const { poll } = message;
  const mine = poll.mine ?? poll.options.flatMap(({ users }, place) => (isAmong(users, me) ? [place] : []));
  return changes.reduce<ShownPoll>(
    (shown, change) => {
      if (change.messageId !== message.messageId || !isOpen(change, message)) return shown;
      if (change.kind === 'poll:end')
        return shown.ended
          ? shown
          : { ...shown, ended: { at: new Date(change.order).toISOString(), by: me } };
      return change.kind === 'poll:vote' ? withVote(shown, change, me) : shown;
    },
    { ...poll, mine },
  );
}

function isOpen({ state }: PendingChange, message: Message): boolean {
  return state.kind === 'queued' || (state.kind === 'sent' && state.seq > revOf(message));
}

function withVote(poll: ShownPoll, { option, on }: { option: number; on: boolean }, me: UserRef): ShownPoll {
  if (poll.mine.includes(option) === on) return poll;
  const kept = on && !poll.isMultiple ? [] : poll.mine.filter((place) => place !== option);
  const mine = on ? [...kept, option].sort((one, other) => one - other) : kept;
  const voters = poll.voters + Number(mine.length > 0) - Number(poll.mine.length > 0);
  const options = poll.options.map((each, place) => {
    const step = Number(mine.includes(place)) - Number(poll.mine.includes(place));
    return step === 0 ? each : stepped(each, step, poll.isAnonymous ? undefined : me);
  });
  return { ...poll, mine, voters, options };
}

function stepped({ users = [], ...option }: PollOption, step: number, me: UserRef | undefined): PollOption {
  const count = option.count + step;
  if (!me) return { ...option, count };
  const others = users.filter(({ id }) => id !== me.id);
  const named = step > 0 && others.length < POLL_LIMITS.votersShown ? [...others, me] : others;
  return { ...option, count, ...(named.length > 0 && { users: named }) };
}

function isAmong(users: readonly UserRef[] | undefined, { id }: UserRef): boolean {
  return users?.some((user) => user.id === id) ?? false;
}
