import { inlineKind, type Attachment, type Message } from '@chatket/contract';
import { useState } from 'react';
import { useLocale } from '../../i18n';
import { useRealtime } from '../../realtime';
import { useChatStores } from '../../store';
import { giveBack } from '../../store/give-back';
import { FileName } from './FileName';
import { DownloadIcon, FileIcon } from './icons';
import { boxOf, downloadUrl, fileUrl, isPicture } from './picture';
import { Pictures } from './Pictures';
import { Progress } from './Progress';
import { durationText, sizeText } from '../../lib/size-text';
import { useFilesCookie } from '../../api/use-files-cookie';
import { useLocalUrl } from './use-local-url';
import { VoicePlayer } from './voice/VoicePlayer';
import { whenBroken } from './when-broken';

interface MessageFilesProps {
  message: Pick<Message, 'clientMsgId' | 'attachments'> &
    Partial<Pick<Message, 'roomId' | 'messageId' | 'sender'>> & { state?: { kind: string } };
  files: readonly Attachment[];
}

const CHECKS = { waiting: 'files.checking', harmful: 'files.harmful' } as const;

/** What a message was sent with, or is on its way out with. */
export function MessageFiles({ message, files }: MessageFilesProps) {
  const { clientMsgId, attachments, state } = message;
  const { t } = useLocale();
  const { discard } = useRealtime();
  const stores = useChatStores();
  const { isAnswered: has } = useFilesCookie();
  const [broken, setBroken] = useState<readonly string[]>([]);
  const isStored = attachments !== undefined;
  const isOnItsWay = !isStored && state?.kind === 'queued';
  /** The files are given up; what was written is not. */
  function cancel() {
    const item = stores.outbox.getState().items.find((each) => each.clientMsgId === clientMsgId);
    if (item) giveBack(stores, { ...item, files: [] });
    discard(clientMsgId);
  }
  const pictures = files.filter((file) => isPicture(file) && !broken.includes(file.id));
  return (
    <div className="mt-1 mb-1.5 flex max-w-full flex-col items-start gap-1">
      {pictures.length > 0 && (
        <Pictures
          message={message}
          pictures={pictures}
          isReadable={isStored && has}
          isUnsent={!isStored}
          isOnItsWay={isOnItsWay}
          onBroken={(id) => setBroken((known) => [...known, id])}
        />
      )}
      {files
        .filter((file) => !pictures.includes(file))
        .map((file) => (
          <div key={file.id} className="max-w-full">
            <OneFile file={file} isReadable={isStored && has} isUnsent={!isStored} />
            {isOnItsWay && <Progress file={file} />}
          </div>
        ))}
      {isOnItsWay && (
        <button
          type="button"
          onClick={cancel}
          className="min-h-7 text-13 text-quiet underline-offset-2 hover:text-ink hover:underline pointer-coarse:min-h-11"
        >
          {t('files.cancel')}
        </button>
      )}
    </div>
  );
}

interface OneFileProps {
  file: Attachment;
  isReadable: boolean;
  isUnsent: boolean;
}

function OneFile({ file, isReadable, isUnsent }: OneFileProps) {
  const kind = file.check ? undefined : inlineKind(file.type);
  const [isBroken, setIsBroken] = useState(false);
  const src = useLocalUrl(file.id, isUnsent) ?? (isReadable ? fileUrl(file.id) : undefined);
  const { width, height, waveform, durationMs } = file;
  if (kind && waveform && durationMs && !isBroken)
    return (
      <VoicePlayer
        src={src}
        waveform={waveform}
        durationMs={durationMs}
        onBroken={() => src && setIsBroken(true)}
      />
    );
  if (isBroken || !kind || kind === 'image' || (kind === 'video' && !(width && height)))
    return <Card file={file} isStored={isReadable} />;
  return <Player kind={kind} file={file} src={src} onBroken={() => setIsBroken(true)} />;
}

interface ShownProps {
  file: Attachment;
  src: string | undefined;
  onBroken: () => void;
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
          onError={({ currentTarget }) => whenBroken(currentTarget, onBroken)}
          style={boxOf(file)}
          className="max-w-full rounded-lg border border-line bg-surface-2"
        />
      ) : (
        <audio
          controls
          preload="none"
          src={src}
          aria-label={file.name}
          onError={({ currentTarget }) => whenBroken(currentTarget, onBroken)}
          className="h-11 w-80 max-w-full"
        />
      )}
      <figcaption className="flex gap-1 text-12 text-quiet">
        <FileName name={file.name} />
        <span className="shrink-0">
          · {file.durationMs ? `${durationText(file.durationMs)} · ` : ''}
          {sizeText(file.size, code)}
        </span>
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
        <FileName name={file.name} className="font-medium" />
        <span className="block truncate text-12 text-quiet">
          {file.check ? t(CHECKS[file.check]) : sizeText(file.size, code)}
        </span>
      </span>
      {isStored && !file.check && (
        <a
          href={downloadUrl(file.id)}
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
