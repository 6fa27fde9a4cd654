import { type Decision, roleName } from '@chatket/contract';
import { AppError } from '../../common/index.js';

type Refusal = Extract<Decision, { isAllowed: false }>;

const MESSAGES = {
  NOT_A_MEMBER: 'Join this room first.',
  EDIT_WINDOW_OVER: 'This message can no longer be edited.',
  FORBIDDEN: 'You may not do this in this room.',
} as const satisfies Record<Refusal['because'], string>;

/** A decision as the wire carries it. @param role what the actor is in the room */
export function refusalOf(refusal: Refusal, role: number | null): AppError {
  const { because } = refusal;
  return new AppError(because, MESSAGES[because], {
    ...('need' in refusal && role !== null && { rights: { need: refusal.need, have: roleName(role) } }),
  });
}
