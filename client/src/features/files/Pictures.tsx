import type { Attachment, Message } from '@chatket/contract';
import { Suspense, useState } from 'react';
import { useLocale } from '../../i18n';
import { later } from '../../lib';
import { useMediaQuery } from '../../lib/use-media-query';
import { boxOf, fileUrl, LESS_MOTION, placeholderOf, sourceOf } from './picture';
import { Progress } from './Progress';
import { useLocalUrl } from './use-local-url';

const Viewer = later(async () => (await import('./Viewer')).Viewer);

/** The side of each of several, with the gaps between them as wide as one alone. */
const TILE = { two: 'calc(50% - 2px)', three: 'calc(33.33% - 2.67px)' };
const GALLERY_WIDTH = 400;

interface PicturesProps {
  message: Partial<Pick<Message, 'roomId' | 'messageId' | 'sender'>>;
  pictures: readonly Attachment[];
  isReadable: boolean;
  /** They have not been sent: this device has them, and of those that are on their way it shows how far they are. */
  isUnsent: boolean;
  isOnItsWay: boolean;
  onBroken: (id: string) => void;
}

/** The pictures of a message: one in its shape, several as tiles. Each opens the viewer. */
export function Pictures(props: PicturesProps) {
  const { message, pictures, isReadable, isUnsent, isOnItsWay, onBroken } = props;
  const [viewed, view] = useState<string>();
  const isGallery = pictures.length > 1;
  const tile = pictures.length === 2 || pictures.length === 4 ? TILE.two : TILE.three;
  const all = pictures.map((file) => (
    <Picture
      key={file.id}
      file={file}
      style={isGallery ? { width: tile, aspectRatio: '1' } : boxOf(file)}
      isCut={isGallery}
      isReadable={isReadable}
      isUnsent={isUnsent}
      isOnItsWay={isOnItsWay}
      onBroken={() => onBroken(file.id)}
      onView={() => view(file.id)}
    />
  ));
  return (
    <>
      {isGallery ? (
        <div className="flex max-w-full flex-wrap gap-1" style={{ width: GALLERY_WIDTH }}>
          {all}
        </div>
      ) : (
        all
      )}
      {viewed !== undefined && pictures.some(({ id }) => id === viewed) && (
        <Suspense>
          <Viewer
            message={message}
            pictures={pictures}
            shown={viewed}
            onShow={view}
            onClose={() => view(undefined)}
          />
        </Suspense>
      )}
    </>
  );
}

interface PictureProps extends Pick<PicturesProps, 'isReadable' | 'isUnsent' | 'isOnItsWay'> {
  file: Attachment;
  style: { width: number | string; aspectRatio: string };
  /** What does not fit into its place is left out. */
  isCut: boolean;
  onBroken: () => void;
  onView: () => void;
}

/** Its box is as large as it will be before the first byte, and has its colours. */
function Picture(props: PictureProps) {
  const { file, style, isCut, isReadable, isUnsent, isOnItsWay, onBroken, onView } = props;
  const { t } = useLocale();
  const isStill = useMediaQuery(LESS_MOTION);
  const [isThere, setIsThere] = useState(false);
  useLocalUrl(file.id, isUnsent);
  const src = sourceOf(file, { copy: 'small', isStill, isReadable });
  return (
    <a
      href={fileUrl(file.id)}
      target="_blank"
      rel="noreferrer"
      aria-label={t('files.open', { name: file.alt ?? file.name })}
      aria-haspopup="dialog"
      onClick={(event) => {
        // Another window, as for any link.
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        if (isReadable) onView();
      }}
      style={{ ...style, ...(!isThere && placeholderOf(file)) }}
      className="relative block max-w-full overflow-hidden rounded-lg border border-line bg-surface-2"
    >
      {src && (
        <img
          src={src}
          alt={file.alt ?? file.name}
          loading="lazy"
          decoding="async"
          onLoad={() => setIsThere(true)}
          onError={onBroken}
          className="size-full"
          style={{ objectFit: isCut ? 'cover' : 'contain' }}
        />
      )}
      {file.isAnimated && isStill && (
        <span
          style={{ bottom: 4, insetInlineStart: 4 }}
          className="absolute rounded bg-surface-0 px-1.5 text-12 text-quiet"
        >
          {t('files.moves')}
        </span>
      )}
      {isOnItsWay && <Progress file={file} isOver />}
    </a>
  );
}
