/**
 * The present moment in ms by a clock that nobody can set while the page is open, for whatever lasts or waits. It begins
 * as the clock of the day, so that the tabs of a browser and a page and its reload understand each other. Never compared
 * with a time of the server: that has a clock of its own.
 */
export function steadyNow(): number {
  return performance.timeOrigin + performance.now();
}
