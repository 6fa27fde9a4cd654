import { codePointLength, POLL_LIMITS, type PollTerms } from '@chatket/contract';

/** What is filled in, as it was typed. */
export interface PollForm {
  question: string;
  options: readonly string[];
  isMultiple: boolean;
  isAnonymous: boolean;
  duration: Duration;
}

/** How long people can vote, in hours. */
export const DURATIONS = { open: undefined, hour: 1, day: 24, days: 3 * 24, week: 7 * 24 } as const;
export type Duration = keyof typeof DURATIONS;

/** What keeps a form from being asked. */
export type FormProblem = 'noQuestion' | 'longQuestion' | 'fewOptions' | 'longOption' | 'sameOption';

const { questionMax, optionMax, optionsMin, optionsMax } = POLL_LIMITS;
const HOUR_MS = 3_600_000;

const oneLine = (text: string) => text.trim().replace(/\s+/g, ' ');
const filled = (options: readonly string[]) => options.map(oneLine).filter((text) => text !== '');

/** One empty field more than there are options, as long as there may be more. */
export function withSpare(options: readonly string[]): string[] {
  const isFull = options.every((text) => text.trim() !== '') && options.length < optionsMax;
  return isFull ? [...options, ''] : [...options];
}

export function problemOf({ question, options }: PollForm): FormProblem | undefined {
  const texts = filled(options);
  if (question.trim() === '') return 'noQuestion';
  if (codePointLength(question.trim()) > questionMax) return 'longQuestion';
  if (texts.some((text) => codePointLength(text) > optionMax)) return 'longOption';
  if (new Set(texts).size < texts.length) return 'sameOption';
  return texts.length < optionsMin ? 'fewOptions' : undefined;
}

/** @param now in ms */
export function termsOf({ options, isMultiple, isAnonymous, duration }: PollForm, now: number): PollTerms {
  const hours = DURATIONS[duration];
  return {
    options: filled(options),
    ...(isMultiple && { isMultiple }),
    ...(isAnonymous && { isAnonymous }),
    ...(hours !== undefined && { endsAt: new Date(now + hours * HOUR_MS).toISOString() }),
  };
}
