export const REASON_TEXTS = {
  spam: 'report.spam',
  abuse: 'report.abuse',
  illegal: 'report.illegal',
  other: 'report.other',
  rule: 'report.rule',
} as const;

export const OUTCOME_TEXTS = {
  dismissed: 'report.wasDismissed',
  hidden: 'report.wasHidden',
  deleted: 'report.wasDeleted',
  muted: 'report.wasMuted',
  kicked: 'report.wasKicked',
  banned: 'report.wasBanned',
} as const;
