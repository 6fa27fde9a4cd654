const STATUS = { 'test:pass': 'passed', 'test:fail': 'failed' };

/** A reporter for `node --test`: one JSON line for each test, none for the groups around them. */
export default async function* report(events) {
  const places = [];
  for await (const { type, data } of events) {
    const isGroup = data?.details?.type === 'suite';
    if (type === 'test:start') places.splice(data.nesting, Infinity, data.name);
    if (!(type in STATUS) || (isGroup && type === 'test:pass')) continue;
    const isSkipped = data.skip !== undefined || data.todo !== undefined;
    if (isGroup && data.details.error?.failureType === 'subtestsFailed') continue;
    const name = [...places.slice(0, data.nesting), data.name].join(' › ');
    const message = data.details?.error?.cause?.message ?? data.details?.error?.message;
    yield `${JSON.stringify({ status: isSkipped ? 'skipped' : STATUS[type], name, message })}\n`;
  }
}
