import type { BrowserContext, TestInfo } from '@playwright/test';

/** Answers that say no are part of many journeys. */
const OF_ANSWERS = /^Failed to load resource/;

/** Puts what breaks in the pages of a context to `breaks`: they draw a last net in its place, which does not say what it was. */
export function noteBreaks(context: BrowserContext, breaks: string[]): void {
  context.on('weberror', (broken) => {
    const error = broken.error();
    breaks.push(error.stack ?? error.message);
  });
  context.on('console', (said) => {
    if (said.type() === 'error' && !OF_ANSWERS.test(said.text())) breaks.push(said.text());
  });
}

/** It stands in the report of a journey that has failed. */
export async function tellBreaks(testInfo: TestInfo, breaks: readonly string[]): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus || breaks.length === 0) return;
  await testInfo.attach('broke in a page', { body: breaks.join('\n'), contentType: 'text/plain' });
}
