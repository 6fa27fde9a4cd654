import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useLocale } from '../../i18n';
import { isForInputMethod } from '../../lib';
import { ErrorNote, Loading } from '..';
import { loadEmoji, type Emoji } from './catalog';
import { keepRecent, recentEmoji } from './recent';
import { searchEmoji } from './search';
import { partsOf } from './sections';
import { EmojiSection } from './EmojiSection';
import { EmojiTabs } from './EmojiTabs';

const COLUMNS = 8;
const FOUND_MAX = 64;

/** All emoji by category, the recent ones first, with a search. Arrow keys walk through them. */
export function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { t } = useLocale();
  const [catalog, setCatalog] = useState<readonly Emoji[]>();
  const [hasFailed, setHasFailed] = useState(false);
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const [currentId, setCurrentId] = useState<string>();
  const list = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => partsOf(catalog ?? [], recentEmoji(), t), [catalog, t]);
  const isSearching = query.trim() !== '';

  function load() {
    setHasFailed(false);
    loadEmoji().then(setCatalog, () => setHasFailed(true));
  }
  useEffect(() => {
    search.current?.focus();
    loadEmoji().then(setCatalog, () => setHasFailed(true));
  }, []);

  function pick(emoji: string) {
    keepRecent(emoji);
    onPick(emoji);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isForInputMethod(event)) return;
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const place = buttons.findIndex((button) => button === document.activeElement);
    const step = stepOf(event.key, place);
    if (step === undefined) return;
    event.preventDefault();
    const next = buttons[place + step];
    if (next) next.focus();
    else if (step < 0) search.current?.focus();
  }

  function go(id: string) {
    const section = list.current?.querySelector<HTMLElement>(`[data-part="${id}"]`);
    if (list.current && section) list.current.scrollTop = section.offsetTop;
    setCurrentId(id);
  }

  /** The category whose emoji are at the top now. */
  function onScroll() {
    const top = (list.current?.scrollTop ?? 0) + 1;
    const sections = [...(list.current?.querySelectorAll<HTMLElement>('[data-part]') ?? [])];
    setCurrentId(sections.findLast((section) => section.offsetTop <= top)?.dataset.part);
  }

  const found = catalog && searchEmoji(catalog, query, FOUND_MAX);
  return (
    <div onKeyDown={onKeyDown} className="flex h-full flex-col">
      <input
        ref={search}
        type="search"
        value={query}
        aria-label={t('emoji.search')}
        placeholder={t('emoji.search')}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          const [first] = found ?? [];
          if (event.key !== 'Enter' || !first || isForInputMethod(event)) return;
          event.preventDefault();
          pick(first.emoji);
        }}
        className="mb-2 h-9 shrink-0 rounded-lg border border-line-strong bg-surface-1 px-3 outline-none focus:border-accent max-md:h-11"
      />
      {catalog && !isSearching && <EmojiTabs categories={parts} currentId={currentId} onPick={go} />}
      <div
        ref={list}
        onScroll={onScroll}
        className="relative -mx-1 min-h-0 flex-1 overflow-y-auto overscroll-contain px-1"
      >
        {hasFailed && <ErrorNote onRetry={load}>{t('emoji.failed')}</ErrorNote>}
        {!catalog && !hasFailed && <Loading label={t('emoji.loading')}>{null}</Loading>}
        {catalog && isSearching && (
          <>
            <EmojiSection title={t('emoji.found')} emoji={found ?? []} onPick={pick} />
            {found?.length === 0 && <p className="p-2 text-13 text-quiet">{t('emoji.none')}</p>}
          </>
        )}
        {!isSearching && parts.map((part) => <EmojiSection key={part.id} {...part} onPick={pick} />)}
      </div>
    </div>
  );
}

/** How far a key goes; from the search field any way down leads to the first one. */
function stepOf(key: string, place: number): number | undefined {
  const isOutside = place < 0;
  switch (key) {
    case 'ArrowDown':
      return isOutside ? 1 : COLUMNS;
    case 'ArrowUp':
      return isOutside ? undefined : -COLUMNS;
    case 'ArrowRight':
      return isOutside ? undefined : 1;
    case 'ArrowLeft':
      return isOutside ? undefined : -1;
    default:
      return undefined;
  }
}
