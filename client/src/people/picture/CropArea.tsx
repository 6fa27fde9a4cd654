import { useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { useLocale } from '../../i18n';
import { cx } from '../../lib';
import { cornerOf, moved, sideOf, within, type Crop, type Size } from './crop';

/** So far an arrow key moves it, as a part of what is shown. */
const [STEP, LARGE_STEP] = [0.02, 0.1];
/** Its side, in pixels of the page. */
const SHOWN = 256;
const ZOOM_STEP = 0.1;

interface CropAreaProps {
  image: RefObject<HTMLImageElement | null>;
  src: string;
  crop: Crop;
  isRound: boolean;
  /** Of the picture; missing until it is there. */
  size: Size | undefined;
  /** Of what says how it is used. */
  hintId: string;
  onChange: (crop: Crop) => void;
  onReady: (size: Size) => void;
  onFault: () => void;
}

/** The picture as it lies under the section that is used. */
export function CropArea(props: CropAreaProps) {
  const { image, src, crop, isRound, hintId, onChange, onReady, onFault } = props;
  const { t } = useLocale();
  const held = useRef<{ x: number; y: number }>(undefined);
  const isReady = props.size !== undefined;
  const size = props.size ?? { width: 1, height: 1 };
  const side = sideOf(crop, size);
  const { left, top } = cornerOf(crop, size);
  const part = (pixels: number) => `${(pixels / side) * 100}%`;

  function onKeyDown(event: KeyboardEvent) {
    const step = event.shiftKey ? LARGE_STEP : STEP;
    const zoomBy = { '+': ZOOM_STEP, '=': ZOOM_STEP, '-': -ZOOM_STEP }[event.key];
    const [right, down] =
      { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[
        event.key
      ] ?? [];
    if (zoomBy !== undefined) onChange(within({ ...crop, zoom: crop.zoom + zoomBy }, size));
    else if (right !== undefined && down !== undefined) onChange(moved(crop, size, { right, down }));
    else return;
    event.preventDefault();
  }

  function onPointerMove({ clientX: x, clientY: y, currentTarget }: PointerEvent) {
    if (!held.current) return;
    const shown = currentTarget.clientWidth;
    const by = { right: (x - held.current.x) / shown, down: (y - held.current.y) / shown };
    held.current = { x, y };
    onChange(moved(crop, size, by));
  }

  const letGo = () => (held.current = undefined);
  return (
    <div
      role="application"
      tabIndex={0}
      data-first
      aria-label={t('picture.section')}
      aria-describedby={hintId}
      onKeyDown={onKeyDown}
      onPointerDown={({ clientX: x, clientY: y, pointerId, currentTarget }) => {
        if (!isReady) return;
        held.current = { x, y };
        currentTarget.setPointerCapture(pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      className="relative mx-auto overflow-hidden rounded-xl bg-surface-2 select-none"
      style={{ width: SHOWN, height: SHOWN, touchAction: 'none', cursor: 'grab' }}
    >
      <img
        ref={image}
        src={src}
        alt=""
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
          onReady({ width, height })
        }
        onError={onFault}
        className={cx('absolute max-w-none', !isReady && 'opacity-0')}
        style={{ width: part(size.width), left: part(-left), top: part(-top) }}
      />
      {isRound && (
        <span
          aria-hidden="true"
          className="absolute inset-0 rounded-full text-surface-1 opacity-60"
          style={{ boxShadow: `0 0 0 ${SHOWN}px` }}
        />
      )}
    </div>
  );
}
