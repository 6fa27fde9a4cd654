import type { Message } from '@chatket/contract';
import { Conversation } from '../app/room/Conversation';
import { RoomComposer } from '../app/room/RoomComposer';
import type { ChatStores } from '../store';
import { me, members, messages, roomOf } from './data';
import { Stage } from './stage';

const nothing = () => undefined;
const room = roomOf('rich', 'Kitchen table', { lastSeq: 112, lastMessage: messages.at(-1), role: 1 });
const [bob = me, carol = me] = members.slice(1);
const minutes = (count: number) => new Date(Date.now() - count * 60_000).toISOString();
const said = (seq: number, sender: typeof me, changes: Partial<Message>): Message => ({
  messageId: `c${String(seq)}`,
  roomId: 'rich',
  seq,
  text: 'Something',
  createdAt: minutes(40 - seq),
  sender,
  clientMsgId: `c-${String(seq)}`,
  ...changes,
});

const changed: readonly Message[] = [
  said(1, bob, { text: 'Who brings the cake on Saturday?' }),
  said(2, me, {
    text: 'Changed since: I do, a **lemon** one',
    rev: 20,
    editedAt: minutes(5),
    reactions: [
      { emoji: '👍', count: 2, users: [bob, carol] },
      { emoji: '🎉', count: 27, users: [me, bob, carol, ...members.slice(3)], mine: true },
      { emoji: '❤️', count: 1, users: [me] },
    ],
  }),
  said(3, carol, {
    text: 'With a very long answer that has to find its place in narrow windows too, whatever stands beside it.',
    replyTo: { id: 'c1', text: 'Who brings the cake on Saturday?', sender: bob, rev: 1 },
  }),
  said(4, bob, { text: '', deleted: { at: minutes(4), by: bob } }),
  said(5, carol, { text: '', deleted: { at: minutes(4), by: me, reason: 'Not for this room' } }),
  said(6, me, {
    text: 'Answers what is gone',
    replyTo: { id: 'c4', text: '', sender: bob, rev: 9, isDeleted: true },
  }),
  said(7, me, { text: 'Being deleted' }),
  said(8, me, { text: 'What it says now' }),
];

function fill({ rooms, timelines, outbox, writing }: ChatStores) {
  rooms.actions.load([room]);
  timelines.actions.addPage('rich', { messages: changed, hasOlder: false });
  outbox.setState({
    changes: [
      {
        kind: 'delete',
        clientMsgId: 'd',
        roomId: 'rich',
        messageId: 'c7',
        notBefore: Infinity,
        order: 1,
        state: { kind: 'queued' },
      },
      {
        kind: 'edit',
        clientMsgId: 'e',
        roomId: 'rich',
        messageId: 'c8',
        text: 'What I wanted it to say',
        order: 2,
        state: { kind: 'failed', code: 'CONFLICT' },
      },
    ],
  });
  const [, , answered] = changed;
  if (answered) writing.actions.begin('rich', { kind: 'reply', message: answered });
}

function edit(stores: ChatStores) {
  fill(stores);
  const [, mine] = changed;
  if (mine) stores.writing.actions.begin('rich', { kind: 'edit', message: mine });
  stores.drafts.setState({ byRoom: { 'edit:c2': 'Changed since: I do, an **orange** one' } });
}

/** What becomes of messages after they were sent. */
export function ChangeScenes() {
  return (
    <>
      {[
        { title: 'Changed, answered, reacted to', setUp: fill },
        { title: 'The composer edits', setUp: edit },
      ].map(({ title, setUp }) => (
        <Stage key={title} title={title} height="h-180" setUp={setUp}>
          <main className="flex min-w-0 flex-1 flex-col">
            <Conversation room={room} onGo={nothing} onInvite={nothing} />
            <div className="column shrink-0 px-3 md:px-5">
              <RoomComposer room={room} onGo={() => undefined} onTask={() => undefined} />
            </div>
          </main>
        </Stage>
      ))}
    </>
  );
}
