import { useLocale } from '../../i18n';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import { daysOptions, gateOptions, secondsOptions } from './options';
import { useProblemText } from './problem-text';
import type { Field } from './form';
import type { RoomForm } from './use-room-form';
import { WhyNot } from './WhyNot';

const SLOW = [0, 5, 10, 30, 60, 300, 900, 3_600, 21_600];
const WINDOWS = [60, 300, 900, 3_600, 86_400, 604_800];

/** Who may write, how often, how much, and for how long it stays. */
export function WritingPage({ form: { form, set, problems, refusal, config } }: { form: RoomForm }) {
  const { t, number } = useLocale();
  const problemText = useProblemText();
  const disabled = refusal('configure') !== undefined;
  const select = (field: Field) => ({
    value: form[field],
    disabled,
    error: problemText(problems[field]),
    onChange: (value: string) => set(field, value),
  });
  const count = (field: Field, fallback: number | undefined) => ({
    inputMode: 'numeric' as const,
    autoComplete: 'off',
    value: form[field],
    disabled,
    placeholder: fallback === undefined ? '' : String(fallback),
    error: problemText(problems[field]),
    onChange: ({ target }: { target: HTMLInputElement }) => set(field, target.value),
  });

  return (
    <>
      <WhyNot refusal={refusal('configure')} text="roomSettings.onlyAdmins" />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField label={t('roomSettings.post')} options={gateOptions(t)} {...select('postGate')} />
        <SelectField
          label={t('roomSettings.slow')}
          hint={t('roomSettings.slowHint')}
          options={secondsOptions(t, SLOW, form.slowSeconds)}
          {...select('slowSeconds')}
        />
        <SelectField
          label={t('roomSettings.editWindow')}
          options={secondsOptions(t, WINDOWS, form.editWindowSeconds, 'roomSettings.forEver')}
          {...select('editWindowSeconds')}
        />
        <SelectField
          label={t('roomSettings.retention')}
          hint={form.retentionDays === '' ? undefined : t('roomSettings.retentionHint')}
          options={daysOptions(t, form.retentionDays)}
          {...select('retentionDays')}
        />
        <TextField
          label={t('roomSettings.length')}
          hint={config && t('roomSettings.lengthHint', { max: number(config.messageTextMax) })}
          {...count('messageMax', config?.messageTextMax)}
        />
      </div>
      <fieldset>
        <legend className="text-13 font-medium">{t('roomSettings.rate')}</legend>
        <p className="mb-2 text-13 text-quiet">{t('roomSettings.rateHint')}</p>
        <div className="grid gap-x-4 sm:grid-cols-3">
          <TextField
            label={t('roomSettings.rateMessages')}
            {...count('rateMessages', config?.rate.messages)}
          />
          <TextField
            label={t('roomSettings.rateWindow')}
            {...count('rateWindowSeconds', config?.rate.windowSeconds)}
          />
          <TextField
            label={t('roomSettings.rateMute')}
            {...count('rateMuteSeconds', config?.rate.muteSeconds)}
          />
        </div>
      </fieldset>
    </>
  );
}
