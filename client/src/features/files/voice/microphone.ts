/** Why there is no microphone. */
export type MicrophoneProblem = 'insecure' | 'refused' | 'missing' | 'busy' | 'unsupported';

const PROBLEMS: Record<string, MicrophoneProblem> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
};

/** Whether the browser would ask now; where it does not tell, it may. */
export async function wouldAsk(): Promise<boolean> {
  const found = await navigator.permissions?.query({ name: 'microphone' }).catch(() => undefined);
  return found?.state !== 'granted' && found?.state !== 'denied';
}

/** Whoever takes it stops its tracks: the browser shows until then that somebody listens. */
export async function openMicrophone(): Promise<MediaStream | MicrophoneProblem> {
  // Where pages are not secure there is none.
  if (!window.isSecureContext) return 'insecure';
  if (!('MediaRecorder' in window) || !navigator.mediaDevices?.getUserMedia) return 'unsupported';
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
    });
  } catch (error) {
    return (error instanceof DOMException && PROBLEMS[error.name]) || 'busy';
  }
}
