/** What the system calls a failure, such as `ENOENT`; empty for what is none of its failures. */
export function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
