import type { MessageId } from '../../i18n';
import type { Preferences } from '../../store';
import { MoonIcon, ScreenIcon, SunIcon } from './icons';

/** The themes one can choose, with their pictures. */
export const THEMES: readonly { value: Preferences['theme']; name: MessageId; icon: React.ReactNode }[] = [
  { value: 'system', name: 'settings.theme.system', icon: <ScreenIcon className="size-4" /> },
  { value: 'light', name: 'settings.theme.light', icon: <SunIcon className="size-4" /> },
  { value: 'dark', name: 'settings.theme.dark', icon: <MoonIcon className="size-4" /> },
];
