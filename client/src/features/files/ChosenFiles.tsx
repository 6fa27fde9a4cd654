import { inlineKind, type Attachment } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { IconButton } from '../../ui';
import { CloseIcon, EditIcon } from '../../ui/more-icons';
import { localUrl } from './blobs';
import { DescribeDialog } from './DescribeDialog';
import { FileIcon } from './icons';
import { sizeText } from '../../lib/size-text';

interface ChosenFilesProps {
  files: readonly Attachment[];
  onChange: (files: readonly Attachment[]) => void;
}

/** What goes with the text that is being written. */
export function ChosenFiles({ files, onChange }: ChosenFilesProps) {
  const { t, code } = useLocale();
  const [asked, ask] = useState<Attachment>();
  const list = (
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
            <span className="block truncate text-12 text-quiet">{file.alt ?? sizeText(file.size, code)}</span>
          </span>
          {inlineKind(file.type) === 'image' && (
            <IconButton
              label={t('files.describe', { name: file.name })}
              isSmall
              place="above-end"
              onClick={() => ask(file)}
            >
              <EditIcon className="size-4" />
            </IconButton>
          )}
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
  return (
    <>
      {list}
      {asked && (
        <DescribeDialog
          file={asked}
          src={localUrl(asked.id)}
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

function described({ alt: _, ...file }: Attachment, alt: string): Attachment {
  return alt === '' ? file : { ...file, alt };
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
