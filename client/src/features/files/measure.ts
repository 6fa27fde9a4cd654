import { FILE_LIMITS, inlineKind, type FileMeasures } from '@chatket/contract';

/** What does not answer for so long is sent unmeasured. */
const PATIENCE_MS = 3_000;
const FAR_BEHIND_S = 1e7;

/** How large a picture or video is, and how long something plays; nothing for what the browser cannot read. */
export async function measure(blob: Blob): Promise<FileMeasures> {
  const kind = inlineKind(blob.type);
  if (!kind) return {};
  const work = kind === 'image' ? measurePicture(blob) : measureMedia(kind, blob);
  const late = new Promise<FileMeasures>((resolve) => setTimeout(() => resolve({}), PATIENCE_MS));
  return Promise.race([work.catch(() => ({})), late]);
}

async function measurePicture(blob: Blob): Promise<FileMeasures> {
  const picture = await createImageBitmap(blob);
  const { width, height } = picture;
  picture.close();
  return within({ width, height });
}

function measureMedia(kind: 'audio' | 'video', blob: Blob): Promise<FileMeasures> {
  return new Promise((resolve) => {
    const media = document.createElement(kind);
    const url = URL.createObjectURL(blob);
    const end = (measures: FileMeasures) => {
      URL.revokeObjectURL(url);
      resolve(within(measures));
    };
    media.preload = 'metadata';
    media.onerror = () => end({});
    media.onloadedmetadata = () => {
      // What was recorded by a browser tells its length at its end only.
      if (media.duration === Infinity) media.currentTime = FAR_BEHIND_S;
      else tell();
    };
    media.ondurationchange = () => {
      if (media.readyState > 0 && media.duration !== Infinity) tell();
    };
    const tell = () => {
      const durationMs = Number.isFinite(media.duration) ? Math.round(media.duration * 1_000) : 0;
      const size =
        media instanceof HTMLVideoElement ? { width: media.videoWidth, height: media.videoHeight } : {};
      end({ durationMs, ...size });
    };
    media.src = url;
  });
}

/** What the server takes. */
function within({ width = 0, height = 0, durationMs = 0 }: FileMeasures): FileMeasures {
  const isSize = (side: number) => side > 0 && side <= FILE_LIMITS.sideMax;
  return {
    ...(isSize(width) && isSize(height) && { width, height }),
    ...(durationMs > 0 && durationMs <= FILE_LIMITS.durationMsMax && { durationMs }),
  };
}
