import { Matches } from 'class-validator';

/** One emoji that is meant to be shown everywhere, sequences among them (UTS #51, RGI). */
const ONE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');

/** Validates an icon. */
export function IsEmoji(): PropertyDecorator {
  return Matches(ONE_EMOJI, { message: 'must be one emoji' });
}
