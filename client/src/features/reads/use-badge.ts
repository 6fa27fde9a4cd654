import { useEffect } from 'react';

/** Puts the number of unread messages on the icon of the tab, and on that of the installed app where there is one. */
export function useBadge(count: number, shown: string): void {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    if (!link) return;
    const plain = link.href;
    if (count > 0) link.href = `data:image/svg+xml,${encodeURIComponent(iconWith(shown))}`;
    tellApp(count);
    return () => {
      link.href = plain;
    };
  }, [count, shown]);
}

function tellApp(count: number) {
  // Only installed apps have a badge, and not all browsers know of it.
  if (!('setAppBadge' in navigator)) return;
  void (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => undefined);
}

function iconWith(shown: string): string {
  const width = shown.length > 2 ? 22 : shown.length > 1 ? 18 : 14;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none">',
    '<rect width="32" height="32" rx="9" fill="#0b7a68"/>',
    '<path d="M22.5 11.2A8 8 0 1 0 16 24h7.2a.8.8 0 0 0 .6-1.3l-1.6-1.9" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/>',
    `<rect x="${32 - width}" y="0" width="${width}" height="16" rx="8" fill="#c2410c" stroke="#fff" stroke-width="1.5"/>`,
    `<text x="${32 - width / 2}" y="12" font-family="system-ui,sans-serif" font-size="12" font-weight="700" fill="#fff" text-anchor="middle">${shown}</text>`,
    '</svg>',
  ].join('');
}
