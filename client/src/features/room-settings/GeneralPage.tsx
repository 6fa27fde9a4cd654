import { codePointLength, LIMITS } from '@chatket/contract';
import { useId } from 'react';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { TextField } from '../../ui/TextField';
import { IconField } from './IconField';
import { useProblemText } from './problem-text';
import type { RoomForm } from './use-room-form';
import { WhyNot } from './WhyNot';

const SPARE_FROM = 50;

/** Name, icon, topic and description. */
export function GeneralPage({ form: { form, set, problems, refusal } }: { form: RoomForm }) {
  const { t } = useLocale();
  const problemText = useProblemText();
  const id = useId();
  const canConfigure = refusal('configure') === undefined;
  const canDescribe = refusal('describe') === undefined;
  const spare = LIMITS.roomTopicMax - codePointLength(form.topic.trim());
  const descriptionError = problemText(problems.description);

  return (
    <>
      <WhyNot
        refusal={refusal('configure')}
        text={canDescribe ? 'roomSettings.topicOnly' : 'roomSettings.onlyAdmins'}
      />
      <TextField
        label={t('rooms.name')}
        dir="auto"
        autoComplete="off"
        value={form.name}
        disabled={!canConfigure}
        error={problemText(problems.name)}
        onChange={(event) => set('name', event.target.value)}
      />
      <TextField
        label={t('roomSettings.topic')}
        dir="auto"
        autoComplete="off"
        value={form.topic}
        disabled={!canDescribe}
        error={problemText(problems.topic)}
        hint={spare < SPARE_FROM ? t('rooms.nameSpare', { count: spare }) : t('roomSettings.topicHint')}
        onChange={(event) => set('topic', event.target.value)}
      />
      <IconField
        value={form.icon}
        isDisabled={!canConfigure}
        error={problemText(problems.icon)}
        onChange={(icon) => set('icon', icon)}
      />
      <div>
        <label htmlFor={`${id}-description`} className="mb-1.5 block text-13 font-medium">
          {t('roomSettings.description')}
        </label>
        <textarea
          id={`${id}-description`}
          rows={3}
          dir="auto"
          value={form.description}
          disabled={!canConfigure}
          aria-invalid={descriptionError ? true : undefined}
          aria-describedby={descriptionError ? `${id}-description-note` : undefined}
          onChange={(event) => set('description', event.target.value)}
          className={cx(
            'w-full resize-y rounded-lg border bg-surface-1 px-3 py-2 focus:border-accent',
            descriptionError ? 'border-danger' : 'border-line-strong',
          )}
        />
        {descriptionError && (
          <p id={`${id}-description-note`} role="alert" className="mt-1 text-13 text-danger">
            {descriptionError}
          </p>
        )}
      </div>
    </>
  );
}
