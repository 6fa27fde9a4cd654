import { useState } from 'react';
import { usePageStores } from '../../store';
import { DoorButton } from './DoorButton';
import { useOidcReturn } from './use-oidc-return';

interface OidcDoorProps {
  name: string;
  /** The account wants a second factor. */
  onFactor: (challengeId: string) => void;
}

/** Logging in by single sign-on: the way to the provider, and what the browser came back with. */
export function OidcDoor({ name, onFactor }: OidcDoorProps) {
  const { session } = usePageStores();
  const { error, isComing } = useOidcReturn({ onSession: session.actions.begin, onFactor });
  const [isLeaving, setLeaving] = useState(false);

  function go() {
    setLeaving(true);
    const to = new URLSearchParams(window.location.search).get('next') ?? '/';
    window.location.assign(`/api/auth/oidc/start?to=${encodeURIComponent(to)}`);
  }

  return <DoorButton label={name} isBusy={isComing || isLeaving} error={error} onClick={go} />;
}
