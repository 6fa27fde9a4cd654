import type { Block } from '@chatket/contract';
import { writeLocal } from '../lib';
import { readAnew } from '../lib/read-anew';
import type { BlocksStore, Marks } from './blocks-store';

type Request = <T>(request: { path: string }) => Promise<{ body: T }>;

/** Brings whom I have blocked here. Whom I block or let go meanwhile, on whichever device, is newer. */
export async function readBlocks(blocks: BlocksStore, request: Request): Promise<void> {
  const { body } = await readAnew({
    ask: () => request<Block[]>({ path: '/users/me/blocks' }),
    told: () => [blocks.getState().people],
  });
  setBlocks(blocks, body);
}

/** All whom I have blocked, as the server has them. What is so already changes nothing. */
export function setBlocks(blocks: BlocksStore, all: readonly Pick<Block, 'user'>[]): void {
  const userIds = all.map(({ user }) => user.id);
  const { people } = blocks.getState();
  const isSame = userIds.length === Object.keys(people).length && userIds.every((id) => id in people);
  if (!isSame) keep(blocks, marksOf(userIds));
}

export function noteBlock(blocks: BlocksStore, userId: string, isBlocked: boolean): void {
  const { [userId]: was, ...others } = blocks.getState().people;
  if ((was ?? false) !== isBlocked) keep(blocks, isBlocked ? { ...others, [userId]: true } : others);
}

/** Shows messages that are folded away, as long as the page lives. */
export function showFolded(blocks: BlocksStore, messageIds: readonly string[]): void {
  blocks.setState(({ shown }) => ({ shown: { ...shown, ...marksOf(messageIds) } }));
}

/** What I wanted to see of people is not remembered beyond their being blocked or not. */
function keep(blocks: BlocksStore, people: Marks): void {
  writeLocal(blocks.key, people);
  blocks.setState({ people, shown: {} });
}

const marksOf = (ids: readonly string[]): Marks => Object.fromEntries(ids.map((id) => [id, true as const]));
