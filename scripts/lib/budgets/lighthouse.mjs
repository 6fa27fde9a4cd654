import lighthouse, { desktopConfig } from 'lighthouse';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
/** The browser began too late to record: Lighthouse asks for another run. */
const NOT_RECORDED = 'NO_NAVSTART';

/**
 * What Lighthouse says of a page in the browser that listens on `port`, with whatever that browser has stored.
 * @returns {Promise<{ scores: Record<string, number>, problems: string[] }>} scores from 0 to 100; what cost points
 */
export async function audit(url, port) {
  const flags = { port, onlyCategories: CATEGORIES, disableStorageReset: true, logLevel: 'error' };
  let result = await lighthouse(url, flags, desktopConfig);
  if (result?.lhr.runtimeError?.code === NOT_RECORDED) result = await lighthouse(url, flags, desktopConfig);
  if (!result || result.lhr.runtimeError) throw new Error(`Lighthouse: ${result?.lhr.runtimeError?.message}`);
  const { categories, audits } = result.lhr;
  const scores = CATEGORIES.map((name) => [name, Math.round((categories[name].score ?? 0) * 100)]);
  const problems = CATEGORIES.flatMap((name) => categories[name].auditRefs)
    .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9)
    .map(({ id }) => `${id} ${audits[id].displayValue ?? ''}`.trim());
  return { scores: Object.fromEntries(scores), problems };
}
