/** A kind of work that is done later, and the shape of what is kept about it until then: plain JSON. */
export interface JobKind<Payload extends object> {
  /** Kept in the database: it never changes. */
  readonly name: string;
  /** Nobody waits for it: whatever else is due comes first. */
  readonly isPatient: boolean;
  /** Carries the type only; never set. */
  readonly payload?: Payload;
}

/** Declares a kind of work; it lives with the feature, the queue knows none. */
export function defineJob<Payload extends object>(
  name: string,
  { isPatient = false } = {},
): JobKind<Payload> {
  return { name, isPatient };
}
