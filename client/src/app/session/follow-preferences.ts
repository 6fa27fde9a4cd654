import { activateLocale, currentLocale, onLocaleChange, preferredLanguage } from '../../i18n';
import type { PageStores } from '../../store';

const SURFACE = { light: '#f3f7f5', dark: '#0d1515' } as const;

/**
 * Keeps the page in the chosen theme, density and language. The theme of the first paint was set by `theme.js`.
 * @returns when the page speaks the chosen language
 */
export function followPreferences(preferences: PageStores['preferences']): Promise<void> {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;

  function show() {
    const { theme, density } = preferences.getState();
    const shown = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme;
    root.dataset.theme = shown;
    root.dataset.density = density;
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', SURFACE[shown]);
  }

  function speak() {
    const { language, clock } = preferences.getState();
    const code = language === 'system' ? preferredLanguage(navigator.languages) : language;
    return activateLocale({ code, hourCycle: clock === 'system' ? undefined : clock });
  }

  onLocaleChange(() => {
    const { code, direction } = currentLocale();
    root.lang = code === 'pseudo' ? 'en' : code;
    root.dir = direction;
  });
  preferences.subscribe((state, before) => {
    show();
    if (state.language !== before.language || state.clock !== before.clock) void speak();
  });
  system.addEventListener('change', show);
  show();
  return speak();
}
