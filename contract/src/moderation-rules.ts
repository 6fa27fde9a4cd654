import type { UserRef } from './users.js';

/** What a rule looks for: a word or several in a row, or links to a domain and all below it; `*` is any link. */
export const RULE_KINDS = ['word', 'link'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/**
 * What happens to a text in which it is found, from the weakest: it is shown to the moderators, waits for one of them, or
 * is refused. Of several rules the strongest counts.
 */
export const RULE_ACTS = ['flag', 'hold', 'block'] as const;
export type RuleAct = (typeof RULE_ACTS)[number];

/** The pattern of a rule about links that means all of them. */
export const ANY_LINK = '*';

export interface RuleBody {
  kind: RuleKind;
  pattern: string;
  act: RuleAct;
}

/** What moderators of a room want no text there to say unseen. It binds everybody below them. */
export interface ModerationRule extends RuleBody {
  id: string;
  createdAt: string;
  /** Missing where the account is gone. */
  createdBy?: UserRef;
}
