import {
  codePointLength,
  displayNameProblem,
  LIMITS,
  type PersonStatus,
  type Profile,
} from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { ApiError } from '../../api';
import { explain } from '../../api/explain';
import { useMoreApi } from '../../api/more-api';
import { useLocale, type MessageId } from '../../i18n';
import { useLoaded } from '../../lib/use-loaded';
import { PersonAvatar } from '../../people';
import { PictureField } from '../../people/more';
import { useChatStores, usePageStores, useProfile } from '../../store';
import { Button, ErrorNote, Loading, Skeleton } from '../../ui';
import { SelectField } from '../../ui/SelectField';
import { Switch } from '../../ui/Switch';
import { TextArea } from '../../ui/TextArea';
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
  const isOnline = useStore(useChatStores().connection, (state) => state.isOnline);
  const { loaded, known: profile, change, retry } = useLoaded(api.myProfile, isOnline);
  return (
    <section aria-label={t('profile.title')}>
      {loaded.state === 'failed' && !profile && (
        <ErrorNote onRetry={retry}>{explain(loaded.error)}</ErrorNote>
      )}
      {loaded.state === 'loading' && (
        // As high as what comes, or all that follows would move.
        <div style={{ minHeight: '33rem' }}>
          <Loading label={t('profile.title')}>
            <Skeleton className="size-12" isRound />
            <Skeleton className="mt-4 h-9" />
            <Skeleton className="mt-4 h-9" />
            <Skeleton className="mt-4 h-16" />
          </Loading>
        </div>
      )}
      {profile && <MyPicture />}
      {profile && <Fields profile={profile} onSaved={(saved) => change(() => saved)} />}
    </section>
  );
}

function MyPicture() {
  const { t } = useLocale();
  const { me } = useChatStores();
  const api = useMoreApi();
  return (
    <PictureField
      label={t('picture.mine')}
      hint={t('picture.mineHint')}
      isRound
      hasPicture={useProfile(me.id)?.picture !== undefined}
      onSet={api.setMyPicture}
      onRemove={api.removeMyPicture}
    >
      <PersonAvatar user={me} size={48} />
    </PictureField>
  );
}

function Fields({ profile, onSaved }: { profile: Profile; onSaved: (saved: Profile) => void }) {
  const { t, time } = useLocale();
  const { me } = useChatStores();
  const { toasts } = usePageStores();
  const api = useMoreApi();
  const [typed, setTyped] = useState(() => fieldsOf(profile));
  const type = (change: Partial<Typed>) => setTyped((now) => ({ ...now, ...change }));
  const { name, about, sign, doing, end, showsTime } = typed;
  const [isSaving, setIsSaving] = useState(false);
  /** A name that the server has refused: it looks like the handle of somebody else. */
  const [taken, setTaken] = useState<string>();
  const problem = name.trim() === '' ? undefined : displayNameProblem(name.trim());
  const isAboutTooLong = codePointLength(about.trim()) > LIMITS.aboutMax;
  const isTooLong = isAboutTooLong || codePointLength(doing.trim()) > LIMITS.statusTextMax;
  const until = profile.status?.until;

  async function save() {
    setIsSaving(true);
    const saved = await api
      .changeProfile({
        displayName: name.trim() || null,
        about: about.trim() || null,
        status: statusOf(typed, until),
        timeZone: showsTime ? Intl.DateTimeFormat().resolvedOptions().timeZone : null,
      })
      .catch((failure: unknown) => {
        if (isOfName(failure)) setTaken(name);
        else toasts.actions.show(explain(failure));
      });
    setIsSaving(false);
    if (!saved) return;
    onSaved(saved);
    setTyped((now) => goOnFrom(saved, { sent: typed, now }));
    toasts.actions.show(t('profile.saved'));
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
        onChange={(event) => type({ name: event.target.value })}
      />
      <StatusFields
        sign={sign}
        doing={doing}
        onSign={(sign) => type({ sign })}
        onDoing={(doing) => type({ doing })}
      />
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
          onChange={(end) => type({ end })}
        />
      )}
      <TextArea
        label={t('profile.about')}
        className="pt-1"
        value={about}
        maxLength={2 * LIMITS.aboutMax}
        error={isAboutTooLong ? t('profile.tooLong', { count: LIMITS.aboutMax }) : undefined}
        onChange={(event) => type({ about: event.target.value })}
      />
      <Switch
        label={t('profile.showTime')}
        hint={t('profile.showTimeHint')}
        isOn={showsTime}
        onChange={(showsTime) => type({ showsTime })}
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

interface Typed {
  name: string;
  about: string;
  sign: string;
  doing: string;
  end: End | 'same';
  showsTime: boolean;
}

function fieldsOf({ displayName = '', about = '', status, timeZone }: Profile): Typed {
  return {
    ...{ name: displayName, about, sign: status?.emoji ?? '', doing: status?.text ?? '' },
    end: status?.until === undefined ? 'keep' : 'same',
    showsTime: timeZone !== undefined,
  };
}

/** What is stored now, with what was typed while it was on its way. */
function goOnFrom(saved: Profile, { sent, now }: { sent: Typed; now: Typed }): Typed {
  const isNew = ([name, value]: [string, unknown]) => value !== sent[name as keyof Typed];
  return { ...fieldsOf(saved), ...Object.fromEntries(Object.entries(now).filter(isNew)) };
}

function statusOf({ sign, doing, end }: Typed, until: string | undefined): PersonStatus | null {
  const text = doing.trim();
  if (sign === '' && text === '') return null;
  const forMs = end === 'same' ? undefined : ENDS[end];
  const at = end === 'same' ? until : forMs && new Date(Date.now() + forMs).toISOString();
  return { ...(sign && { emoji: sign }), ...(text && { text }), ...(at && { until: at }) };
}
