import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Config } from '../config/index.js';
import { AppLogger } from './app-logger.js';
import { logDestination } from './log-destination.js';

const config = new Config({
  DATABASE_URL: 'postgresql://a:b@127.0.0.1/c',
  JWT_SECRET: 'x'.repeat(32),
  LOG_LEVEL: 'info',
});

describe('the log', () => {
  const lines: string[] = [];
  beforeEach(() => {
    lines.length = 0;
    jest.spyOn(logDestination, 'write').mockImplementation((line) => lines.push(line) > 0);
    Logger.overrideLogger(new AppLogger(config));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    Logger.overrideLogger(false);
  });
  const last = () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;

  it('has what is said, where it comes from and what belongs to it', () => {
    new Logger('Server').log('It is up');
    expect(last()).toMatchObject({ level: 30, context: 'Server', msg: 'It is up' });
    new Logger('Server').warn({ roomId: 'r' }, 'a room is full');
    expect(last()).toMatchObject({ level: 40, context: 'Server', msg: 'a room is full', roomId: 'r' });
  });

  it('has the stack of an error, however it is given', () => {
    const error = new Error('broken');
    const logger = new Logger('Server');
    logger.error(error);
    expect(last()).toMatchObject({
      level: 50,
      err: { message: 'broken', stack: error.stack },
      msg: 'broken',
    });
    logger.error({ err: error }, 'it failed');
    expect(last()).toMatchObject({ err: { message: 'broken', stack: error.stack }, msg: 'it failed' });
    logger.error('it failed', error.stack);
    expect(last()).toMatchObject({ msg: 'it failed', stack: error.stack });
  });

  it('leaves out what is below its level', () => {
    new Logger('Server').debug('a detail');
    expect(lines).toEqual([]);
  });
});
