import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useLocale } from '../../../i18n';
import { cx } from '../../../lib';
import { IconButton } from '../../../ui';
import { PauseIcon, PlayIcon } from '../icons';
import { durationText } from '../../../lib/size-text';
import { Bars } from './Bars';
import { whenBroken } from '../when-broken';
import './one-at-a-time';

const SPEEDS = [1, 1.5, 2] as const;
const STEP_MS = 1_000;
const LONG_STEP_MS = 5_000;

/** Chosen once, it holds for all that is heard in this page. */
const speed = createStore<{ now: (typeof SPEEDS)[number] }>(() => ({ now: 1 }));

interface VoicePlayerProps {
  src: string | undefined;
  waveform: string;
  durationMs: number;
  /** Inside something else, with no room for more than is needed. */
  isBare?: boolean;
  onBroken?: () => void;
}

/** A voice message: its shape is there before a byte of it is fetched. */
export function VoicePlayer({ src, waveform, durationMs, isBare = false, onBroken }: VoicePlayerProps) {
  const { t } = useLocale();
  const audio = useRef<HTMLAudioElement>(null);
  const rate = useStore(speed, ({ now }) => now);
  const [isPlaying, setIsPlaying] = useState(false);
  const [atMs, setAtMs] = useState(0);

  useEffect(() => {
    if (!audio.current) return;
    // Loading anew sets it back.
    audio.current.defaultPlaybackRate = rate;
    audio.current.playbackRate = rate;
  }, [rate]);

  useEffect(() => {
    if (!isPlaying) return;
    let frame = requestAnimationFrame(function tick() {
      setAtMs((audio.current?.currentTime ?? 0) * 1_000);
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [isPlaying]);

  function seek(ms: number) {
    const to = Math.max(0, Math.min(durationMs, ms));
    setAtMs(to);
    if (audio.current) audio.current.currentTime = to / 1_000;
  }

  const toggle = () => {
    if (isPlaying) audio.current?.pause();
    // Whatever keeps it from playing is told by its `error`.
    else void audio.current?.play().catch(() => undefined);
  };
  const next = SPEEDS[(SPEEDS.indexOf(rate) + 1) % SPEEDS.length] ?? 1;
  const whole = durationText(durationMs);
  const now = durationText(Math.min(atMs, durationMs));

  return (
    <div
      role="group"
      aria-label={t('voice.message', { length: whole })}
      style={{ width: '20rem' }}
      className={cx(
        'flex h-14 max-w-full items-center gap-1.5',
        !isBare && 'rounded-xl border border-line bg-surface-1 px-2',
      )}
    >
      {/* It has no words to be shown. */}
      <audio
        ref={audio}
        src={src}
        preload="none"
        onPlay={() => setIsPlaying(true)}
        onPause={() => setIsPlaying(false)}
        onEmptied={() => setIsPlaying(false)}
        onEnded={() => {
          setIsPlaying(false);
          setAtMs(0);
        }}
        onError={({ currentTarget }) => onBroken && whenBroken(currentTarget, onBroken)}
      />
      <IconButton
        label={isPlaying ? t('voice.stop') : t('voice.play')}
        place="above"
        disabled={!src}
        onClick={toggle}
        className="rounded-full! bg-surface-2 text-ink!"
      >
        {isPlaying ? <PauseIcon /> : <PlayIcon />}
      </IconButton>
      <div
        role="slider"
        tabIndex={0}
        aria-label={t('voice.position')}
        aria-valuemin={0}
        aria-valuemax={Math.round(durationMs / 1_000)}
        aria-valuenow={Math.round(Math.min(atMs, durationMs) / 1_000)}
        aria-valuetext={t('voice.at', { now, length: whole })}
        onKeyDown={(event) => {
          const to = seekOf(event.key, atMs, durationMs);
          if (to === undefined) return;
          event.preventDefault();
          // Among messages these keys lead from one to the next.
          event.stopPropagation();
          seek(to);
        }}
        onPointerDown={({ currentTarget, clientX }) => {
          const { left, width } = currentTarget.getBoundingClientRect();
          seek(((clientX - left) / width) * durationMs);
        }}
        className="flex h-11 min-w-0 flex-1 cursor-pointer items-center rounded-md"
      >
        <Bars waveform={waveform} heard={durationMs > 0 ? atMs / durationMs : 0} />
      </div>
      <span className="shrink-0 text-end text-12 text-quiet tabular-nums" style={{ minWidth: '2rem' }}>
        {isPlaying || atMs > 0 ? now : whole}
      </span>
      {!isBare && (
        <button
          type="button"
          aria-label={t('voice.speed', { speed: String(rate) })}
          onClick={() => speed.setState({ now: next })}
          className="min-h-7 shrink-0 rounded-md px-1 text-12 font-medium text-quiet tabular-nums hover:bg-surface-2 hover:text-ink pointer-coarse:min-h-11"
          style={{ minWidth: '2.75rem' }}
        >
          {rate}×
        </button>
      )}
    </div>
  );
}

function seekOf(key: string, atMs: number, durationMs: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return atMs + STEP_MS;
    case 'ArrowLeft':
    case 'ArrowDown':
      return atMs - STEP_MS;
    case 'PageUp':
      return atMs + LONG_STEP_MS;
    case 'PageDown':
      return atMs - LONG_STEP_MS;
    case 'Home':
      return 0;
    case 'End':
      return durationMs;
    default:
      return undefined;
  }
}
