import { useEffect } from 'react';

/** Puts the number of unread messages on the icon of the tab, and on that of the installed app where there is one. */
export function useBadge(count: number, shown: string): void {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    if (!link) return;
    const plain = link.href;
    let isOver = false;
    const draw = async () => {
      const { badgeIcon } = await import('./badge-icon');
      if (!isOver) link.href = `data:image/svg+xml,${encodeURIComponent(badgeIcon(shown))}`;
    };
    // Without it the number is in the title.
    if (count > 0) draw().catch(() => undefined);
    tellApp(count);
    return () => {
      isOver = true;
      link.href = plain;
    };
  }, [count, shown]);
}

function tellApp(count: number) {
  // Only installed apps have a badge, and not all browsers know of it.
  if (!('setAppBadge' in navigator)) return;
  void (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => undefined);
}
