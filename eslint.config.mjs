import { existsSync } from 'node:fs';
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const TYPESCRIPT = ['**/*.{ts,tsx}'];
const TESTS = ['**/*.{spec,test}.{ts,tsx}', 'server/test/**', 'client/src/test/**', 'e2e/**'];
const CONFIGURATION = ['**/*.config.{ts,mjs}', 'server/src/config/**', 'scripts/**', 'bench/**', 'rig/**'];

const PROJECTS = [
  'contract/tsconfig.json',
  'server/tsconfig.check.json',
  'client/tsconfig.json',
  'client/tsconfig.node.json',
  'e2e/tsconfig.json',
  'e2e/chaos/tsconfig.json',
].filter(existsSync);

const UNUSED = { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' };

const SPOKEN =
  '/^(label|title|hint|error|alt|placeholder|aria-(label|description|roledescription|valuetext))$/';
const LETTERS = '/\\p{L}{2}/u';
const CHILD = ':matches(JSXElement, JSXFragment) > JSXExpressionContainer';
const texts = (parent) =>
  [
    `Literal[value=${LETTERS}]`,
    `TemplateLiteral > TemplateElement[value.raw=${LETTERS}]`,
    `:matches(ConditionalExpression, LogicalExpression) > Literal[value=${LETTERS}]`,
  ].map((text) => `${parent} > ${text}`);
const noLiteralText = {
  selector: [
    `JSXText[value=${LETTERS}]`,
    ...texts(CHILD),
    `JSXAttribute[name.name=${SPOKEN}] > Literal[value=${LETTERS}]`,
    ...texts(`JSXAttribute[name.name=${SPOKEN}] > JSXExpressionContainer`),
  ].join(', '),
  message: 'Texts live in client/src/i18n: use t().',
};
const ONE_DOOR = {
  name: 'class-validator',
  importNames: ['IsOptional', 'ValidateIf', 'ValidateNested'],
  message:
    'null would pass: MayBeAbsent() and ListOf() of common say what may be missing and what lists hold.',
};
const NOT_A_DTO = { name: 'class-validator', message: 'Rules for input live in *.dto.ts and in common/.' };
const noAsAny = { selector: 'TSAsExpression > TSAnyKeyword', message: 'Parse it, or use unknown.' };

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/generated/**',
      '**/coverage/**',
      '.chatket/**',
      'e2e/.results/**',
      '**/*.cjs',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always'],
      'no-console': 'off',
      'no-unused-vars': ['error', UNUSED],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'no-param-reassign': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.{mjs,js}'], languageOptions: { globals: globals.node } },
  { files: ['client/public/**/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['client/worker/**/*.js'], languageOptions: { globals: globals.serviceworker } },

  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: PROJECTS, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': ['error', UNUSED],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-extraneous-class': 'off', // Nest modules are classes with a decorator and nothing else
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off', // a DTO is a description, plain objects fill it
      '@typescript-eslint/no-generated-empty-object-type': 'off', // an ack without fields
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/require-await': 'off', // an in-memory twin keeps the promises of the real one
      '@typescript-eslint/no-unnecessary-condition': 'off', // does not see what changes during an await
      '@typescript-eslint/no-misused-spread': 'off', // code points are what our limits count
      '@typescript-eslint/no-unnecessary-type-parameters': 'off', // types the answers of SQL and HTTP at their edge
      '@typescript-eslint/unified-signatures': 'off',
      'no-restricted-syntax': ['error', noAsAny],
    },
  },
  {
    files: ['server/**/*.ts'],
    languageOptions: { globals: globals.node },
    rules: {
      // A class in a decorated constructor is needed at run time, though it looks like a type.
      '@typescript-eslint/consistent-type-imports': 'off',
    },
  },
  {
    files: ['server/src/**/*.ts'],
    ignores: ['server/src/common/**', 'server/src/**/*.dto.ts', ...TESTS],
    rules: { 'no-restricted-imports': ['error', NOT_A_DTO] },
  },
  {
    files: ['server/src/**/*.dto.ts'],
    rules: { 'no-restricted-imports': ['error', ONE_DOOR] },
  },
  {
    files: ['client/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['client/src/**/*.tsx'],
    ignores: ['client/src/gallery/**'],
    rules: { 'no-restricted-syntax': ['error', noAsAny, noLiteralText] },
  },
  {
    files: ['server/**/*.ts', 'contract/**/*.ts', 'client/**/*.{ts,tsx}'],
    ignores: [...TESTS, ...CONFIGURATION],
    rules: {
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Settings are read in server/src/config and injected from there.',
        },
      ],
    },
  },
  {
    files: TESTS,
    rules: {
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
