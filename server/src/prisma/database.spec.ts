import { describe, expect, it } from '@jest/globals';
import { AppError } from '../common/index.js';
import { SQL_STATE_CLASSES } from './sql-states.js';
import { databaseError, isTransient, safeInteger } from './database.js';

const withCode = (code: string, message = 'it failed') => Object.assign(new Error(message), { code });

describe('a failure of the database', () => {
  it.each<[string, Error]>([
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
    ['the database has become read-only', withCode('25006')],
    ['a transaction was given up by the server', withCode('25P02')],
    ['the password was changed', withCode('28P01')],
    ['the rules of admission were changed', withCode('28000')],
    ['the database is being restored', withCode('3D000')],
    ['the right to write was taken away', withCode('42501')],
    ['a pooler has taken the prepared statement away', withCode('26000')],
    ['a pooler has mixed up the prepared statements', withCode('42P05')],
    ['there is no memory', withCode('53200')],
    ['transaction ids run out', withCode('54000')],
    ['an object is in use', withCode('55006')],
    ['the protocol was violated', withCode('08P01')],
    ['the name server does not answer', withCode('EAI_AGAIN')],
    ['the host cannot be reached', withCode('EHOSTUNREACH')],
    ['there are too many open files', withCode('EMFILE')],
    ['a certificate has expired', withCode('CERT_HAS_EXPIRED')],
    [
      'Prisma wraps what PostgreSQL said',
      Object.assign(new Error('it failed'), {
        code: 'P2010',
        meta: { driverAdapterError: Object.assign(new Error(), { cause: { originalCode: '25006' } }) },
      }),
    ],
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
    ['a row would break a rule', withCode('23514')],
    ['a constraint broke at the end of the transaction', withCode('40002')],
    ['a value is too long', withCode('22001')],
    ['the database is broken', withCode('XX001')],
    ['nobody knows the class', withCode('ZZ999')],
    ['an argument was wrong', withCode('ERR_INVALID_ARG_TYPE')],
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

describe('the table of SQLSTATE classes', () => {
  /** PostgreSQL 18, appendix A. */
  const APPENDIX =
    `00 01 02 03 08 09 0A 0B 0F 0L 0P 0Z 10 20 21 22 23 24 25 26 27 28 2B 2D 2F 34 38 39 3B 3D 3F 40 42 44
    53 54 55 57 58 72 F0 HV P0 XX`.split(/\s+/);

  it('decides every class there is', () => {
    expect([...SQL_STATE_CLASSES].sort()).toEqual([...APPENDIX].sort());
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
