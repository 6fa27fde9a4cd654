import { useEffect, useState } from 'react';
import { takeFreshLogin } from '../../api/fresh-login';
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
    const asked = new URLSearchParams({ to, ...(takeFreshLogin() && { fresh: 'true' }) });
    window.location.assign(`/api/auth/oidc/start?${asked.toString()}`);
  }

  useEffect(() => {
    // Whoever comes back from the provider by the button of the browser may find the page as it was left.
    const back = () => setLeaving(false);
    window.addEventListener('pageshow', back);
    return () => window.removeEventListener('pageshow', back);
  }, []);

  return <DoorButton label={name} isBusy={isComing || isLeaving} error={error} onClick={go} />;
}
