/**
 * Whether the same statement may succeed later, for every class of SQLSTATE (PostgreSQL's appendix A). `later`: what is
 * wrong is the connection, the server, or what others do right now, and somebody or time will mend it. `never`: the
 * statement or its values are wrong, so it will fail again.
 */
const CLASSES = {
  '00': 'never', // successful completion
  '01': 'never', // warning
  '02': 'never', // no data
  '03': 'later', // statement not yet complete: the connection is used wrongly or was cut in the middle
  '08': 'later', // connection exception
  '09': 'never', // triggered action
  '0A': 'never', // feature not supported
  '0B': 'later', // invalid transaction initiation: the state of the connection
  '0F': 'never', // locator
  '0L': 'never', // invalid grantor
  '0P': 'later', // invalid role: it was dropped or renamed
  '0Z': 'never', // diagnostics
  '10': 'never', // XQuery
  '20': 'never', // case not found
  '21': 'never', // cardinality
  '22': 'never', // data exception
  '23': 'never', // constraint violation
  '24': 'later', // invalid cursor state: the state of the connection
  '25': 'later', // invalid transaction state: 25006 is a database that became read-only
  '26': 'later', // a prepared statement is gone: a pooler or a reset took it, the next connection has it
  '27': 'never', // triggered data change
  '28': 'later', // invalid authorization: the password or the rules of admission were changed
  '2B': 'never', // dependent privileges
  '2D': 'later', // invalid transaction termination: the state of the connection
  '2F': 'never', // SQL routine
  '34': 'later', // a cursor is gone: the state of the connection
  '38': 'never', // external routine
  '39': 'never', // external routine invocation
  '3B': 'later', // savepoint: the state of the connection
  '3D': 'later', // the database is gone: it is being restored or renamed
  '3F': 'never', // the schema is gone
  '40': 'later', // transaction rollback
  '42': 'never', // syntax error or access rule violation
  '44': 'never', // WITH CHECK OPTION violation
  '53': 'later', // insufficient resources: disk, memory, connections
  '54': 'never', // program limit exceeded
  '55': 'later', // object not in the state that is needed
  '57': 'later', // operator intervention: cancelled, shutting down, starting
  '58': 'later', // system error: the disk
  '72': 'later', // snapshot too old
  F0: 'later', // configuration file
  HV: 'never', // foreign data wrapper
  P0: 'never', // PL/pgSQL
  XX: 'never', // internal error, broken data
} as const satisfies Record<string, 'later' | 'never'>;

/** Single codes that differ from their class. */
const CODES: Record<string, 'later' | 'never'> = {
  '40002': 'never', // a constraint, told at the end of the transaction
  '42501': 'later', // the right to do it was taken away: an operator gives it back, the message is not to blame
  '42P05': 'later', // a prepared statement is there already: a pooler mixes connections
  '54000': 'later', // takes no writes, so that transaction ids do not run out
  '55P02': 'never', // a setting that cannot be changed now
  '55P04': 'never', // a new value of an enum
};

/** Whether a statement that failed with this SQLSTATE may succeed later. An unknown class is a defect of ours: no. */
export function isPassingState(state: string): boolean {
  const ofClass: Record<string, 'later' | 'never'> = CLASSES;
  return (CODES[state] ?? ofClass[state.slice(0, 2)]) === 'later';
}

/** The table, for the test that holds it complete. */
export const SQL_STATE_CLASSES: readonly string[] = Object.keys(CLASSES);
