/** The environment of this process. Nothing else reads it. */
export function environment(): NodeJS.ProcessEnv {
  return process.env;
}
