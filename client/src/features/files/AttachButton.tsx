import { FILE_LIMITS } from '@chatket/contract';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useApi, type Api } from '../../api';
import { useLocale } from '../../i18n';
import { useChatStores, usePageStores } from '../../store';
import { IconButton } from '../../ui';
import type { AlongProps } from './Along';
import { blobsOf } from './blobs';
import { choose } from './choose';
import { CameraButton } from './CameraButton';
import { ClipIcon } from './icons';
import { cx, useMediaQuery } from '../../lib';
import { sizeText } from '../../lib/size-text';
import { VoiceButton } from './voice/VoiceButton';

/** Who points by a finger holds a camera. */
const HELD = '(pointer: coarse)';

/** Puts files to what is being written: chosen, photographed, pasted into the field, or dropped on it. */
export function AttachButton({ files, onChange, draftKey, isSpeaking, speak }: AlongProps) {
  const { t, code } = useLocale();
  const api = useApi();
  const { me } = useChatStores();
  const { toasts } = usePageStores();
  const blobs = useMemo(() => blobsOf(me.id), [me]);
  const input = useRef<HTMLInputElement>(null);
  const isHeld = useMediaQuery(HELD);

  const latest = useRef({ files, onChange });
  useEffect(() => {
    latest.current = { files, onChange };
  });

  const take = useCallback(
    async (all: readonly File[]) => {
      const empty = all.find(({ size }) => size === 0);
      if (empty) toasts.actions.show(t('files.empty', { name: empty.name }));
      // What is not known yet the server says when it gets one: nobody waits for it who has chosen.
      const sizeMax = sizeMaxOf(api);
      const large = all.find(({ size }) => size > sizeMax);
      if (large) toasts.actions.show(t('files.tooLarge', { name: large.name, max: sizeText(sizeMax, code) }));
      const full = all.filter(({ size }) => size > 0 && size <= sizeMax);
      const max = FILE_LIMITS.perMessage;
      const room = max - latest.current.files.length;
      if (full.length > room) toasts.actions.show(t('files.tooMany', { max }));
      const chosen = await choose(full.slice(0, Math.max(0, room)), blobs);
      // Others may have been chosen while these were measured.
      const { files: known, onChange: tell } = latest.current;
      if (chosen.length > 0) tell([...known, ...chosen].slice(0, max));
    },
    [api, blobs, code, t, toasts],
  );

  useEffect(() => void sizeMaxOf(api), [api]);

  useEffect(() => {
    const form = input.current?.form;
    if (!form) return;
    const place = form.closest<HTMLElement>('section, main') ?? form;
    const listeners = new AbortController();
    const { signal } = listeners;
    const takeFrom = (event: Event, data: DataTransfer | null) => {
      // What has a text as well, as cells of a table do, is pasted as that.
      // In a thread it is taken by that.
      if (event.defaultPrevented || !data || data.files.length === 0 || data.types.includes('text/plain'))
        return;
      event.preventDefault();
      void take([...data.files]);
    };
    form.addEventListener('paste', (event) => takeFrom(event, event.clipboardData), { signal });
    place.addEventListener(
      'dragover',
      (event) => {
        if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
      },
      { signal },
    );
    place.addEventListener('drop', (event) => takeFrom(event, event.dataTransfer), { signal });
    return () => listeners.abort();
  }, [take]);

  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('files.attach')}
        onChange={({ currentTarget }) => {
          void take([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <IconButton
        label={t('files.attach')}
        place="above-end"
        onClick={() => input.current?.click()}
        className="my-1 max-md:my-0"
      >
        <ClipIcon />
      </IconButton>
      {files.length === 0 && (
        // Their places are kept, or another button would come under the finger that has just tapped one.
        <div className={cx('flex gap-1', isSpeaking && 'invisible')}>
          {isHeld && <CameraButton draftKey={draftKey} onTake={take} />}
          <VoiceButton draftKey={draftKey} onOpen={() => speak(true)} />
        </div>
      )}
    </>
  );
}

/** How large a file may be, by the login that asked. */
const sizeMaxima = new WeakMap<Api['config'], { bytes: number; isAsked: boolean }>();

/** As far as it is known; where the server could not be asked it is asked once more with the next file. */
function sizeMaxOf({ config }: Pick<Api, 'config'>): number {
  const known = sizeMaxima.get(config) ?? { bytes: Infinity, isAsked: false };
  sizeMaxima.set(config, known);
  if (!known.isAsked) {
    known.isAsked = true;
    config().then(
      ({ fileSizeMax }) => (known.bytes = fileSizeMax),
      () => (known.isAsked = false),
    );
  }
  return known.bytes;
}
