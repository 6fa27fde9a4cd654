import { ANY_LINK, type ModerationRule, type Room } from '@chatket/contract';
import { useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { NewRule } from './NewRule';
import { RaidSwitch } from './RaidSwitch';
import type { RoomForm } from './use-room-form';
import { useRules } from './use-rules';
import { WhyNot } from './WhyNot';

/** Which words and links are looked for in what members say; for moderators. */
export function RulesPage({ room, form: { refusal } }: { room: Room; form: RoomForm }) {
  const { t } = useLocale();
  const { rules, hasFailed, retry, add, remove } = useRules(room.id);
  const [error, setError] = useState<string>();
  const isRefused = refusal('guard') !== undefined;

  async function removed(rule: ModerationRule) {
    setError(undefined);
    await remove(rule).catch((problem: unknown) => setError(explain(problem)));
  }

  return (
    <>
      <WhyNot refusal={refusal('guard')} text="roomSettings.onlyAdmins" />
      <RaidSwitch room={room} isFixed={isRefused} />
      <section aria-labelledby="rules-heading" className="space-y-3">
        <div>
          <h3 id="rules-heading" className="text-13 font-bold">
            {t('rules.title')}
          </h3>
          <p className="text-13 text-quiet">{t('rules.hint')}</p>
        </div>
        {!isRefused && <NewRule onAdd={add} />}
        <p role="alert" className="text-13 text-danger empty:hidden">
          {error}
        </p>
        {hasFailed && <ErrorNote onRetry={retry}>{t('rules.failed')}</ErrorNote>}
        {!rules && !hasFailed && (
          <Loading label={t('rules.list')}>
            <Skeleton className="mt-3 h-3 w-64" />
          </Loading>
        )}
        {rules?.length === 0 && <p className="text-13 text-quiet">{t('rules.none')}</p>}
        {rules && rules.length > 0 && (
          <ul aria-label={t('rules.list')} className="divide-y divide-line">
            {rules.map((rule) => (
              <RuleRow key={rule.id} rule={rule} isFixed={isRefused} onRemove={() => void removed(rule)} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}

interface RuleRowProps {
  rule: ModerationRule;
  isFixed: boolean;
  onRemove: () => void;
}

function RuleRow({ rule: { kind, pattern, act }, isFixed, onRemove }: RuleRowProps) {
  const { t } = useLocale();
  const name = pattern === ANY_LINK ? t('rules.anyLink') : pattern;
  return (
    <li className="flex items-center gap-3 py-2">
      <p className="min-w-0 flex-1 text-13">
        <bdi dir="auto" className="block font-medium wrap-anywhere">
          {name}
        </bdi>
        <span className="block text-quiet">
          {t(`rules.kind.${kind}`)} · {t(`rules.act.${act}`)}
        </span>
      </p>
      <Button
        look="quiet"
        disabled={isFixed}
        aria-label={t('rules.removeNamed', { pattern: name })}
        onClick={onRemove}
      >
        {t('rules.remove')}
      </Button>
    </li>
  );
}
