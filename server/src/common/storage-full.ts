import { AppError } from './app-error.js';
import { systemCode } from './system-code.js';

const NO_SPACE = new Set(['ENOSPC', 'EDQUOT']);

/** The one answer where there is no room for a file. */
export function storageFull(cause?: unknown): AppError {
  return new AppError('STORAGE_FULL', 'The server has no room for this file right now.', { cause });
}

/** Whether that is what a full disk says. */
function isDiskFull(error: unknown): boolean {
  return NO_SPACE.has(systemCode(error));
}

/** @throws AppError `STORAGE_FULL` in place of what a full disk says */
export async function sayingWhenFull<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isDiskFull(error)) throw storageFull(error);
    throw error;
  }
}
