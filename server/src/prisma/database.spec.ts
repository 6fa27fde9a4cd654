import { describe, expect, it } from '@jest/globals';
import { AppError } from '../common/index.js';
import { databaseError, isTransient, safeInteger } from './database.js';

const withCode = (code: string, message = 'it failed') => Object.assign(new Error(message), { code });

describe('a failure of the database', () => {
  it.each([
    ['the connection was refused', withCode('ECONNREFUSED')],
    ['the connection was reset', withCode('ECONNRESET')],
    ['the name is not known right now', withCode('EAI')],
    ['the pipe is broken', withCode('EPIPE')],
    ['the connection failed', withCode('08006')],
    ['there are too many connections', withCode('53300')],
    ['the disk is full', withCode('53100')],
    ['the server shuts down', withCode('57P01')],
    ['the server starts', withCode('57P03')],
    ['there was an error of the disk', withCode('58030')],
    ['the statement took too long', withCode('57014')],
    ['two statements waited for each other', withCode('40P01')],
    ['a transaction could not be serialized', withCode('40001')],
    ['a lock was not free', withCode('55P03')],
    ['Prisma cannot reach the server', withCode('P1001')],
    ['Prisma has no connection left', withCode('P2024')],
    ['Prisma found a conflict', withCode('P2034')],
    ['the pool is exhausted', new Error('timeout exceeded when trying to connect')],
    ['the connection was cut', new Error('Connection terminated unexpectedly')],
    ['the query timed out', new Error('Query read timeout')],
    [
      'the client is not queryable',
      new Error('Client has encountered a connection error and is not queryable'),
    ],
    ['the pool is closed', new Error('Cannot use a pool after calling end on the pool')],
  ])('may pass when %s', (_case, error) => {
    expect(isTransient(error)).toBe(true);
    const failure = databaseError(error);
    expect(failure).toMatchObject({ code: 'UNAVAILABLE', isRetryable: true, status: 503 });
    expect(failure.details.cause).toBe(error);
  });

  it.each([
    ['a key is there already', withCode('23505')],
    ['a reference leads nowhere', withCode('23503')],
    ['the syntax is wrong', withCode('42601')],
    ['a table is missing', withCode('42P01')],
    ['a text cannot be stored', withCode('22021')],
    ['the password is wrong', withCode('28P01')],
    ['a function has raised', withCode('P0001', 'no connection between these rooms')],
    ['Prisma found a key that is there already', withCode('P2002')],
    ['Prisma found nothing', withCode('P2025')],
    ['it is a mistake of ours', new TypeError('undefined is not a function')],
    ['it is no error', 'connection'],
    ['it is nothing', undefined],
  ])('does not pass when %s', (_case, error) => {
    expect(isTransient(error)).toBe(false);
    expect(databaseError(error)).toMatchObject({ code: 'INTERNAL', isRetryable: false });
  });

  it('tells the caller nothing about the inside', () => {
    const inside = withCode('23505', 'duplicate key value violates unique constraint "User_username_key"');
    expect(databaseError(inside).message).not.toContain('User');
    expect(
      databaseError(withCode('ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.7:5432')).message,
    ).not.toContain('10.0.0.7');
  });

  it('that has a code already keeps it', () => {
    const error = new AppError('ROOM_NOT_FOUND', 'There is no such room.');
    expect(databaseError(error)).toBe(error);
  });
});

describe('a number of the database', () => {
  it('is the same number here', () => {
    expect(safeInteger('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(safeInteger(17n)).toBe(17);
    expect(safeInteger('0')).toBe(0);
  });

  it.each(['9007199254740992', '-9007199254740993', 'seventeen', '1.5', 'NaN'])(
    'is refused when it would be another one: %s',
    (value) => {
      expect(() => safeInteger(value)).toThrow(RangeError);
    },
  );
});
