import { ApiError, type Api } from '../api';
import { Composer } from '../features/composer';
import { Conversation } from '../app/room/Conversation';
import { UnreadBar } from '../features/timeline/more';
import type { ChatStores } from '../store';
import { formatted, messages, oldMessages, roomOf } from './data';
import { Stage } from './stage';

const nothing = () => undefined;
const room = roomOf('rich', 'Kitchen table', { lastSeq: 112, lastMessage: messages.at(-1) });
const news = { count: 37, since: new Date(Date.now() - 95 * 60_000), isAway: false };

function fill({ rooms, timelines }: ChatStores) {
  rooms.actions.load([room]);
  timelines.actions.addPage('rich', { messages, hasOlder: false });
}

/** The page around a message comes, those above and below it do not. */
const oldPage: Api['history'] = (_roomId, { around }) =>
  around ? Promise.resolve({ body: oldMessages, nextCursor: 'older' }) : new Promise(nothing);

/** What the conversation shows besides its newest messages. */
export function TimelineScenes() {
  const bars = [
    { title: 'Unread bar', news },
    { title: 'Missed while away', news: { ...news, isAway: true } },
  ];
  return (
    <>
      {bars.map((bar) => (
        <Stage key={bar.title} title={bar.title} height="h-80" setUp={fill}>
          <main className="relative flex min-w-0 flex-1 flex-col">
            <Conversation room={room} onGo={nothing} onInvite={nothing} />
            <UnreadBar news={bar.news} onJump={nothing} onMarkRead={nothing} onDismiss={nothing} />
          </main>
        </Stage>
      ))}
      <Stage title="In the past, where a link has led" setUp={fill} api={{ history: oldPage }}>
        <main className="flex min-w-0 flex-1 flex-col">
          <Conversation room={room} messageId={oldMessages[8]?.messageId} onGo={nothing} onInvite={nothing} />
        </main>
      </Stage>
      <Stage
        title="A link to a message that is not here"
        setUp={fill}
        api={{ history: () => Promise.reject(new ApiError({ code: 'MESSAGE_NOT_FOUND', message: '' })) }}
      >
        <main className="flex min-w-0 flex-1 flex-col">
          <Conversation room={room} messageId="missing" onGo={nothing} onInvite={nothing} />
        </main>
      </Stage>
      <Stage
        title="Code, quote, list, two directions"
        height="h-180"
        setUp={({ timelines }) => timelines.actions.addPage('rich', { messages: formatted, hasOlder: false })}
      >
        <main className="flex min-w-0 flex-1 flex-col">
          <Conversation room={room} onGo={nothing} onInvite={nothing} />
        </main>
      </Stage>
      <Stage title="Emoji picker: press its button" setUp={fill}>
        <main className="mt-auto w-full px-3">
          <Composer room={room} />
        </main>
      </Stage>
    </>
  );
}
