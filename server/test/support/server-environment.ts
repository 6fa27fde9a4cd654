import { TEST_SECRET } from './secret.js';

/** What a server process under test is told: what every one needs, and what this test wants. */
export function serverEnvironment(port: number, env: Record<string, string>): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'test',
    PORT: String(port),
    JWT_SECRET: TEST_SECRET,
    CODE_DELIVERY: 'response',
    LOG_LEVEL: 'warn',
    ...env,
  };
}
