import { inlineKind, type Attachment } from '@chatket/contract';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { localUrl } from './blobs';
import { DownloadIcon, FileIcon } from './icons';
import { progress } from './progress';
import { durationText, sizeText } from './size-text';
import { useFilesCookie } from './use-files-cookie';

const PICTURE_WIDTH_MAX = 400;
const PICTURE_HEIGHT_MAX = 320;

interface MessageFilesProps {
  message: { clientMsgId: string; attachments?: readonly Attachment[]; state?: { kind: string } };
  files: readonly Attachment[];
}

/** What a message was sent with, or is on its way out with. */
export function MessageFiles({ message: { clientMsgId, attachments, state }, files }: MessageFilesProps) {
  const { t } = useLocale();
  const { discard } = useRealtime();
  const isOnItsWay = !attachments && state?.kind !== 'sent';
  return (
    <div className="mt-1 flex max-w-full flex-col items-start gap-1">
      {files.map((file) => (
        <div key={file.id} className="max-w-full">
          <OneFile file={file} isStored={attachments !== undefined} />
          {isOnItsWay && <Progress file={file} />}
        </div>
      ))}
      {isOnItsWay && state?.kind === 'queued' && (
        <button
          type="button"
          onClick={() => discard(clientMsgId)}
          className="min-h-7 text-13 text-quiet underline-offset-2 hover:text-ink hover:underline pointer-coarse:min-h-11"
        >
          {t('files.cancel')}
        </button>
      )}
    </div>
  );
}

function OneFile({ file, isStored }: { file: Attachment; isStored: boolean }) {
  const has = useFilesCookie();
  const kind = inlineKind(file.type);
  const [isBroken, setIsBroken] = useState(false);
  const src = localUrl(file.id) ?? (isStored && has ? `/api/files/${file.id}` : undefined);
  const { width, height } = file;
  if (isBroken || !kind || (kind !== 'audio' && !(width && height)))
    return <Card file={file} isStored={isStored && has} />;
  if (kind === 'image') return <Picture file={file} src={src} onBroken={() => setIsBroken(true)} />;
  return <Player kind={kind} file={file} src={src} onBroken={() => setIsBroken(true)} />;
}

interface ShownProps {
  file: Attachment;
  src: string | undefined;
  onBroken: () => void;
}

/** Its box is as large as it will be before the first byte. */
function Picture({ file, src, onBroken }: ShownProps) {
  const { t } = useLocale();
  const picture = src && (
    <img
      src={src}
      alt={file.name}
      loading="lazy"
      decoding="async"
      onError={onBroken}
      className="size-full"
      style={{ objectFit: 'contain' }}
    />
  );
  const box = 'block max-w-full overflow-hidden rounded-lg border border-line bg-surface-2';
  return (
    <a
      href={`/api/files/${file.id}`}
      target="_blank"
      rel="noreferrer"
      aria-label={t('files.open', { name: file.name })}
      style={boxOf(file)}
      className={box}
    >
      {picture}
    </a>
  );
}

function Player({ kind, file, src, onBroken }: ShownProps & { kind: 'audio' | 'video' }) {
  const { code } = useLocale();
  return (
    <figure className="max-w-full">
      {kind === 'video' ? (
        <video
          controls
          playsInline
          preload="metadata"
          src={src}
          aria-label={file.name}
          onError={onBroken}
          style={boxOf(file)}
          className="max-w-full rounded-lg border border-line bg-surface-2"
        />
      ) : (
        <audio
          controls
          preload="none"
          src={src}
          aria-label={file.name}
          onError={onBroken}
          className="h-11 w-80 max-w-full"
        />
      )}
      <figcaption className="truncate text-12 text-quiet">
        <bdi>{file.name}</bdi> · {file.durationMs ? `${durationText(file.durationMs)} · ` : ''}
        {sizeText(file.size, code)}
      </figcaption>
    </figure>
  );
}

function Card({ file, isStored }: { file: Attachment; isStored: boolean }) {
  const { t, code } = useLocale();
  return (
    <div className="flex h-14 w-80 max-w-full items-center gap-2.5 rounded-lg border border-line bg-surface-1 ps-3 pe-1.5">
      <FileIcon className="size-5 shrink-0 text-quiet" />
      <span className="min-w-0 flex-1 text-15">
        <bdi className="block truncate font-medium">{file.name}</bdi>
        <span className="block text-12 text-quiet">{sizeText(file.size, code)}</span>
      </span>
      {isStored && (
        <a
          href={`/api/files/${file.id}?download=1`}
          download={file.name}
          aria-label={t('files.download', { name: file.name })}
          className="grid size-9 shrink-0 place-items-center rounded-lg text-quiet hover:bg-surface-2 hover:text-ink pointer-coarse:size-11"
        >
          <DownloadIcon />
        </a>
      )}
    </div>
  );
}

function Progress({ file: { id, name, size } }: { file: Attachment }) {
  const { t } = useLocale();
  const bytes = useStore(progress, (all) => all[id]);
  const percent = Math.floor(((bytes ?? 0) * 100) / size);
  return (
    <div
      role="progressbar"
      aria-label={
        bytes === undefined ? t('files.waiting', { name }) : t('files.uploading', { name, percent })
      }
      aria-valuenow={percent}
      className="mt-1 h-1 w-80 max-w-full overflow-hidden rounded-full bg-line"
    >
      <div className="h-full bg-accent" style={{ width: `${percent}%` }} />
    </div>
  );
}

function boxOf({ width = 1, height = 1 }: Attachment) {
  const scale = Math.min(1, PICTURE_WIDTH_MAX / width, PICTURE_HEIGHT_MAX / height);
  return { width: Math.max(48, Math.round(width * scale)), aspectRatio: `${width} / ${height}` };
}
