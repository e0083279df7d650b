import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { houseRules } from './house.config.js';

const onlyOrSkip = ['it', 'test', 'describe'].flatMap((block) =>
  ['only', 'skip', 'todo', 'skipIf', 'runIf', 'fails'].map((property) => ({
    object: block,
    property,
    message: 'Every test runs, every time, and must pass.',
  })),
);

// One reader of the environment, so that every setting has one name, one default and one place.
const ENVIRONMENT = [{ name: 'node:process', message: 'Only src/config.ts reads the environment.' }];

export default defineConfig(
  { ignores: ['lib/', 'node_modules/', '.stryker-tmp/', 'client/dist/', 'client/src/contract.ts'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      '@typescript-eslint/no-namespace': ['error', { allowDeclarations: true }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_+$', argsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**'],
    ignores: ['src/config.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' },
      ],
      'no-restricted-imports': ['error', { paths: ENVIRONMENT }],
    },
  },
  // The order of the rooms. An import of ENVIRONMENT is named again: the last setting of a rule is the one that counts.
  houseRules(ENVIRONMENT),
  {
    // A test reads answers as loose JSON: a wrong path is undefined and fails the test.
    files: ['test/**'],
    rules: {
      'no-restricted-properties': ['error', ...onlyOrSkip],
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    // A test asks the API, or test/support: then a move inside src touches few of them. A unit test imports its one file.
    files: ['test/**'],
    ignores: [
      'test/support/{customers-wing,exact-documents,firestore,releases,scripted-firestore,sent-requests,toy-resource}.ts',
      'test/firestore/*.test.ts',
      'test/records/{entity-tag,history/differences,write/elements}.test.ts',
      'test/texts.test.ts',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/src/(?:records|firestore|crm/customers/(?:service|document|kind|facets|bounds)\\.ts)',
              message: 'Ask test/support/customers-wing.ts or test/support/firestore.ts.',
            },
          ],
        },
      ],
    },
  },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.cjs'],
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  { files: ['*.config.{js,ts}'], rules: { 'no-restricted-exports': 'off' } },
);
