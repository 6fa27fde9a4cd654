const REGIONS = ['rooms', 'conversation', 'composer', 'members'] as const;

type Region = (typeof REGIONS)[number];

/** Where the focus goes in each part of the page; the first that is there. */
const HOMES: Record<Region, string> = {
  rooms: 'nav [aria-current=page], nav a, nav button',
  conversation: 'main [role=log], main input, main [data-focus-home], main button',
  composer: 'main form textarea',
  members: '[data-region=members] [tabindex="0"]',
};

/** Moves the focus to the next or the previous part of the page that is there. */
export function stepRegion(step: 1 | -1): void {
  const homes = REGIONS.map((region) => find(HOMES[region])).filter((home) => home !== undefined);
  const here = homes.findIndex((home) => contains(home, document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : homes.length - 1) : (here + step + homes.length) % homes.length;
  homes[next]?.focus();
}

function find(selectors: string): HTMLElement | undefined {
  for (const selector of selectors.split(', ')) {
    const home = document.querySelector<HTMLElement>(selector);
    if (home?.checkVisibility()) return home;
  }
  return undefined;
}

/** Whether the focus is in the part of the page this element stands for. */
function contains(home: HTMLElement, focused: Element | null): boolean {
  const part = home.closest('form, [role=log], nav, [data-region], main') ?? home;
  return part.contains(focused);
}
