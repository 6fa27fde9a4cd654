/** What an account is called that was deleted: such names are reserved, so nobody else has one, nor logs in by one. */
const DELETED_NAME = /^deleted-[0-9a-f]{12}$/;

/** Whether somebody of that username has deleted their account. Clients show words of their own language for it. */
export function isDeletedName(username: string): boolean {
  return DELETED_NAME.test(username);
}
