import { FILE_LIMITS } from '@chatket/contract';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { waveformOf } from './waveform';

/** What browsers record into, the one that most can play first. */
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const BITS_PER_SECOND = 32_000;
/** So often it is measured how loud it is. */
const MEASURE_MS = 50;
/** So often what was recorded is given out, so that a browser need not hold it all. */
const SLICE_MS = 1_000;

interface RecordingState {
  /** Over: it cannot go on, as it is as long as it may be, or the microphone is gone. */
  kind: 'recording' | 'paused' | 'over';
  durationMs: number;
  /** From 0 to 1, one for each `MEASURE_MS`. */
  levels: readonly number[];
}

/** What was recorded up to now. */
export interface Recorded {
  blob: Blob;
  durationMs: number;
  waveform: string;
}

export interface Recording {
  state: StoreApi<RecordingState>;
  pause: () => void;
  resume: () => void;
  /** What there is of it; it stands still from then on, and may go on. */
  take: () => Promise<Recorded>;
  /** Gives the microphone back. */
  end: () => void;
}

/** Records what the microphone hears, from now on. */
export function record(stream: MediaStream): Recording {
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, {
    ...(mimeType && { mimeType }),
    audioBitsPerSecond: BITS_PER_SECOND,
  });
  const state = createStore<RecordingState>(() => ({ kind: 'recording', durationMs: 0, levels: [] }));
  const chunks: Blob[] = [];
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  /** How long it was before it went on, and when it did. */
  let before = 0;
  let since = performance.now();

  recorder.ondataavailable = ({ data }) => {
    if (data.size > 0) chunks.push(data);
  };
  for (const track of stream.getTracks()) track.onended = () => stand('over');
  recorder.start(SLICE_MS);
  const timer = setInterval(measure, MEASURE_MS);

  function measure() {
    const { kind, levels } = state.getState();
    if (kind !== 'recording') return;
    analyser.getFloatTimeDomainData(samples);
    const level = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    const durationMs = before + performance.now() - since;
    state.setState({ durationMs, levels: [...levels, Math.min(1, level)] });
    if (durationMs >= FILE_LIMITS.voiceMsMax) stand('over');
  }

  function stand(kind: 'paused' | 'over') {
    if (state.getState().kind === 'recording') {
      before += performance.now() - since;
      if (recorder.state === 'recording') recorder.pause();
    }
    state.setState({ kind, durationMs: before });
  }

  return {
    state,
    pause: () => {
      if (state.getState().kind === 'recording') stand('paused');
    },
    resume: () => {
      if (state.getState().kind !== 'paused' || recorder.state !== 'paused') return;
      since = performance.now();
      recorder.resume();
      state.setState({ kind: 'recording' });
    },
    take: async () => {
      if (state.getState().kind === 'recording') stand('paused');
      await flushed(recorder);
      const { levels, durationMs } = state.getState();
      const type = (recorder.mimeType || 'audio/webm').split(';')[0] ?? '';
      return {
        blob: new Blob(chunks, { type }),
        durationMs: Math.round(durationMs),
        waveform: waveformOf(levels),
      };
    },
    end: () => {
      clearInterval(timer);
      recorder.ondataavailable = null;
      for (const track of stream.getTracks()) {
        track.onended = null;
        track.stop();
      }
      void context.close();
    },
  };
}

/** When what it holds has been given out. */
function flushed(recorder: MediaRecorder): Promise<void> {
  if (recorder.state === 'inactive') return Promise.resolve();
  return new Promise((resolve) => {
    recorder.addEventListener('dataavailable', () => resolve(), { once: true });
    recorder.requestData();
  });
}
