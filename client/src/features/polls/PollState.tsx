import { useLocale } from '../../i18n';
import { personName } from '../../people';
import type { ShownPoll } from './shown-poll';

interface PollStateProps {
  id: string;
  poll: ShownPoll;
  isOpen: boolean;
  /** In ms. */
  now: number;
}

/** How many have voted, how, and until when. */
export function PollState({ id, poll, isOpen, now }: PollStateProps) {
  const { t, time } = useLocale();
  const { voters, endsAt, ended, isAnonymous } = poll;
  const endOf = (at: Date) => {
    const today = new Date(now);
    const isToday = at.toDateString() === today.toDateString();
    const clock = time.clock(at);
    return isToday
      ? t('poll.endsAt', { time: clock })
      : t('poll.endsOn', { day: time.day(at, today), time: clock });
  };
  const said = [
    t('poll.voters', { count: voters }),
    ...(isAnonymous ? [t('poll.anonymous')] : []),
    ...(ended ? [t('poll.endedBy', { name: personName(t, ended.by) })] : []),
    ...(!ended && !isOpen ? [t('poll.ended')] : []),
    ...(isOpen && endsAt !== undefined ? [endOf(new Date(endsAt))] : []),
  ];
  return (
    <p id={id} className="mt-1 text-12 text-quiet">
      {said.join(' · ')}
    </p>
  );
}
