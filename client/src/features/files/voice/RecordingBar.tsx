import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { FILE_LIMITS } from '@chatket/contract';
import { useLocale } from '../../../i18n';
import { IconButton, SendIcon } from '../../../ui';
import { TrashIcon } from '../../../ui/more-icons';
import { MicrophoneIcon, PauseIcon } from '../icons';
import { focusIfLost } from '../../../lib/focus-if-lost';
import { durationText } from '../../../lib/size-text';
import type { Recorded, Recording } from './record';
import { Bars } from './Bars';
import { VoicePlayer } from './VoicePlayer';

/** So many of the last measures are seen while it is recorded. */
const SEEN = 40;

interface RecordingBarProps {
  recording: Recording;
  shortestMs: number;
  onSend: () => void;
  onDiscard: () => void;
}

/** What is being recorded: how long, how loud, and what can be done with it. */
export function RecordingBar({ recording, shortestMs, onSend, onDiscard }: RecordingBarProps) {
  const { t } = useLocale();
  const { kind, durationMs, levels } = useStore(recording.state);
  const [recorded, setRecorded] = useState<Recorded & { url: string }>();
  const isRecording = kind === 'recording';
  const length = durationText(durationMs);

  // What is listened to is what there is of it.
  useEffect(() => {
    if (isRecording) return;
    let url: string | undefined;
    let isGone = false;
    void recording.take().then((taken) => {
      if (isGone) return;
      url = URL.createObjectURL(taken.blob);
      setRecorded({ ...taken, url });
    });
    return () => {
      isGone = true;
      setRecorded(undefined);
      if (url) URL.revokeObjectURL(url);
    };
  }, [isRecording, recording]);

  return (
    <>
      <div className="flex items-center gap-2">
        <IconButton label={t('voice.discard')} place="above-start" onClick={onDiscard}>
          <TrashIcon />
        </IconButton>
        {recorded ? (
          <div className="min-w-0 flex-1">
            <VoicePlayer
              isBare
              src={recorded.url}
              waveform={recorded.waveform}
              durationMs={recorded.durationMs}
            />
          </div>
        ) : (
          <div className="flex h-14 min-w-0 flex-1 items-center gap-2">
            <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-danger" />
            <span className="shrink-0 tabular-nums" style={{ minWidth: '2.25rem' }}>
              {length}
            </span>
            <div className="min-w-0 flex-1" style={{ maxWidth: '18rem' }}>
              <Bars waveform={seen(levels)} heard={1} />
            </div>
          </div>
        )}
        {kind !== 'over' && (
          <IconButton
            data-first=""
            label={isRecording ? t('voice.pause') : t('voice.resume')}
            place="above-end"
            onClick={isRecording ? recording.pause : recording.resume}
          >
            {isRecording ? <PauseIcon /> : <MicrophoneIcon />}
          </IconButton>
        )}
        <IconButton
          ref={kind === 'over' ? focusIfLost : undefined}
          label={t('voice.send')}
          place="above-end"
          isMain={durationMs >= shortestMs}
          disabled={durationMs < shortestMs}
          onClick={onSend}
        >
          <SendIcon />
        </IconButton>
      </div>
      <p className="px-1 pt-1 text-12 text-quiet pointer-coarse:hidden">{t('voice.keys')}</p>
      <p role="status" className={kind === 'over' ? 'px-1 text-12' : 'sr-only'}>
        {said()}
      </p>
    </>
  );

  function said(): string {
    if (isRecording) return t('voice.recording');
    if (kind === 'paused') return t('voice.paused', { length });
    return durationMs >= FILE_LIMITS.voiceMsMax ? t('voice.full', { length }) : t('voice.lost');
  }
}

/** The last ones, as loud as they were. */
function seen(levels: readonly number[]): string {
  const last = levels.slice(-SEEN);
  const padded = [...Array.from({ length: SEEN - last.length }, () => 0), ...last];
  return padded.map((level) => Math.min(15, Math.round(level * 60)).toString(16)).join('');
}
