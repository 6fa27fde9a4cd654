import type { ProofTask } from '@chatket/contract';

/**
 * What costs whoever tries something, and does not ask who they are. A proof counts once, and for what it was asked for.
 */
export abstract class LoginChallenge {
  /** Whether anything is asked, and a client of this kind can answer. @param algorithm as the client names what it can do */
  abstract isFor(algorithm: string): boolean;

  /** A task for one try. Nothing is stored for it: floods of these cost a hash each. @param subject what is tried, and by whose name */
  abstract ask(subject: string): ProofTask;

  /** Whether a proof answers a task for that subject. It counts no second time. */
  abstract take(proof: string, subject: string): Promise<boolean>;
}
