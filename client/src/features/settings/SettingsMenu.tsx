import { useState } from 'react';
import { useStore } from 'zustand';
import { useChatStores, usePageStores, type Theme } from '../../store';
import { Button, LeaveIcon, MoonIcon, ScreenIcon, Segmented, SunIcon } from '../../ui';

const THEMES = [
  { value: 'system', label: 'System', icon: <ScreenIcon className="size-4" /> },
  { value: 'light', label: 'Light', icon: <SunIcon className="size-4" /> },
  { value: 'dark', label: 'Dark', icon: <MoonIcon className="size-4" /> },
] as const satisfies readonly { value: Theme; label: string; icon: React.ReactNode }[];

export function SettingsMenu({ onLogOut }: { onLogOut: () => void }) {
  const { preferences } = usePageStores();
  const { outbox } = useChatStores();
  const theme = useStore(preferences, (state) => state.theme);
  const unsent = useStore(outbox, (state) => state.items.filter((item) => item.state.kind !== 'sent').length);
  const [isSure, setIsSure] = useState(false);
  const mustAsk = unsent > 0 && !isSure;

  return (
    <>
      <Segmented label="Theme" value={theme} options={THEMES} onChange={preferences.actions.setTheme} />
      <hr className="-mx-3 my-3 border-line" />
      {isSure && unsent > 0 && (
        <p role="alert" className="mb-2 text-13 text-warning">
          {unsent === 1 ? 'One message is' : `${unsent} messages are`} not sent yet. They wait here until you
          log in again.
        </p>
      )}
      <Button
        look="quiet"
        className="w-full justify-start"
        onClick={() => (mustAsk ? setIsSure(true) : onLogOut())}
      >
        <LeaveIcon className="size-4.5" />
        {isSure && unsent > 0 ? 'Log out anyway' : 'Log out'}
      </Button>
    </>
  );
}
