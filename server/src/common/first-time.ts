const MAX_REMEMBERED = 20;

/** What has been said already. It remembers a little: whoever makes up new things all the time is heard no more. */
export class FirstTime {
  private readonly said = new Set<string>();

  /** Whether this is said for the first time; from then on it is not. */
  is(what: string): boolean {
    if (this.said.has(what) || this.said.size >= MAX_REMEMBERED) return false;
    this.said.add(what);
    return true;
  }
}
