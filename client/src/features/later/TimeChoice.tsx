import type { Room } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { Button } from '../../ui';
import { TextField } from '../../ui/TextField';
import { TheirTime } from './TheirTime';
import { fromField, presets, toField, zoneName } from './times';

interface TimeChoiceProps {
  isBusy?: boolean;
  /** Where it will be said: what the times are there is told beside them. */
  room?: Room | undefined;
  onPick: (at: Date) => void;
}

/** When something is to be done: one of the usual times, or one's own. */
export function TimeChoice({ isBusy = false, room, onPick }: TimeChoiceProps) {
  const { t, time } = useLocale();
  const [opened] = useState(() => new Date());
  const all = presets(opened);
  const [typed, setTyped] = useState(() => toField(all[1]?.at ?? opened));
  const [problem, setProblem] = useState<'later.over' | 'later.tooFar'>();

  return (
    <>
      <ul className="space-y-1">
        {all.map(({ name, at }, index) => (
          <li key={name}>
            <Button
              look="quiet"
              className="w-full justify-between gap-4"
              data-first={index === 0 ? '' : undefined}
              disabled={isBusy}
              onClick={() => onPick(presets(new Date()).find((preset) => preset.name === name)?.at ?? at)}
            >
              <span className="text-ink">{t(name)}</span>
              <span className="flex flex-col items-end leading-tight">
                <span className="tabular-nums">{time.clock(at)}</span>
                <TheirTime room={room} at={at} />
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="mt-3 border-t border-line pt-3"
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog may stand inside the form of the composer.
          event.stopPropagation();
          const at = fromField(typed, new Date());
          if (typeof at === 'string') setProblem(at);
          else onPick(at);
        }}
      >
        <TextField
          label={t('later.own')}
          type="datetime-local"
          value={typed}
          min={toField(opened)}
          hint={t('later.zone', { zone: zoneName() })}
          error={problem && t(problem)}
          onChange={(event) => {
            setTyped(event.target.value);
            setProblem(undefined);
          }}
          required
        />
        {!Number.isNaN(Date.parse(typed)) && <TheirTime room={room} at={new Date(typed)} />}
        <div className="mt-2 flex justify-end">
          <Button type="submit" look="primary" isBusy={isBusy}>
            {t('later.set')}
          </Button>
        </div>
      </form>
    </>
  );
}
