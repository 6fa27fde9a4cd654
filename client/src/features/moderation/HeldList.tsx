import type { HeldMessage, HeldOutcome } from '@chatket/contract';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { useNow } from '../../lib';
import { Button } from '../../ui';

interface HeldListProps {
  held: readonly HeldMessage[];
  decide: (message: HeldMessage, outcome: HeldOutcome) => Promise<void>;
  /** What came of it. */
  onSay: (text: string) => void;
}

/** Messages that met a rule and wait to be let through, the oldest first. */
export function HeldList({ held, decide, onSay }: HeldListProps) {
  const { t } = useLocale();

  async function act(message: HeldMessage, outcome: HeldOutcome) {
    try {
      await decide(message, outcome);
      onSay(t(outcome === 'sent' ? 'report.wasLetThrough' : 'report.wasRefused'));
    } catch (problem) {
      onSay(explain(problem));
    }
  }

  if (held.length === 0) return null;
  return (
    <section aria-labelledby="held-heading" className="mb-5">
      <h3 id="held-heading" className="mb-2 text-13 font-bold">
        {t('report.held')}
      </h3>
      <ol aria-labelledby="held-heading" className="space-y-3">
        {held.map((message) => (
          <HeldRow key={message.id} message={message} onAct={(outcome) => void act(message, outcome)} />
        ))}
      </ol>
    </section>
  );
}

interface HeldRowProps {
  message: HeldMessage;
  onAct: (outcome: HeldOutcome) => void;
}

function HeldRow({ message: { sender, text, createdAt, pattern }, onAct }: HeldRowProps) {
  const { t, time } = useLocale();
  const now = new Date(useNow(null));
  return (
    <li className="rounded-lg border border-line bg-surface-0 p-3">
      <p className="text-13 text-quiet">
        <bdi dir="auto" className="font-bold text-ink">
          {sender.username}
        </bdi>{' '}
        <span className="tabular-nums">{time.moment(new Date(createdAt), now)}</span>
      </p>
      <p dir="auto" className="mt-0.5 max-h-40 overflow-y-auto whitespace-pre-wrap wrap-anywhere">
        {text}
      </p>
      <p className="mt-2 border-t border-line pt-2 text-13 wrap-anywhere text-quiet">
        {t('report.heldBy', { pattern })}
      </p>
      <div className="mt-3 flex flex-wrap justify-end gap-2">
        <Button onClick={() => onAct('sent')}>{t('report.letThrough')}</Button>
        <Button look="danger" onClick={() => onAct('refused')}>
          {t('report.refuse')}
        </Button>
      </div>
    </li>
  );
}
