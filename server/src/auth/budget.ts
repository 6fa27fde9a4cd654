import { createHash } from 'node:crypto';

/** What is counted apart from the tries of strangers: those of a browser that is known, and those with a proof. */
export interface Budget {
  kind: 'device' | 'proof';
  /** The id of the browser; empty where there is only one such budget. */
  of: string;
}

/** Under which key failures are counted: that of what is tried, or one of its own for a budget of its own. */
export function keyWithin(key: string, budget: Budget | undefined): string {
  if (!budget) return key;
  const digest = createHash('sha256').update(`${key} ${budget.of}`).digest('base64url');
  return `${budget.kind}:${digest}`;
}
