import { LIMITS } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { SearchIcon } from '../../ui';
import { Segmented } from '../../ui/Segmented';

interface SearchHeadProps<Only extends string> {
  label: string;
  search: string;
  onSearch: (search: string) => void;
  only: Only;
  options: readonly { value: Only; label: string }[];
  onOnly: (only: Only) => void;
}

/** What is looked for in a list, and which of it is shown. */
export function SearchHead<Only extends string>(props: SearchHeadProps<Only>) {
  const { label, search, onSearch, only, options, onOnly } = props;
  const { t } = useLocale();
  return (
    <>
      <label className="flex h-11 items-center gap-2 rounded-xl border border-line-strong px-3 transition-colors focus-within:border-accent focus-within:outline-2 focus-within:outline-accent/30">
        <SearchIcon className="size-5 text-quiet" />
        <input
          type="search"
          aria-label={label}
          placeholder={label}
          maxLength={LIMITS.roomSearchMax}
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          className="h-full min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
        />
      </label>
      <div className="mt-3 max-w-96">
        <Segmented label={t('server.show')} value={only} options={options} onChange={onOnly} />
      </div>
    </>
  );
}
