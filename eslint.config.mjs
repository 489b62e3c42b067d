import { createRequire } from 'node:module';
import path from 'node:path';
import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import n8nNodesBaseNewest from 'eslint-plugin-n8n-nodes-base-newest';
import tseslint from 'typescript-eslint';

/**
 * What is published is held to the rule sets, and the exceptions from them, of n8n's own lint
 * command, so that n8n's review of the package finds nothing that was not found here. The scan that
 * n8n runs on a published package is another configuration: see test/package/scan.mjs.
 */

/** The globals of a Node.js script, for the files that run outside of n8n. */
const nodeGlobals = {
  AbortController: 'readonly',
  Buffer: 'readonly',
  URL: 'readonly',
  __dirname: 'readonly',
  clearTimeout: 'readonly',
  console: 'readonly',
  exports: 'writable',
  module: 'writable',
  performance: 'readonly',
  process: 'readonly',
  queueMicrotask: 'readonly',
  require: 'readonly',
  setTimeout: 'readonly',
};

/** The layers of the sources, which `npm run house` reads too. */
const layers = createRequire(import.meta.url)('./test/house/layers.json');

/** A layer may import itself and those it names: each of the others is a zone of its own. */
const zones = layers.flatMap((layer) => {
  const allowed = layers.filter((other) => other === layer || layer.may.includes(other.name));
  return layers
    .filter((other) => !allowed.includes(other))
    .map((other) => ({
      target: layer.path,
      from: other.path,
      except: allowed
        .filter((within) => within.path.startsWith(`${other.path}/`))
        .map((within) => path.posix.relative(other.path, within.path)),
      message: `The layer ${layer.name} may import no more than ${layer.may.join(', ') || 'itself'}.`,
    }));
});

/** n8n's older plugin twice: as n8n's scan and lint command take it, and the newest, which n8n may take next. */
const basePlugins = {
  'n8n-nodes-base': n8nNodesBase,
  'n8n-nodes-base-newest': n8nNodesBaseNewest,
};

/**
 * @param set such as `nodes`
 * @param off the rules that n8n's own lint command switches off
 * @returns a rule set of the plugin, in the words of each of its two versions
 */
function baseRules(set, off = []) {
  return Object.fromEntries(
    Object.entries(basePlugins).flatMap(([name, plugin]) =>
      [
        ...Object.entries(plugin.configs[set].rules),
        ...off.map((rule) => [`n8n-nodes-base/${rule}`, 'off']),
      ].map(([rule, level]) => [rule.replace('n8n-nodes-base', name), level]),
    ),
  );
}

export default defineConfig(
  globalIgnores(['dist', 'coverage', '**/node_modules']),
  {
    // A comment can switch a rule off here, but not in n8n's scan: so no comment can.
    files: ['nodes/**', 'credentials/**'],
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
    extends: [
      js.configs.recommended,
      tseslint.configs.recommended,
      n8nCommunityNodesPlugin.configs.recommended,
      importX.flatConfigs.recommended,
    ],
    settings: {
      // Without these the rules do not look into the .ts files that are imported.
      ...importX.flatConfigs.typescript.settings,
      'import-x/resolver-next': [createTypeScriptImportResolver()],
    },
    rules: {
      'prefer-spread': 'off',
      'no-console': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      '@typescript-eslint/no-explicit-any': 'error',
    },
  },
  { plugins: basePlugins },
  {
    files: ['package.json'],
    extends: [n8nCommunityNodesPlugin.configs.recommended],
    // The rules read package.json as an object literal, which is what this parser makes of it.
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { extraFileExtensions: ['.json'] },
    },
    rules: baseRules('community'),
  },
  {
    files: ['credentials/**/*.ts'],
    rules: baseRules('credentials', [
      // Meant for n8n's own credentials, whose documentation is named by a word instead of a URL.
      'cred-class-field-documentation-url-miscased',
      // The community plugin's rule credential-password-field judges the same thing better.
      'cred-class-field-type-options-password-missing',
    ]),
  },
  {
    files: ['nodes/**/*.ts'],
    rules: baseRules('nodes', [
      // Both want the text "main", where n8n now wants NodeConnectionTypes.Main.
      'node-class-description-inputs-wrong-regular-node',
      'node-class-description-outputs-wrong',
      // A service may well have an upper limit, and then a field should say so.
      'node-param-type-options-max-value-present',
    ]),
  },
  {
    files: ['test/**/*.ts'],
    extends: [js.configs.recommended, tseslint.configs.recommended],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // A promise that nobody waits for is a test that passes before it has failed.
      '@typescript-eslint/no-floating-promises': 'error',
    },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [js.configs.recommended],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { globals: nodeGlobals },
  },
  {
    files: ['**/*.js'],
    languageOptions: { sourceType: 'commonjs' },
  },
);
