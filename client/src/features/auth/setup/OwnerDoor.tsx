import { useState } from 'react';
import { explain } from '../../../api/explain';
import { DoorButton } from '../DoorButton';
import type { SetupApi } from './setup-api';

interface OwnerDoorProps {
  api: SetupApi;
  token: string;
  /** Of the provider. */
  name: string;
  /** Why the browser came back without an account. */
  refusal: string | undefined;
}

/** The first account by single sign-on. */
export function OwnerDoor({ api, token, name, refusal }: OwnerDoorProps) {
  const [error, setError] = useState(refusal);
  const [isBusy, setIsBusy] = useState(false);

  async function go() {
    setIsBusy(true);
    try {
      window.location.assign(await api.beginThere(token));
    } catch (failure) {
      setError(explain(failure));
      setIsBusy(false);
    }
  }

  return <DoorButton label={name} isBusy={isBusy} error={error} onClick={() => void go()} />;
}
