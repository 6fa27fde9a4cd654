/** Whether what was typed is meant as a mail address: no name has an @ within. */
export function isAddress(typed: string): boolean {
  return typed.trim().lastIndexOf('@') > 0;
}
