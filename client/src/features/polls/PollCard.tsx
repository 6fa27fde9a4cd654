import { isPollOpen, type Message, type Poll } from '@chatket/contract';
import { useId, useState } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { Button } from '../../ui';
import { OptionRow } from './OptionRow';
import { PollState } from './PollState';
import { canEnd, canVote } from './rights';
import { shownPoll } from './shown-poll';

/** So often it is looked whether its time has come. */
const LOOK_MS = 5_000;

/** What can be chosen in a message that asks, and what was. */
export function PollCard({ message }: { message: Message }) {
  return message.poll && <Card message={{ ...message, poll: message.poll }} />;
}

function Card({ message }: { message: Message & { poll: Poll } }) {
  const { t } = useLocale();
  const id = useId();
  const { me, outbox, rooms, roles } = useChatStores();
  const realtime = useRealtime();
  const [isNaming, setIsNaming] = useState(false);
  const changes = useStore(outbox, (state) => state.changes);
  const room = useStore(rooms, ({ mine }) => mine[message.roomId]);
  const authorRole = useStore(roles, ({ byRoom }) => byRoom[message.roomId]?.[message.sender.id] ?? null);
  const poll = shownPoll(message, changes, me);
  const now = useNow(poll.endsAt && !poll.ended ? LOOK_MS : null);
  const isOpen = isPollOpen(poll, now);
  const mayVote = isOpen && room !== undefined && canVote(room);
  const mayEnd = isOpen && room !== undefined && canEnd(message, room, { meId: me.id, authorRole });
  const hasNames = !poll.isAnonymous && poll.voters > 0;

  const vote = (option: number, on: boolean) => realtime.poll(message, { kind: 'poll:vote', option, on });

  return (
    <div className="my-1 w-full max-w-120">
      <div
        role={poll.isMultiple ? 'group' : 'radiogroup'}
        aria-label={t(poll.isMultiple ? 'poll.chooseSome' : 'poll.chooseOne')}
        aria-describedby={`${id}-state`}
        className="space-y-1"
      >
        {poll.options.map((option, place) => (
          <OptionRow
            key={option.text}
            option={option}
            voters={poll.voters}
            isMultiple={poll.isMultiple ?? false}
            isMine={poll.mine.includes(place)}
            isLocked={!mayVote}
            isNaming={isNaming && hasNames}
            onVote={(on) => vote(place, on)}
          />
        ))}
      </div>
      <PollState id={`${id}-state`} poll={poll} isOpen={isOpen} now={now} />
      <div className="-ms-2.5 flex flex-wrap">
        {mayVote && !poll.isMultiple && poll.mine[0] !== undefined && (
          <Button look="link" size="small" onClick={() => vote(poll.mine[0] ?? 0, false)}>
            {t('poll.takeBack')}
          </Button>
        )}
        {hasNames && (
          <Button look="link" size="small" aria-expanded={isNaming} onClick={() => setIsNaming(!isNaming)}>
            {t('poll.who')}
          </Button>
        )}
        {mayEnd && (
          <Button look="link" size="small" onClick={() => realtime.poll(message, { kind: 'poll:end' })}>
            {t('poll.end')}
          </Button>
        )}
      </div>
    </div>
  );
}
