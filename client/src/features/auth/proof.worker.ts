import type { ProofTask } from '@chatket/contract';
import { findAnswer } from './sha256';

/** Works a task out beside the page, which stays quick meanwhile. */
addEventListener('message', ({ data }: MessageEvent<Pick<ProofTask, 'salt' | 'difficulty'>>) => {
  postMessage(findAnswer(data.salt, data.difficulty));
});
