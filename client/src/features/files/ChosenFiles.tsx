import { inlineKind, type Attachment } from '@chatket/contract';
import { useLocale } from '../../i18n';
import { IconButton } from '../../ui';
import { CloseIcon } from '../../ui/more-icons';
import { localUrl } from './blobs';
import { FileIcon } from './icons';
import { sizeText } from './size-text';

interface ChosenFilesProps {
  files: readonly Attachment[];
  onChange: (files: readonly Attachment[]) => void;
}

/** What goes with the text that is being written. */
export function ChosenFiles({ files, onChange }: ChosenFilesProps) {
  const { t, code } = useLocale();
  return (
    <ul aria-label={t('files.chosen')} className="flex gap-2 overflow-x-auto border-b border-line p-2">
      {files.map((file) => (
        <li
          key={file.id}
          style={{ width: '13rem' }}
          className="flex shrink-0 items-center gap-2 rounded-lg border border-line bg-surface-2 px-1 py-1 text-13"
        >
          <Thumb file={file} />
          <span className="min-w-0 flex-1">
            <bdi className="block truncate">{file.name}</bdi>
            <span className="block text-12 text-quiet">{sizeText(file.size, code)}</span>
          </span>
          <IconButton
            label={t('files.remove', { name: file.name })}
            isSmall
            place="above-end"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChange(files.filter(({ id }) => id !== file.id))}
          >
            <CloseIcon className="size-4" />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}

function Thumb({ file: { id, type, width } }: { file: Attachment }) {
  const url = inlineKind(type) === 'image' && width ? localUrl(id) : undefined;
  if (url)
    return <img src={url} alt="" className="size-9 shrink-0 rounded-md" style={{ objectFit: 'cover' }} />;
  return (
    <span className="grid size-9 shrink-0 place-items-center rounded-md bg-surface-1 text-quiet">
      <FileIcon />
    </span>
  );
}
