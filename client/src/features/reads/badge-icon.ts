/** The icon of the tab with a number on it. */
export function badgeIcon(shown: string): string {
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
