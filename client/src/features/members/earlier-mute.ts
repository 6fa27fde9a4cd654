import { LIMITS, type Member, type MemberMuted, type MuteBody } from '@chatket/contract';

interface Replaced {
  /** Whoever was muted, as they were before. */
  before: Pick<Member, 'mutedUntil' | 'muteReason'>;
  /** The mute that came in the place of the earlier one, and what was answered. */
  mute: MuteBody;
  muted: MemberMuted;
  /** How long ago that was. */
  sinceMs: number;
}

/**
 * What is left of the mute that another one has replaced; nothing where there was none, or it would be over. Only moments
 * of the server are compared: the clock of this device has nothing to do with it.
 */
export function earlierMute({ before, mute, muted, sinceMs }: Replaced): MuteBody | undefined {
  const { mutedUntil, muteReason } = before;
  if (!mutedUntil) return undefined;
  const mutedAt = Date.parse(muted.mutedUntil) - mute.seconds * 1_000;
  const seconds = Math.ceil((Date.parse(mutedUntil) - mutedAt - sinceMs) / 1_000);
  if (seconds < LIMITS.muteSecondsMin) return undefined;
  return { seconds: Math.min(seconds, LIMITS.muteSecondsMax), ...(muteReason && { reason: muteReason }) };
}
