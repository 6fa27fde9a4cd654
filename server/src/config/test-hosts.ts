import { ConfigError } from './env.js';

const KEY = 'LINK_PREVIEW_TEST_HOSTS';

/**
 * Servers of tests, which are on this machine as nothing else may be that links lead to. It is no setting: whoever has it in
 * the environment of a server that serves people is told so, and the server does not start.
 * @throws ConfigError outside of tests
 */
export function testHosts({ NODE_ENV, [KEY]: hosts = '' }: NodeJS.ProcessEnv): string[] {
  if (hosts === '') return [];
  if (NODE_ENV !== 'test') throw new ConfigError([`${KEY}: is for tests only; take it away`]);
  return hosts.split(',');
}
