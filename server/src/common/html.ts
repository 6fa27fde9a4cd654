/** HTML that may stand in a page as it is. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | readonly Html[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

/** A template in which everything that is not HTML already stands as a text, whatever somebody has written. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, next, index) => text + told(parts[index - 1] ?? '') + next));
}

function told(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escaped(String(part));
}

/** A page that can do nothing but be read: no script, and nothing from elsewhere. */
export function page({ language, title, body }: { language: string; title: string; body: Html }): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          :root {
            color-scheme: light dark;
          }
          body {
            font:
              16px/1.5 system-ui,
              sans-serif;
            max-width: 60rem;
            margin: 2rem auto;
            padding: 0 1rem;
            overflow-wrap: anywhere;
          }
          table {
            border-collapse: collapse;
            width: 100%;
            font-size: 0.875rem;
          }
          .wide {
            overflow-x: auto;
          }
          th,
          td {
            text-align: start;
            vertical-align: top;
            padding: 0.375rem 0.5rem;
            border-bottom: 1px solid #8884;
          }
          th {
            white-space: nowrap;
          }
          article {
            padding: 0.5rem 0;
            border-bottom: 1px solid #8884;
          }
          article p {
            margin: 0.125rem 0;
            white-space: pre-wrap;
          }
          .quiet {
            opacity: 0.7;
            font-size: 0.875rem;
          }
          nav {
            display: flex;
            gap: 1rem;
            margin: 1rem 0;
          }
          button {
            font: inherit;
            min-height: 2.75rem;
            padding: 0 1rem;
            border: 1px solid #8888;
            border-radius: 0.5rem;
          }
        </style>
      </head>
      <body>
        <h1 dir="auto">${title}</h1>
        ${body}
      </body>
    </html> `.text;
}
