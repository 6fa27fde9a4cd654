import { describe, expect, it } from '@jest/globals';
import { AppError, SystemClock } from '../common/index.js';
import { ReactionQueue } from './reaction-queue.js';
import { type ReactionOutcome, ReactionsRepository, type ReactionWish } from './reactions.repository.js';

/** Stores in memory; refuses as a database would that cannot take what `ghost` wants. */
class MemoryReactions extends ReactionsRepository {
  readonly statements: ReactionWish[][] = [];

  constructor() {
    super(undefined as never);
  }

  override async set(wishes: readonly ReactionWish[]): Promise<ReactionOutcome[]> {
    this.statements.push([...wishes]);
    await Promise.resolve();
    if (wishes.some(({ user }) => user.id === 'ghost')) throw new AppError('INTERNAL', 'no such person');
    return wishes.map(() => ({ kind: 'changed', seq: this.statements.length, at: '' }));
  }
}

const wish = (id: string, messageId = 'message', roomId = 'room'): ReactionWish => ({
  ...{ roomId, messageId, user: { id, username: id } },
  ...{ kind: '👍', variant: '👍', isOn: true },
});

function scene() {
  const reactions = new MemoryReactions();
  const queue = new ReactionQueue(reactions, new SystemClock());
  const told: string[] = [];
  queue.onStored = (wishes) => told.push(...wishes.map(({ user }) => user.id));
  return { reactions, queue, told };
}

describe('reactions that wait', () => {
  it('go into one statement when they come together, each with its outcome, and are told once', async () => {
    const { reactions, queue, told } = scene();
    const outcomes = await Promise.all(
      ['a', 'b', 'c'].map((id, n) => queue.add(wish(id, `message-${String(n)}`))),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['changed', 'changed', 'changed']);
    expect(reactions.statements).toHaveLength(1);
    expect(told).toEqual(['a', 'b', 'c']);
  });

  it('do not fail because of one that the database cannot take, in the same room or another', async () => {
    const { queue, told } = scene();
    const ghost = queue.add(wish('ghost')).catch((error: unknown) => error);
    const others = [
      queue.add(wish('a')),
      queue.add(wish('b', 'other')),
      queue.add(wish('c', 'third', 'elsewhere')),
    ];
    expect((await Promise.all(others)).map(({ kind }) => kind)).toEqual(['changed', 'changed', 'changed']);
    expect(await ghost).toMatchObject({ code: 'INTERNAL' });
    expect(told.sort()).toEqual(['a', 'b', 'c']);
  });

  it('are stored before the server stops, also those of a message that has just changed', async () => {
    const { reactions, queue } = scene();
    await queue.add(wish('a'));
    const waiting = [queue.add(wish('b')), queue.add(wish('c'))];
    queue.onModuleDestroy();
    await queue.beforeApplicationShutdown();
    expect((await Promise.all(waiting)).map(({ kind }) => kind)).toEqual(['changed', 'changed']);
    expect(reactions.statements.map(({ length }) => length)).toEqual([1, 2]);
  });

  it('are refused when too many wait, and are to be repeated', async () => {
    const { queue } = scene();
    const waiting = Array.from({ length: 2_000 }, (_, n) => queue.add(wish(`p${String(n)}`)));
    await expect(queue.add(wish('late'))).rejects.toMatchObject({ code: 'UNAVAILABLE', isRetryable: true });
    await queue.beforeApplicationShutdown();
    await Promise.all(waiting);
  });

  it('on a busy message make way for those on others, the latest first', async () => {
    const { queue, told } = scene();
    const gaveWay: string[] = [];
    const busy = Array.from({ length: 2_000 }, (_, n) =>
      queue.add(wish(`p${String(n)}`)).catch(() => gaveWay.push(`p${String(n)}`)),
    );
    const other = queue.add(wish('other', 'other'));
    const elsewhere = queue.add(wish('elsewhere', 'third', 'elsewhere'));
    await queue.beforeApplicationShutdown();
    await Promise.all(busy);
    expect((await Promise.all([other, elsewhere])).map(({ kind }) => kind)).toEqual(['changed', 'changed']);
    expect(gaveWay).toEqual(['p1999', 'p1998']);
    expect(told).toHaveLength(2_000);
  });

  it('in a busy room make way for those in another room', async () => {
    const { queue } = scene();
    const gaveWay: string[] = [];
    const busy = Array.from({ length: 2_000 }, (_, n) =>
      queue.add(wish('a', `m${String(n)}`)).catch(() => gaveWay.push(`m${String(n)}`)),
    );
    const elsewhere = queue.add(wish('b', 'quiet', 'elsewhere'));
    await queue.beforeApplicationShutdown();
    expect((await elsewhere).kind).toBe('changed');
    await Promise.all(busy);
    expect(gaveWay).toHaveLength(1);
  });

  it('on a busy message do not keep those on another one out of a statement', async () => {
    const { reactions, queue } = scene();
    const busy = Array.from({ length: 600 }, (_, n) => queue.add(wish(`p${String(n)}`)));
    const other = queue.add(wish('other', 'other'));
    await other;
    const [first = []] = reactions.statements;
    expect(first).toHaveLength(256);
    expect(first.some(({ user }) => user.id === 'other')).toBe(true);
    await queue.beforeApplicationShutdown();
    await Promise.all(busy);
  });
});
