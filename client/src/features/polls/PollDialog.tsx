import { POLL_LIMITS, type Room } from '@chatket/contract';
import { useState, type KeyboardEvent } from 'react';
import { useLocale } from '../../i18n';
import { isForInputMethod } from '../../lib';
import { useRealtime } from '../../realtime';
import { Button } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { SelectField } from '../../ui/SelectField';
import { Switch } from '../../ui/Switch';
import { TextField } from '../../ui/TextField';
import { DURATIONS, problemOf, termsOf, withSpare, type Duration, type PollForm } from './terms';

interface PollDialogProps {
  room: Room;
  question: string;
  onAsked: () => void;
  onClose: () => void;
}

const DURATION_NAMES = Object.keys(DURATIONS) as Duration[];

/** What is to be asked, and what can be chosen. */
export function PollDialog({ room, question, onAsked, onClose }: PollDialogProps) {
  const { t } = useLocale();
  const realtime = useRealtime();
  const [form, setForm] = useState<PollForm>({
    question,
    options: ['', ''],
    isMultiple: false,
    isAnonymous: false,
    duration: 'open',
  });
  const [isTried, setIsTried] = useState(false);
  const change = (changes: Partial<PollForm>) => setForm({ ...form, ...changes });
  const problem = isTried ? problemOf(form) : undefined;
  const { questionMax, optionMax } = POLL_LIMITS;

  function ask() {
    setIsTried(true);
    if (problemOf(form)) return;
    realtime.send(room.id, form.question.trim(), { poll: termsOf(form, Date.now()) });
    onAsked();
    onClose();
  }

  function setOption(place: number, text: string) {
    change({ options: withSpare(form.options.map((each, index) => (index === place ? text : each))) });
  }

  /** Enter goes on to the next field; in the last one, and in an empty one, it asks. */
  function onKeyDown(event: KeyboardEvent<HTMLFieldSetElement>) {
    if (event.key !== 'Enter' || isForInputMethod(event) || !(event.target instanceof HTMLInputElement))
      return;
    const fields = [...event.currentTarget.querySelectorAll('input')];
    const next = fields[fields.indexOf(event.target) + 1];
    if (!next || event.target.value.trim() === '') return;
    event.preventDefault();
    next.focus();
  }

  return (
    <Dialog title={t('poll.title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <TextField
          label={t('poll.question')}
          value={form.question}
          autoComplete="off"
          error={
            problem === 'noQuestion' || problem === 'longQuestion'
              ? t(`poll.problem.${problem}`, { count: questionMax })
              : undefined
          }
          onChange={(event) => change({ question: event.target.value })}
        />
        <fieldset className="mt-2" onKeyDown={onKeyDown}>
          <legend className="mb-1.5 text-13 font-medium">{t('poll.options')}</legend>
          <div className="space-y-2">
            {form.options.map((option, place) => (
              <input
                key={place}
                aria-label={t('poll.optionNumber', { number: place + 1 })}
                placeholder={t('poll.optionNumber', { number: place + 1 })}
                value={option}
                autoComplete="off"
                onChange={(event) => setOption(place, event.target.value)}
                className="h-10 w-full rounded-lg border border-line-strong bg-surface-1 px-3 focus:border-accent focus:outline-2 focus:outline-offset-0 focus:outline-accent/30 max-md:h-11"
              />
            ))}
          </div>
          <p role="alert" className="mt-1.5 min-h-5 text-13 text-danger">
            {(problem === 'fewOptions' || problem === 'longOption' || problem === 'sameOption') &&
              t(`poll.problem.${problem}`, { count: optionMax })}
          </p>
        </fieldset>
        <div className="mt-2 space-y-3">
          <Switch
            label={t('poll.multiple')}
            isOn={form.isMultiple}
            onChange={(isMultiple) => change({ isMultiple })}
          />
          <Switch
            label={t('poll.isAnonymous')}
            hint={t('poll.isAnonymousHint')}
            isOn={form.isAnonymous}
            onChange={(isAnonymous) => change({ isAnonymous })}
          />
          <SelectField
            label={t('poll.duration')}
            value={form.duration}
            options={DURATION_NAMES.map((value) => ({ value, label: t(`poll.duration.${value}`) }))}
            onChange={(duration) => change({ duration })}
          />
        </div>
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onClose}>{t('poll.cancel')}</Button>
          <Button type="submit" look="primary">
            {t('poll.ask')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
