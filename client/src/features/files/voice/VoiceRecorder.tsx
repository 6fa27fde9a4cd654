import type { Attachment } from '@chatket/contract';
import { useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useLocale } from '../../../i18n';
import { hasCommandKey } from '../../../lib';
import { type Answering, useRealtime } from '../../../realtime';
import { useChatStores, usePageStores } from '../../../store';
import { Button } from '../../../ui';
import { blobsOf } from '../blobs';
import { newUuid } from '../choose';
import { openMicrophone, wouldAsk, type MicrophoneProblem } from './microphone';
import { record, type Recorded, type Recording } from './record';
import { RecordingBar } from './RecordingBar';

/** What is shorter was a slip. */
const SHORTEST_MS = 500;

/** So long what was discarded can be had back. */
const UNDO_MS = 8_000;

/** What no other try in this page mends. */
const HOPELESS: ReadonlySet<MicrophoneProblem> = new Set(['insecure', 'unsupported']);

interface VoiceRecorderProps {
  roomId: string;
  /** Under which the draft keeps what was recorded and not sent. */
  draftKey: string;
  /** What is said with it: what it answers, in which thread. */
  answering: Answering;
  onSent: () => void;
  /** It was sent, or not. */
  onDone: () => void;
}

type Stage =
  | { kind: 'looking' }
  | { kind: 'explaining' }
  | { kind: 'waiting' }
  | { kind: 'problem'; problem: MicrophoneProblem }
  | { kind: 'recording'; recording: Recording };

/**
 * Says something into the microphone, and sends it. Esc leaves it, Ctrl and Enter send it. What is neither sent nor left when
 * something else takes its place stands in the draft.
 */
export function VoiceRecorder({ roomId, draftKey, answering, onSent, onDone }: VoiceRecorderProps) {
  const { t } = useLocale();
  const { me, draftFiles } = useChatStores();
  const { toasts } = usePageStores();
  const realtime = useRealtime();
  const blobs = useMemo(() => blobsOf(me.id), [me]);
  const place = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<Stage>({ kind: 'looking' });
  const isGone = useRef(false);
  const done = useRef(onDone);
  useEffect(() => {
    done.current = onDone;
  });

  async function open() {
    setStage({ kind: 'waiting' });
    const opened = await openMicrophone();
    if (typeof opened === 'string') setStage({ kind: 'problem', problem: opened });
    else if (isGone.current) stopTracks(opened);
    else
      try {
        setStage({ kind: 'recording', recording: record(opened) });
      } catch {
        stopTracks(opened);
        setStage({ kind: 'problem', problem: 'busy' });
      }
  }

  useEffect(() => {
    isGone.current = false;
    void wouldAsk().then((asks) => {
      if (isGone.current) return;
      if (asks && window.isSecureContext) setStage({ kind: 'explaining' });
      else void open();
    });
    return () => {
      isGone.current = true;
      // Something else has taken its place, such as an edit: it does not begin again by itself.
      queueMicrotask(() => {
        if (isGone.current) done.current();
      });
    };
  }, []);

  const { kind } = stage;
  const recording = kind === 'recording' ? stage.recording : undefined;
  /** What is mended elsewhere meanwhile is asked for again here. */
  const mayHelp = kind === 'problem' && !HOPELESS.has(stage.problem);
  /** It is decided what becomes of it: whoever has decided gives the microphone back. */
  const isDecided = useRef(false);
  const remains = useEffectEvent(async (left: Recording) => {
    if (isDecided.current) return;
    isDecided.current = true;
    if (isSlip(left)) left.end();
    else putInDraft(await finish(left));
  });
  useEffect(() => {
    if (!recording) return undefined;
    const left = recording;
    return () => void remains(left);
  }, [recording]);
  useEffect(() => {
    place.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [kind]);

  /** Whoever has keys goes on writing. */
  function end() {
    if (!matchMedia('(pointer: coarse)').matches)
      place.current?.closest('form')?.querySelector('textarea')?.focus();
    onDone();
  }

  function putInDraft({ file, blob }: Finished) {
    blobs.keep(file.id, blob);
    draftFiles.setState((all) => ({ [draftKey]: [...(all[draftKey] ?? []), file] }));
  }

  function leave() {
    if (recording && !isDecided.current) {
      isDecided.current = true;
      const finished = finish(recording);
      const undo = {
        name: t('voice.undo'),
        forMs: UNDO_MS,
        run: () => void finished.then(putInDraft),
      };
      toasts.actions.show(t('voice.discarded'), isSlip(recording) ? undefined : undo);
    }
    end();
  }

  async function send() {
    if (!recording || isDecided.current || isSlip(recording)) return;
    isDecided.current = true;
    const { file, blob } = await finish(recording);
    blobs.keep(file.id, blob);
    realtime.send(roomId, '', { ...answering, files: [file] });
    onSent();
    end();
  }

  function onKeyDown(event: KeyboardEvent) {
    const isSend = event.key === 'Enter' && hasCommandKey(event);
    if (event.key !== 'Escape' && !isSend) return;
    event.preventDefault();
    event.stopPropagation();
    if (isSend) void send();
    else leave();
  }

  return (
    <div
      ref={place}
      role="group"
      aria-label={t('voice.title')}
      onKeyDown={onKeyDown}
      className="border-b border-line p-2 text-13"
    >
      {recording ? (
        <RecordingBar
          recording={recording}
          shortestMs={SHORTEST_MS}
          onSend={() => void send()}
          onDiscard={leave}
        />
      ) : (
        <div className="flex flex-wrap items-center justify-end gap-2 px-1">
          <p role={kind === 'problem' ? 'alert' : 'status'} className="min-w-48 flex-1 text-quiet">
            {wordsOf(stage)}
          </p>
          <div className="flex gap-2">
            <Button data-first={kind === 'explaining' ? undefined : ''} onClick={leave}>
              {t('files.cancel')}
            </Button>
            {(kind === 'explaining' || mayHelp) && (
              <Button
                look={mayHelp ? 'secondary' : 'primary'}
                data-first={mayHelp ? undefined : ''}
                onClick={() => void open()}
              >
                {t(mayHelp ? 'common.retry' : 'voice.continue')}
              </Button>
            )}
          </div>
        </div>
      )}
    </div>
  );

  function wordsOf(now: Stage): string {
    if (now.kind === 'problem') return t(`voice.${now.problem}`);
    return now.kind === 'explaining' ? t('voice.explain') : t('voice.waiting');
  }
}

interface Finished {
  file: Attachment;
  blob: Blob;
}

/** What was recorded, as a file. The microphone is given back. */
async function finish(recording: Recording): Promise<Finished> {
  try {
    const recorded = await recording.take();
    return { file: fileOf(recorded), blob: recorded.blob };
  } finally {
    recording.end();
  }
}

const isSlip = ({ state }: Recording) => state.getState().durationMs < SHORTEST_MS;

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function fileOf({ blob, durationMs, waveform }: Recorded): Attachment {
  const ending = blob.type.split('/')[1] ?? 'webm';
  const moment = new Date().toISOString().slice(0, 19).replaceAll(/[T:]/g, '-');
  return {
    ...{ id: newUuid(), name: `voice-${moment}.${ending === 'mp4' ? 'm4a' : ending}` },
    ...{ size: blob.size, type: blob.type, durationMs, waveform },
  };
}
