/** Whether `CI` asks for everything: nothing may be skipped then. */
export function isCi() {
  const value = process.env.CI;
  return Boolean(value) && value !== 'false' && value !== '0';
}
