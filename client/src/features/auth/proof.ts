import type { ProofTask } from '@chatket/contract';

/**
 * What answers a task of the server, in the form in which it is sent.
 * @throws what the signal was aborted with; Error where the browser cannot do it
 */
export function workOut({ challenge, salt, difficulty }: ProofTask, signal: AbortSignal): Promise<string> {
  // It may have been given up while this was fetched.
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  const worker = new Worker(new URL('./proof.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<string>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.addEventListener('message', ({ data }: MessageEvent<number>) => resolve(`${challenge}:${data}`));
    worker.addEventListener('error', () => reject(new Error('the browser could not work a proof out')));
    worker.postMessage({ salt, difficulty });
  }).finally(() => worker.terminate());
}
