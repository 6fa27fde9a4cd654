/**
 * Every statement of the hot pool is a short walk along indexes, whatever its values and however large the tables: it is
 * planned so, once per connection, even while there is nothing in them. Left to itself the planner takes longer to plan
 * a page of the history, each time anew, than the database to read it (ADR 10).
 */
const PLANS = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
};

/** Waiting has an end, in milliseconds. */
const PATIENCE = {
  statement_timeout: '3000',
  lock_timeout: '2000',
  idle_in_transaction_session_timeout: '5000',
};

/** How values travel, whatever a role or a database was told to prefer. */
const FORMS = { client_encoding: 'UTF8', datestyle: 'ISO' };

/**
 * What a session of a pool is told first, in one round trip. It is said after connecting and not while connecting:
 * poolers such as PgBouncer refuse connections that bring settings along which they do not know.
 */
function sayTo(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([key, value]) => `SET ${key} = '${value}'`)
    .join('; ');
}

/** Of the hot pool: planned once, as walks on indexes. */
export const HOT_SESSION = sayTo({ ...FORMS, ...PATIENCE, ...PLANS });
/** Of the ordinary pool: planned as the planner likes. */
export const ORDINARY_SESSION = sayTo({ ...FORMS, ...PATIENCE });
