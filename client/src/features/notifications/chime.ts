const NOTES = [
  { frequency: 659.25, at: 0 },
  { frequency: 880, at: 0.11 },
];
const LENGTH_S = 0.5;
const VOLUME = 0.12;

let context: AudioContext | undefined;

/** Two soft notes. A browser that has not been touched yet stays silent. */
export function playChime(): void {
  context ??= new AudioContext();
  void context.resume().catch(() => undefined);
  for (const { frequency, at } of NOTES) playNote(context, frequency, context.currentTime + at);
}

function playNote(audio: AudioContext, frequency: number, startAt: number) {
  const tone = new OscillatorNode(audio, { frequency });
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, startAt);
  gain.gain.linearRampToValueAtTime(VOLUME, startAt + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, startAt + LENGTH_S);
  tone.connect(gain).connect(audio.destination);
  tone.start(startAt);
  tone.stop(startAt + LENGTH_S);
}
