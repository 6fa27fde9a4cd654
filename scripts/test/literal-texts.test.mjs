import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';
import { inRoot } from '../lib/paths.mjs';

const RULE = 'no-restricted-syntax';
const eslint = new ESLint({
  cwd: inRoot(),
  // The rule looks at syntax only, and the texts below are in no project.
  overrideConfig: { languageOptions: { parserOptions: { project: null } } },
  ruleFilter: ({ ruleId }) => ruleId === RULE,
});

/** How many literal texts are found in a component that draws this. */
async function findings(jsx, filePath = 'client/src/features/rooms/Made.tsx') {
  const code = `export const Made = ({ name, isOpen, t }) => ${jsx};`;
  const [result] = await eslint.lintText(code, { filePath: inRoot(filePath) });
  assert.deepEqual(
    result.messages.filter(({ fatal }) => fatal),
    [],
  );
  return result.messages.filter(({ ruleId }) => ruleId === RULE).length;
}

test('texts that are not in the catalogs are found', async () => {
  const literal = [
    '<p>Hello</p>',
    "<p>{'Hello'}</p>",
    '<p>{`Hello ${name}`}</p>',
    "<p>{isOpen ? 'Open' : name}</p>",
    "<p>{isOpen && 'Open'}</p>",
    '<button aria-label="Close" />',
    '<input placeholder={`Message ${name}`} />',
    "<img alt={isOpen ? 'Open' : name} />",
    '<Dialog title="Settings" />',
  ];
  for (const jsx of literal) assert.ok((await findings(jsx)) > 0, jsx);
});

test('texts of the catalogs, names, signs and what nobody reads are fine', async () => {
  const fine = [
    "<p>{t('rooms.title')}</p>",
    '<p>{name}</p>',
    '<p> · </p>',
    "<p className={isOpen ? 'flex' : 'hidden'} />",
    '<p className={`h-3 ${name}`} data-region="rooms" role="status" />',
    "<Dialog title={t('settings.title')} />",
  ];
  for (const jsx of fine) assert.equal(await findings(jsx), 0, jsx);
  assert.equal(await findings('<p>Hello</p>', 'client/src/gallery/Made.tsx'), 0);
});
