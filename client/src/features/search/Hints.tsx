import { useLocale } from '../../i18n';
import { FILTERS } from './filters';

interface HintsProps {
  recent: readonly string[];
  /** Adds a filter to what is typed. */
  onFilter: (text: string) => void;
  onRecent: (text: string) => void;
}

const CHIP =
  'rounded-full border border-line px-2.5 py-1 text-12 hover:bg-surface-2 max-md:min-h-11 pointer-coarse:min-h-11';

interface FilterChipsProps {
  filters: readonly (typeof FILTERS)[number][];
  onFilter: (text: string) => void;
}

/** Filters to choose from, each with what it means. */
export function FilterChips({ filters, onFilter }: FilterChipsProps) {
  const { t } = useLocale();
  return (
    <div role="group" aria-label={t('search.filters')} className="flex flex-wrap gap-1.5">
      {filters.map(({ filter, means }) => (
        <button key={filter} type="button" className={CHIP} onClick={() => onFilter(filter)}>
          <bdi>{filter}</bdi> <span className="text-quiet">{t(means)}</span>
        </button>
      ))}
    </div>
  );
}

/** What can be typed, and what was typed before. */
export function Hints({ recent, onFilter, onRecent }: HintsProps) {
  const { t } = useLocale();
  return (
    <div className="p-4 text-13">
      <p className="text-quiet text-pretty">{t('search.hint')}</p>
      <div className="mt-3">
        <FilterChips filters={FILTERS} onFilter={onFilter} />
      </div>
      {recent.length > 0 && (
        <>
          <h3 className="mt-4 mb-1 text-12 font-medium text-quiet">{t('search.recent')}</h3>
          <ul>
            {recent.map((text) => (
              <li key={text}>
                <button
                  type="button"
                  onClick={() => onRecent(text)}
                  className="block min-h-9 w-full truncate rounded-lg px-2 text-left hover:bg-surface-2 max-md:min-h-11 mirrored:text-right"
                >
                  <bdi dir="auto">{text}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
