import type { PageStores } from '../store';

const SURFACE = { light: '#f3f7f5', dark: '#0d1515' } as const;

/** Keeps the page in the chosen theme. The first paint was set by `theme.js`. */
export function followTheme(preferences: PageStores['preferences']): void {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const { theme } = preferences.getState();
    const shown = theme === 'system' ? (system.matches ? 'dark' : 'light') : theme;
    document.documentElement.dataset.theme = shown;
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', SURFACE[shown]);
  };
  preferences.subscribe(apply);
  system.addEventListener('change', apply);
  apply();
}
