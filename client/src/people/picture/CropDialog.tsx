import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { explain } from '../../api/explain';
import { useLocale } from '../../i18n';
import { Button, ErrorNote } from '../../ui';
import { Dialog } from '../../ui/Dialog';
import { CropArea } from './CropArea';
import { WHOLE, within, ZOOM_MAX, type Size } from './crop';
import { cutOut } from './cut-out';

interface CropDialogProps {
  file: File;
  isRound: boolean;
  /** Keeps it; what it throws is told. */
  onUse: (picture: Blob) => Promise<void>;
  onClose: () => void;
}

/** Which square of a picture is used: moved by hand or by arrow keys, and made smaller or larger. */
export function CropDialog({ file, isRound, onUse, onClose }: CropDialogProps) {
  const { t } = useLocale();
  const id = useId();
  const image = useRef<HTMLImageElement>(null);
  const [crop, setCrop] = useState(WHOLE);
  const [size, setSize] = useState<Size>();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<string>();
  const src = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(src), [src]);

  async function use() {
    if (!image.current) return;
    setIsBusy(true);
    setError(undefined);
    try {
      await onUse(await cutOut(image.current, crop));
      onClose();
    } catch (failure) {
      setError(explain(failure));
      setIsBusy(false);
    }
  }

  return (
    <Dialog title={t('picture.crop')} onClose={onClose}>
      <CropArea
        image={image}
        src={src}
        crop={crop}
        isRound={isRound}
        size={size}
        hintId={`${id}-hint`}
        onChange={setCrop}
        onReady={setSize}
        onFault={() => setError(t('picture.unreadable'))}
      />
      <p id={`${id}-hint`} className="mt-2 text-center text-12 text-quiet">
        {t('picture.cropHint')}
      </p>
      <label htmlFor={id} className="mt-3 block text-13 font-medium">
        {t('picture.zoom')}
      </label>
      <input
        id={id}
        type="range"
        min={1}
        max={ZOOM_MAX}
        step={0.05}
        value={crop.zoom}
        disabled={!size}
        aria-valuetext={t('picture.zoomed', { percent: Math.round(crop.zoom * 100) })}
        onChange={({ currentTarget: { valueAsNumber: zoom } }) =>
          size && setCrop(within({ ...crop, zoom }, size))
        }
        // It saves nothing around this dialog.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
        className="h-9 w-full accent-accent max-md:h-11"
      />
      {error !== undefined && <ErrorNote>{error}</ErrorNote>}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" disabled={!size} isBusy={isBusy} onClick={() => void use()}>
          {t('picture.use')}
        </Button>
      </div>
    </Dialog>
  );
}
