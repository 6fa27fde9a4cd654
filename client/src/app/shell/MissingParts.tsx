import { useLocale } from '../../i18n';

/** The height of `UpdatePrompt`, and a gap. */
const ABOVE_PX = 52;

/**
 * Something that somebody wants to see cannot be had now. The rest goes on, and it is tried again. Above where `UpdatePrompt`
 * says that a new version waits, which is often why.
 */
export function MissingParts() {
  const { t } = useLocale();
  return (
    <div
      className="pointer-events-none fixed inset-x-4 bottom-24 z-40 flex justify-center md:inset-x-auto md:start-4 md:bottom-18"
      style={{ paddingBottom: ABOVE_PX }}
    >
      <div className="pointer-events-auto flex max-w-96 animate-rise items-center gap-1 rounded-xl border border-line bg-surface-1 py-1 ps-3.5 pe-1 text-13 shadow-raised">
        <span role="alert" className="text-pretty">
          {t('connection.partMissing')}
        </span>
        <button
          type="button"
          onClick={() => window.location.reload()}
          className="h-9 shrink-0 rounded-lg px-2.5 font-medium text-accent hover:bg-surface-2 max-md:h-11"
        >
          {t('app.reload')}
        </button>
      </div>
    </div>
  );
}
