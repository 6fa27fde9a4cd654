import type { Attachment, Message } from '@chatket/contract';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useLocale } from '../../i18n';
import { useMediaQuery } from '../../lib/use-media-query';
import { useChatStores } from '../../store';
import { IconButton } from '../../ui';
import { Modal } from '../../ui/Dialog';
import { CloseIcon, EditIcon } from '../../ui/more-icons';
import { DescribeStored } from './DescribeStored';
import { FileName } from './FileName';
import { DownloadIcon, NextIcon, PauseIcon, PlayIcon, PreviousIcon, ZoomInIcon, ZoomOutIcon } from './icons';
import { downloadUrl, LESS_MOTION, placeholderOf, sourceOf } from './picture';

const ZOOM_MAX = 4;

interface ViewerProps {
  message: Partial<Pick<Message, 'roomId' | 'messageId' | 'sender'>>;
  pictures: readonly Attachment[];
  /** The id of the one that is shown. */
  shown: string;
  onShow: (id: string) => void;
  onClose: () => void;
}

/** The pictures of a message one by one, as large as the window. Arrows, Home and End lead on, plus and minus zoom, Esc closes. */
export function Viewer({ message, pictures, shown, onShow, onClose }: ViewerProps) {
  const { t } = useLocale();
  const { me } = useChatStores();
  const isStill = useMediaQuery(LESS_MOTION);
  const isNarrow = useMediaQuery('(width < 48rem)');
  const [zoom, setZoom] = useState(1);
  const [isPlaying, setIsPlaying] = useState(!isStill);
  const [isDescribing, setIsDescribing] = useState(false);
  /** The one that is there: its colours are needed no more. */
  const [loaded, setLoaded] = useState<string>();
  const stage = useRef<HTMLDivElement>(null);
  const place = pictures.findIndex(({ id }) => id === shown);
  const file = pictures[place];
  const { roomId, messageId, sender } = message;

  useEffect(() => {
    // What is zoomed is looked at from its middle.
    const box = stage.current;
    box?.scrollTo((box.scrollWidth - box.clientWidth) / 2, (box.scrollHeight - box.clientHeight) / 2);
  }, [zoom, shown]);

  if (!file) return null;
  const go = (steps: number) => {
    const next = pictures[place + steps];
    if (!next) return;
    setZoom(1);
    onShow(next.id);
  };
  const scale = (factor: number) => setZoom(Math.min(ZOOM_MAX, Math.max(1, zoom * factor)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (isDescribing || event.altKey || event.ctrlKey || event.metaKey) return;
    const deed = {
      // What is zoomed is moved by the arrows.
      ArrowLeft: zoom > 1 ? undefined : () => go(-1),
      ArrowRight: zoom > 1 ? undefined : () => go(1),
      Home: zoom > 1 ? undefined : () => go(-place),
      End: zoom > 1 ? undefined : () => go(pictures.length - 1 - place),
      '+': () => scale(2),
      '=': () => scale(2),
      '-': () => scale(0.5),
      '0': () => setZoom(1),
    }[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  };

  const isLargest = zoom === ZOOM_MAX;
  // Where there is no room for the other button, this one leads back at its end.
  const leadsBack = isNarrow && isLargest;
  const name = file.alt ?? file.name;
  return (
    <Modal
      label={t('viewer.title', { name })}
      onClose={onClose}
      className="m-0 h-dvh max-h-none w-full max-w-none overflow-hidden bg-surface-0"
    >
      <div className="flex h-dvh flex-col" onKeyDown={onKeyDown}>
        <header className="flex items-center gap-1 border-b border-line p-2">
          <p aria-live="polite" className="flex min-w-0 flex-1 gap-1 px-2 text-13 text-quiet">
            {pictures.length > 1 && (
              <span className="shrink-0">
                {t('viewer.place', { place: place + 1, count: pictures.length })} ·
              </span>
            )}
            <FileName name={file.name} />
          </p>
          {file.isAnimated && (
            <IconButton
              label={t(isPlaying ? 'viewer.pause' : 'viewer.play')}
              place="below-end"
              onClick={() => setIsPlaying(!isPlaying)}
            >
              {isPlaying ? <PauseIcon /> : <PlayIcon />}
            </IconButton>
          )}
          {!isNarrow && (
            <IconButton
              label={t('viewer.zoomOut')}
              place="below-end"
              {...overIf(zoom === 1)}
              onClick={() => scale(0.5)}
            >
              <ZoomOutIcon />
            </IconButton>
          )}
          <IconButton
            label={t(leadsBack ? 'viewer.zoomOut' : 'viewer.zoomIn')}
            place="below-end"
            {...overIf(isLargest && !leadsBack)}
            onClick={() => scale(leadsBack ? 1 / ZOOM_MAX : 2)}
          >
            {leadsBack ? <ZoomOutIcon /> : <ZoomInIcon />}
          </IconButton>
          {sender?.id === me.id && (
            <IconButton
              label={t('files.describe', { name: file.name })}
              place="below-end"
              onClick={() => setIsDescribing(true)}
            >
              <EditIcon />
            </IconButton>
          )}
          <a
            href={downloadUrl(file.id)}
            download={file.name}
            aria-label={t('files.download', { name: file.name })}
            className="grid size-9 shrink-0 place-items-center rounded-lg text-quiet hover:bg-surface-2 hover:text-ink pointer-coarse:size-11"
          >
            <DownloadIcon />
          </a>
          <IconButton label={t('common.close')} place="below-end" onClick={onClose}>
            <CloseIcon />
          </IconButton>
        </header>
        <div className="relative min-h-0 flex-1">
          <div
            ref={stage}
            data-first
            tabIndex={0}
            role="group"
            aria-label={name}
            style={{ overflow: 'auto', outlineOffset: -2 }}
            className="size-full"
            onDoubleClick={() => setZoom(zoom > 1 ? 1 : 2)}
          >
            <img
              key={file.id}
              src={sourceOf(file, { copy: 'large', isStill: !isPlaying, isReadable: true })}
              alt={name}
              onLoad={() => setLoaded(file.id)}
              style={{
                objectFit: 'contain',
                width: `${zoom * 100}%`,
                height: `${zoom * 100}%`,
                maxWidth: 'none',
                ...(loaded !== file.id && backdropOf(file)),
              }}
            />
          </div>
          {pictures.length > 1 && (
            <>
              <Turn label={t('viewer.previous')} side="left" isOver={place === 0} onClick={() => go(-1)} />
              <Turn
                label={t('viewer.next')}
                side="right"
                isOver={place === pictures.length - 1}
                onClick={() => go(1)}
              />
            </>
          )}
        </div>
        {file.alt && (
          <p
            dir="auto"
            className="overflow-y-auto border-t border-line px-4 py-3 text-15 wrap-anywhere"
            style={{ maxHeight: '20dvh' }}
          >
            {file.alt}
          </p>
        )}
      </div>
      {isDescribing && roomId !== undefined && messageId !== undefined && (
        <DescribeStored target={{ roomId, messageId }} file={file} onClose={() => setIsDescribing(false)} />
      )}
    </Modal>
  );
}

/** The colours of a picture, as large as it will be. */
function backdropOf(file: Attachment) {
  const colours = placeholderOf(file);
  return (
    colours && {
      ...colours,
      backgroundSize: 'contain',
      backgroundRepeat: 'no-repeat',
      backgroundPosition: 'center',
    }
  );
}

/** What does nothing at its end stays a button, so that the focus stays on it and the keys go on. */
function overIf(isOver: boolean) {
  return { 'aria-disabled': isOver, style: { opacity: isOver ? 0.45 : 1 } };
}

interface TurnProps {
  label: string;
  side: 'left' | 'right';
  isOver: boolean;
  onClick: () => void;
}

function Turn({ label, side, isOver, onClick }: TurnProps) {
  return (
    <div className="absolute" style={{ [side]: 8, top: 'calc(50% - 22px)' }}>
      <button
        type="button"
        aria-label={label}
        {...overIf(isOver)}
        onClick={onClick}
        className="grid size-11 place-items-center rounded-full border border-line bg-surface-1 text-ink hover:bg-surface-2"
      >
        {side === 'left' ? <PreviousIcon /> : <NextIcon />}
      </button>
    </div>
  );
}
