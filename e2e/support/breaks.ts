import { writeFile } from 'node:fs/promises';
import type { BrowserContext, TestInfo } from '@playwright/test';

/** Answers that say no are part of many journeys, and so is a page without a network. */
const OF_ANSWERS = /^Failed to load resource|net::ERR_INTERNET_DISCONNECTED/;
/** Warnings and errors, as pino counts them. */
const OF_TROUBLE = /^\{"level":[456]0/;

/** So many lines stand in the log of the run; the file has all. */
const TOLD_MAX = 20;

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

/** It stands in the report of a journey that has failed, beside the troubles of the server. @param log of the server meanwhile */
export async function tellBreaks(testInfo: TestInfo, breaks: readonly string[], log: string): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return;
  const troubles = log.split('\n').filter((line) => OF_TROUBLE.test(line));
  await keep(testInfo, 'broke-in-a-page', breaks);
  await keep(testInfo, 'troubles-of-the-server', troubles);
}

/** Beside the screenshots: reports cut what is longer than a few lines. */
async function keep(testInfo: TestInfo, name: string, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const path = testInfo.outputPath(`${name}.txt`);
  await writeFile(path, lines.join('\n'));
  await testInfo.attach(name, { path, contentType: 'text/plain' });
  // The folder may be gone before somebody looks: what it was stands in the log of the run as well.
  console.error(`${testInfo.title}: ${name}\n${lines.slice(0, TOLD_MAX).join('\n')}`);
}
