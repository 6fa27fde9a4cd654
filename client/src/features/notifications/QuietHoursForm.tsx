import type { NoticeSettings, NoticeSettingsBody, QuietHours } from '@chatket/contract';
import { useRef, useState } from 'react';
import { useLocale } from '../../i18n';
import { SelectField } from '../../ui/SelectField';
import { Switch } from '../../ui/Switch';

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const NIGHT: QuietHours = { from: '22:00', to: '07:00', days: DAYS };
/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY_MS = 24 * 60 * 60 * 1_000;

interface QuietHoursFormProps {
  settings: NoticeSettings;
  /** Resolves when the server has answered, also with a refusal. */
  onChange: (body: NoticeSettingsBody) => Promise<void>;
}

/** Hours in which nothing disturbs, by the clock of a zone. */
export function QuietHoursForm({ settings, onChange }: QuietHoursFormProps) {
  const { t, code } = useLocale();
  const [chosen, choose] = useChoices(onChange);
  const { quietHours, zone } = { ...settings, ...chosen };
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([own, zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  const day = new Intl.DateTimeFormat(code === 'pseudo' ? 'en' : code, { weekday: 'short', timeZone: 'UTC' });
  const set = (change: Partial<QuietHours>) => choose({ quietHours: { ...NIGHT, ...quietHours, ...change } });

  return (
    <section aria-label={t('notices.quiet')} className="space-y-3">
      <Switch
        label={t('notices.quiet')}
        hint={t('notices.quietHint')}
        isOn={quietHours !== null}
        onChange={(isOn) => choose(isOn ? { quietHours: NIGHT, zone: own } : { quietHours: null })}
      />
      {quietHours && (
        <>
          <div className="flex flex-wrap gap-3">
            {(['from', 'to'] as const).map((end) => (
              <label key={end} className="text-13">
                <span className="mb-1 block text-12 text-quiet">
                  {t(end === 'from' ? 'notices.from' : 'notices.to')}
                </span>
                <input
                  type="time"
                  value={quietHours[end]}
                  onChange={({ target }) => target.value !== '' && set({ [end]: target.value })}
                  className="h-11 rounded-lg border border-line-strong bg-surface-1 px-2.5"
                />
              </label>
            ))}
          </div>
          <fieldset>
            <legend className="mb-1 text-12 text-quiet">{t('notices.days')}</legend>
            <div className="flex flex-wrap gap-1">
              {DAYS.map((number) => (
                <label
                  key={number}
                  className="flex min-h-9 cursor-pointer items-center rounded-lg px-2.5 text-13 has-checked:bg-accent has-checked:text-accent-text has-focus-visible:outline-2 has-focus-visible:outline-accent max-md:min-h-11"
                >
                  <input
                    type="checkbox"
                    className="sr-only"
                    checked={quietHours.days.includes(number)}
                    onChange={({ target }) =>
                      set({
                        days: DAYS.filter((other) =>
                          other === number ? target.checked : quietHours.days.includes(other),
                        ),
                      })
                    }
                  />
                  {day.format(MONDAY + (number - 1) * DAY_MS)}
                </label>
              ))}
            </div>
          </fieldset>
          <SelectField
            label={t('notices.zone')}
            value={zone}
            options={zones.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            onChange={(value) => choose({ zone: value })}
          />
        </>
      )}
    </section>
  );
}

/**
 * What was chosen and is not answered yet, and what tells the server of it, in order: a choice is made of what one sees, not
 * of what the server has said so far.
 */
function useChoices(tell: QuietHoursFormProps['onChange']) {
  const [chosen, setChosen] = useState<Pick<NoticeSettingsBody, 'quietHours' | 'zone'>>({});
  const told = useRef(Promise.resolve());
  const last = useRef<NoticeSettingsBody>(undefined);
  const choose = (body: Pick<NoticeSettingsBody, 'quietHours' | 'zone'>) => {
    last.current = body;
    setChosen((before) => ({ ...before, ...body }));
    told.current = told.current
      .then(() => tell(body))
      .then(() => {
        if (last.current === body) setChosen({});
      });
  };
  return [chosen, choose] as const;
}
