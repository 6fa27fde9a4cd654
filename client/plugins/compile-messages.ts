import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import { transformWithOxc, type Plugin } from 'vite';

const CATALOG = /\/src\/i18n\/(en|tr)\/(?!(?:index|rest|login)\b)[\w-]+\.ts$/;

/**
 * Compiles the ICU messages of the catalogs while building, so that the browser needs no parser.
 * A catalog is a module that imports nothing but types and exports objects of texts.
 * @throws Error naming the key of a message that is not valid ICU
 */
export function compileMessages(): Plugin {
  return {
    name: 'compile-messages',
    enforce: 'pre',
    async transform(source, id) {
      const [file = id] = id.split('?');
      if (!CATALOG.test(file) || id !== file) return undefined;
      const exports = await evaluate(source, file);
      const lines = Object.entries(exports).map(
        ([name, catalog]) => `export const ${name} = ${JSON.stringify(compileAll(catalog))};`,
      );
      return { code: lines.join('\n'), map: null };
    },
  };
}

async function evaluate(source: string, file: string): Promise<Record<string, Record<string, string>>> {
  const { code } = await transformWithOxc(source, file, { sourcemap: false });
  return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Record<
    string,
    Record<string, string>
  >;
}

function compileAll(catalog: Record<string, string>) {
  return Object.fromEntries(Object.entries(catalog).map(([key, text]) => [key, compile(key, text)]));
}

function compile(key: string, text: string) {
  try {
    return compileMessageOrThrow(text);
  } catch (error) {
    throw new Error(`The message ${key} is not valid`, { cause: error });
  }
}
