import { guestNameProblem, LIMITS, normalizeGuestName, type Session } from '@chatket/contract';
import { useState } from 'react';
import { keptHere } from '../../api';
import { explain } from '../../api/explain';
import { currentLocale, useLocale } from '../../i18n';
import { Button } from '../../ui';
import { TextField } from '../../ui/TextField';
import type { InviteApi } from './invite-api';

interface GuestFormProps {
  api: InviteApi;
  token: string;
  onGuest: (session: Session) => void;
}

/** Coming in with nothing but a name. */
export function GuestForm({ api, token, onGuest }: GuestFormProps) {
  const { t } = useLocale();
  const [name, setName] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);

  async function enter() {
    const problem = problemOf(name);
    if (problem) return setError(problem);
    setIsBusy(true);
    try {
      onGuest(await api.enterAsGuest(token, { name: normalizeGuestName(name), ...keptHere() }));
    } catch (failure) {
      setError(explain(failure));
      setIsBusy(false);
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <TextField
        label={t('invite.guestName')}
        name="guest"
        autoComplete="nickname"
        autoFocus
        value={name}
        error={error}
        hint={t('invite.guestHint')}
        onChange={(event) => {
          setName(event.target.value);
          setError(undefined);
        }}
      />
      <Button type="submit" look="primary" size="large" isBusy={isBusy} className="mt-3 w-full">
        {t('invite.guestEnter')}
      </Button>
    </form>
  );
}

function problemOf(typed: string): string | undefined {
  const { t } = currentLocale();
  switch (guestNameProblem(normalizeGuestName(typed))) {
    case undefined:
      return undefined;
    case 'empty':
      return t('auth.nameMissing');
    case 'tooShort':
      return t('auth.nameTooShort', { count: LIMITS.guestNameMin });
    case 'tooLong':
      return t('auth.nameTooLong', { count: LIMITS.guestNameMax });
    case 'letters':
      return t('auth.nameLetters');
    case 'reserved':
      return t('auth.nameReserved');
  }
}
