import { inlineKind, type Attachment } from '@chatket/contract';
import { useEffect, useRef, useState, type CSSProperties, type ReactNode, type SyntheticEvent } from 'react';
import { useLocale } from '../../i18n';
import { CloseIcon, EditIcon } from '../../ui/more-icons';
import { DescribeDialog } from './DescribeDialog';
import { FileName } from './FileName';
import { FileIcon } from './icons';
import { placeholderOf } from './picture';
import { useLocalUrl } from './use-local-url';
import { sizeText } from '../../lib/size-text';

interface ChosenFilesProps {
  files: readonly Attachment[];
  onChange: (files: readonly Attachment[]) => void;
}

/** What goes with the text that is being written. */
export function ChosenFiles({ files, onChange }: ChosenFilesProps) {
  const { t } = useLocale();
  const [asked, ask] = useState<Attachment>();
  return (
    <>
      <Strip label={t('files.chosen')}>
        {files.map((file) => (
          <Tile
            key={file.id}
            file={file}
            onDescribe={() => ask(file)}
            onRemove={() => onChange(files.filter(({ id }) => id !== file.id))}
          />
        ))}
      </Strip>
      {asked && (
        <Describing
          file={asked}
          onSave={(alt) => {
            onChange(files.map((file) => (file.id === asked.id ? described(file, alt) : file)));
            ask(undefined);
          }}
          onClose={() => ask(undefined)}
        />
      )}
    </>
  );
}

function Describing(props: { file: Attachment; onSave: (alt: string) => void; onClose: () => void }) {
  return <DescribeDialog {...props} src={useLocalUrl(props.file.id)} />;
}

function described({ alt: _, ...file }: Attachment, alt: string): Attachment {
  return alt === '' ? file : { ...file, alt };
}

/** As with other names. */
const TIP_MS = 400;

/** A row that is scrolled, which would cut the names of its buttons: they stand above all of it. */
function Strip({ label, children }: { label: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<{ text: string; style: CSSProperties }>();
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  function point({ target, type }: SyntheticEvent) {
    const button = (target as Element).closest('button');
    const box = place.current?.getBoundingClientRect();
    hide();
    if (!box || !button || (type === 'focus' && !button.matches(':focus-visible'))) return;
    const { left, right } = button.getBoundingClientRect();
    // From the button to the side with more room.
    const isLeft = left + right < box.left + box.right;
    const text = button.getAttribute('aria-label') ?? '';
    const style = isLeft ? { left: left - box.left } : { right: box.right - right };
    timer.current = window.setTimeout(() => setTip({ text, style }), TIP_MS);
  }
  function hide() {
    clearTimeout(timer.current);
    setTip(undefined);
  }
  return (
    <div ref={place} className="relative">
      <ul
        aria-label={label}
        className="flex gap-2 overflow-x-auto border-b border-line p-2"
        onPointerOver={point}
        onPointerLeave={hide}
        onFocus={point}
        onBlur={hide}
        onScroll={hide}
        onClick={hide}
      >
        {children}
      </ul>
      {tip && (
        <span
          aria-hidden="true"
          style={{ ...tip.style, maxWidth: '50%' }}
          className="pointer-events-none absolute bottom-full z-30 truncate rounded-md bg-ink px-2 py-1 text-12 text-surface-1 select-none pointer-coarse:hidden"
        >
          {tip.text}
        </span>
      )}
    </div>
  );
}

const TILE_BUTTON =
  'grid size-7 shrink-0 place-items-center rounded-lg text-quiet hover:bg-surface-1 hover:text-ink pointer-coarse:size-11';

interface TileProps {
  file: Attachment;
  onDescribe: () => void;
  onRemove: () => void;
}

function Tile({ file, onDescribe, onRemove }: TileProps) {
  const { t, code } = useLocale();
  const { name, size, alt, type } = file;
  const isPicture = inlineKind(type) === 'image';
  return (
    <li
      style={{ width: '16rem' }}
      className="flex max-w-full shrink-0 items-center gap-2 rounded-lg border border-line bg-surface-2 p-1 text-13"
    >
      <Thumb file={file} />
      <span className="min-w-0 flex-1">
        <FileName name={name} />
        <span className="block truncate text-12 text-quiet">
          {alt ?? (isPicture ? t('files.noAlt') : sizeText(size, code))}
        </span>
      </span>
      {isPicture && (
        <button
          type="button"
          aria-label={t('files.describe', { name })}
          className={TILE_BUTTON}
          onClick={onDescribe}
        >
          <EditIcon className="size-4" />
        </button>
      )}
      <button
        type="button"
        aria-label={t('files.remove', { name })}
        className={TILE_BUTTON}
        onPointerDown={(event) => event.preventDefault()}
        onClick={onRemove}
      >
        <CloseIcon className="size-4" />
      </button>
    </li>
  );
}

function Thumb({ file }: { file: Attachment }) {
  const url = useLocalUrl(file.id);
  const isShown = url !== undefined && inlineKind(file.type) === 'image' && file.width !== undefined;
  if (isShown)
    return <img src={url} alt="" className="size-9 shrink-0 rounded-md" style={{ objectFit: 'cover' }} />;
  return (
    <span
      style={placeholderOf(file)}
      className="grid size-9 shrink-0 place-items-center rounded-md bg-surface-1 text-quiet"
    >
      {!file.thumbhash && <FileIcon />}
    </span>
  );
}
