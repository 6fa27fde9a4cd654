/**
 * Whether the same statement may succeed later, by the class of its SQLSTATE (PostgreSQL manual, appendix A) or, where a
 * class is mixed, by the code. The question is whose fault it was: the state of the database passes, and whoever sent
 * something must not lose it meanwhile; what is wrong with the statement or its values stays wrong.
 */
const IS_PASSING: Readonly<Record<string, boolean>> = {
  '08': true, // connection exceptions
  '0A': false, // feature not supported
  '22': false, // data exceptions
  '23': false, // integrity constraint violations
  '25': false, // invalid transaction states, but for:
  '25006': true, // read only: a standby, or a primary that was demoted
  '25P03': true, // idle in transaction for too long
  '25P04': true, // transaction timeout
  '28': false, // the login is refused
  '2D': false, // invalid transaction termination
  '3D': true, // the database is not there: it is being restored
  '40': true, // transaction rollback: serialization, deadlock
  '42': false, // syntax, names and access rules, but for:
  '42501': true, // a right was taken away
  '53': true, // resources: disk full, out of memory, too many connections
  '54': false, // program limit exceeded
  '55': true, // object in use, lock not available
  '57': true, // operator intervention: shutdown, cancel, starting up
  '58': true, // system errors: input and output
  F0: true, // configuration file errors
  HV: false, // foreign data wrappers
  P0: false, // raised by a function
  XX: false, // internal errors
};

/** @param code a SQLSTATE, five letters and digits */
export function isPassingState(code: string): boolean {
  return IS_PASSING[code] ?? IS_PASSING[code.slice(0, 2)] ?? false;
}
