import {
  codePointLength,
  displayNameProblem,
  LIMITS,
  type PersonStatus,
  type Profile,
} from '@chatket/contract';
import { useEffect, useId, useState } from 'react';
import { ApiError } from '../../api';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale, type MessageId } from '../../i18n';
import { useChatStores, usePageStores } from '../../store';
import { Button, ErrorNote } from '../../ui';
import { SelectField } from '../../ui/SelectField';
import { Switch } from '../../ui/Switch';
import { TextField } from '../../ui/TextField';
import { StatusFields } from './StatusFields';

const HOUR_MS = 60 * 60 * 1_000;
const ENDS = { keep: undefined, hour: HOUR_MS, four: 4 * HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS };
type End = keyof typeof ENDS;
const END_NAMES = {
  keep: 'profile.untilCleared',
  hour: 'profile.forHour',
  four: 'profile.forFourHours',
  day: 'profile.forDay',
  week: 'profile.forWeek',
} as const satisfies Record<End, MessageId>;

/** What I tell of myself to those who share a room with me. */
export function ProfileForm() {
  const { t } = useLocale();
  const api = useMoreApi();
  const [profile, setProfile] = useState<Profile>();
  const [error, setError] = useState<string>();
  useEffect(() => {
    let isShown = true;
    api.myProfile().then(
      (known) => isShown && setProfile(known),
      (failure: unknown) => isShown && setError(explain(failure)),
    );
    return () => void (isShown = false);
  }, [api]);
  return (
    <section aria-label={t('profile.title')}>
      <h3 className="mb-3 text-13 font-medium">{t('profile.title')}</h3>
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      {profile && <Fields profile={profile} />}
    </section>
  );
}

function Fields({ profile }: { profile: Profile }) {
  const { t, time } = useLocale();
  const { me } = useChatStores();
  const { toasts } = usePageStores();
  const api = useMoreApi();
  const aboutId = useId();
  const [name, setName] = useState(profile.displayName ?? '');
  const [about, setAbout] = useState(profile.about ?? '');
  const [sign, setSign] = useState(profile.status?.emoji ?? '');
  const [doing, setDoing] = useState(profile.status?.text ?? '');
  const [end, setEnd] = useState<End | 'same'>(profile.status?.until === undefined ? 'keep' : 'same');
  const [showsTime, setShowsTime] = useState(profile.timeZone !== undefined);
  const [isSaving, setIsSaving] = useState(false);
  /** A name that the server has refused: it looks like the handle of somebody else. */
  const [taken, setTaken] = useState<string>();
  const problem = name.trim() === '' ? undefined : displayNameProblem(name.trim());
  const isTooLong =
    codePointLength(about.trim()) > LIMITS.aboutMax || codePointLength(doing.trim()) > LIMITS.statusTextMax;
  const until = profile.status?.until;

  async function save() {
    setIsSaving(true);
    const saved = await api
      .changeProfile({
        displayName: name.trim() || null,
        about: about.trim() || null,
        status: statusOf({ sign, doing, end, until }),
        timeZone: showsTime ? Intl.DateTimeFormat().resolvedOptions().timeZone : null,
      })
      .catch((failure: unknown) => {
        if (isOfName(failure)) setTaken(name);
        else toasts.actions.show(explain(failure));
      });
    setIsSaving(false);
    if (saved) toasts.actions.show(t('profile.saved'));
  }

  return (
    <form
      className="space-y-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!problem && !isTooLong && !isSaving) void save();
      }}
    >
      <TextField
        label={t('profile.displayName')}
        hint={t('profile.displayNameHint', { name: me.username })}
        error={
          problem
            ? t(problem === 'tooLong' ? 'profile.nameTooLong' : 'profile.nameRefused')
            : name === taken
              ? t('profile.nameTaken')
              : undefined
        }
        value={name}
        autoComplete="name"
        dir="auto"
        onChange={(event) => setName(event.target.value)}
      />
      <StatusFields sign={sign} doing={doing} onSign={setSign} onDoing={setDoing} />
      {(sign !== '' || doing.trim() !== '') && (
        <SelectField
          label={t('profile.until')}
          value={end}
          options={[
            ...(until === undefined
              ? []
              : [
                  {
                    value: 'same' as const,
                    label: t('profile.untilTime', { time: time.full(new Date(until)) }),
                  },
                ]),
            ...(Object.keys(ENDS) as End[]).map((value) => ({ value, label: t(END_NAMES[value]) })),
          ]}
          onChange={setEnd}
        />
      )}
      <div className="pt-1 pb-2">
        <label htmlFor={aboutId} className="mb-1.5 block text-13 font-medium">
          {t('profile.about')}
        </label>
        <textarea
          id={aboutId}
          rows={3}
          dir="auto"
          value={about}
          maxLength={2 * LIMITS.aboutMax}
          aria-invalid={codePointLength(about.trim()) > LIMITS.aboutMax || undefined}
          onChange={(event) => setAbout(event.target.value)}
          className="w-full rounded-lg border border-line-strong bg-surface-1 px-3 py-2 focus:border-accent"
        />
      </div>
      <Switch
        label={t('profile.showTime')}
        hint={t('profile.showTimeHint')}
        isOn={showsTime}
        onChange={setShowsTime}
      />
      <div className="flex justify-end pt-1">
        <Button type="submit" disabled={isSaving || problem !== undefined || isTooLong}>
          {t('profile.save')}
        </Button>
      </div>
    </form>
  );
}

function isOfName(failure: unknown): boolean {
  return failure instanceof ApiError && failure.fields.some(({ field }) => field === 'displayName');
}

interface StatusChoice {
  sign: string;
  doing: string;
  end: End | 'same';
  until: string | undefined;
}

function statusOf({ sign, doing, end, until }: StatusChoice): PersonStatus | null {
  const text = doing.trim();
  if (sign === '' && text === '') return null;
  const forMs = end === 'same' ? undefined : ENDS[end];
  const at = end === 'same' ? until : forMs && new Date(Date.now() + forMs).toISOString();
  return { ...(sign && { emoji: sign }), ...(text && { text }), ...(at && { until: at }) };
}
