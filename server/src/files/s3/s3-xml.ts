/** What stands in each element of a name, in order. Enough for answers of S3, whose elements never hold their like. */
export function elements(xml: string, name: string): string[] {
  const found: string[] = [];
  const [start, end] = [`<${name}>`, `</${name}>`];
  for (let from = xml.indexOf(start); from !== -1; from = xml.indexOf(start, from)) {
    from += start.length;
    const to = xml.indexOf(end, from);
    if (to === -1) break;
    found.push(xml.slice(from, to));
    from = to;
  }
  return found;
}

/** The text of the first element of a name; empty where there is none. */
export function textOf(xml: string, name: string): string {
  const [text = ''] = elements(xml, name);
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
