import type { Attachment } from '@chatket/contract';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
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

interface VoiceRecorderProps {
  roomId: string;
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

/** Says something into the microphone, and sends it. Esc leaves it, Ctrl and Enter send it. */
export function VoiceRecorder({ roomId, answering, onSent, onDone }: VoiceRecorderProps) {
  const { t } = useLocale();
  const { me } = useChatStores();
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
    else if (isGone.current) for (const track of opened.getTracks()) track.stop();
    else setStage({ kind: 'recording', recording: record(opened) });
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
  useEffect(() => () => recording?.end(), [recording]);
  useEffect(() => {
    place.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, [kind]);

  /** Whoever has keys goes on writing. */
  function end() {
    if (!matchMedia('(pointer: coarse)').matches)
      place.current?.closest('form')?.querySelector('textarea')?.focus();
    onDone();
  }

  function leave() {
    if (recording) toasts.actions.show(t('voice.discarded'));
    end();
  }

  async function send() {
    if (!recording || recording.state.getState().durationMs < SHORTEST_MS) return;
    const recorded = await recording.take();
    const file = fileOf(recorded);
    blobs.keep(file.id, recorded.blob);
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
            {kind === 'explaining' && (
              <Button look="primary" data-first="" onClick={() => void open()}>
                {t('voice.continue')}
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

function fileOf({ blob, durationMs, waveform }: Recorded): Attachment {
  const ending = blob.type.split('/')[1] ?? 'webm';
  const moment = new Date().toISOString().slice(0, 19).replaceAll(/[T:]/g, '-');
  return {
    ...{ id: newUuid(), name: `voice-${moment}.${ending === 'mp4' ? 'm4a' : ending}` },
    ...{ size: blob.size, type: blob.type, durationMs, waveform },
  };
}
