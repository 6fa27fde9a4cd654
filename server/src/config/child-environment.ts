/** What a process that the server starts gets of the environment: how to run, and no secrets. */
const PASSED_ON = ['NODE_OPTIONS', 'PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];

export function childEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
