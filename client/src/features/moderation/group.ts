import type { Message, Report } from '@chatket/contract';

/** A message and all reports of it. */
export interface ReportedMessage {
  message: Message;
  reports: readonly Report[];
}

/** One place in the queue for each message, where it was reported first. */
export function byMessage(reports: readonly Report[]): ReportedMessage[] {
  const found = new Map<string, Report[]>();
  for (const report of reports) {
    const known = found.get(report.message.messageId);
    if (known) known.push(report);
    else found.set(report.message.messageId, [report]);
  }
  return [...found.values()].flatMap((ofOne) => {
    const [first] = ofOne;
    return first ? [{ message: first.message, reports: ofOne }] : [];
  });
}
