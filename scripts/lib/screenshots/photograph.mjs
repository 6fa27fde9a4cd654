const SIZE = { width: 1200, height: 560 };

/** A lake in the evening, drawn: nobody's photograph, and the same each time. */
const DRAWING = `
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 100 1200 560" width="1200" height="560">
  <defs>
    <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#20415f"/><stop offset=".55" stop-color="#d98b6a"/><stop offset="1" stop-color="#f8d9a0"/>
    </linearGradient>
    <linearGradient id="lake" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#e9b98a"/><stop offset=".4" stop-color="#8a7d84"/><stop offset="1" stop-color="#22394c"/>
    </linearGradient>
    <filter id="soft"><feGaussianBlur stdDeviation="6"/></filter>
  </defs>
  <rect width="1200" height="440" fill="url(#sky)"/>
  <circle cx="780" cy="330" r="120" fill="#fff1c8" opacity=".35" filter="url(#soft)"/>
  <circle cx="780" cy="330" r="46" fill="#fff4d6"/>
  <path d="M0 330 L150 220 L270 300 L430 170 L600 320 L760 250 L930 330 L1080 210 L1200 300 V440 H0Z" fill="#5f6780" opacity=".75"/>
  <path d="M0 390 L180 300 L340 380 L520 310 L700 400 L900 330 L1060 390 L1200 340 V450 H0Z" fill="#3a4a5c"/>
  <rect y="430" width="1200" height="290" fill="url(#lake)"/>
  <g fill="#fff1c8" opacity=".5">
    <rect x="740" y="446" width="80" height="4"/><rect x="722" y="466" width="116" height="4"/>
    <rect x="748" y="490" width="64" height="4"/><rect x="710" y="518" width="140" height="4"/><rect x="752" y="552" width="60" height="4"/>
  </g>
  <path d="M0 720 V560 Q160 520 300 590 T620 640 Q820 680 1200 600 V720Z" fill="#16262f"/>
  <g fill="#0f1c23">
    <path d="M90 580 L120 430 L150 580Z M130 590 L166 400 L202 590Z M1010 640 L1046 470 L1082 640Z M1070 630 L1110 430 L1150 630Z"/>
    <path d="M430 630 L500 545 L570 630Z"/>
  </g>
  <path d="M484 630 L500 575 L516 630Z" fill="#f6c56f"/>
</svg>`;

/**
 * A picture to be sent.
 * @param {() => Promise<import('playwright-core').BrowserContext>} open a browser of its own
 * @returns {Promise<Buffer>} a PNG of less than a megabyte
 */
export async function photograph(open) {
  const context = await open({ viewport: SIZE });
  const page = await context.newPage();
  await page.setContent(`<body style="margin:0">${DRAWING}</body>`);
  const bytes = await page.screenshot({ type: 'png' });
  await context.close();
  return bytes;
}
