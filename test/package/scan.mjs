/**
 * Lints a package as n8n's scan of community packages does, and prints what it finds as JSON.
 *
 *   node scan.mjs source FOLDER     the project: what n8n fetches from the public repository
 *   node scan.mjs tarball FOLDER    the unpacked tarball: what npm hands to its users
 *
 * A program of its own, because one of the plugins is an ES module, which jest cannot load.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { ESLint } from 'eslint';
import { defineConfig } from 'eslint/config';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** The configuration of n8n's scan: the same rule sets, and the same exceptions from them. */
const config = defineConfig(
  n8nCommunityNodesPlugin.configs.recommended,
  { rules: { 'no-console': 'error' } },
  { plugins: { 'n8n-nodes-base': n8nNodesBase } },
  { files: ['package.json'], rules: n8nNodesBase.configs.community.rules },
  {
    files: ['**/credentials/**/*.ts'],
    rules: {
      ...n8nNodesBase.configs.credentials.rules,
      'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
      'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
    },
  },
  {
    files: ['**/nodes/**/*.ts'],
    rules: {
      ...n8nNodesBase.configs.nodes.rules,
      'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
      'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
      'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
    },
  },
  { files: ['**/*.{json,ts}'], languageOptions: { parser: tseslint.parser } },
);

/** Which files each leg of the scan reads, by their paths from the package's folder. */
const legs = {
  source: (file) => file === 'package.json' || /^(nodes|credentials)\/.*\.(js|ts|json)$/.test(file),
  tarball: (file) => /\.(js|json)$/.test(file),
};

/** All files below a folder, by their paths from it; installed packages are left out. */
function filesBelow(folder, within = '') {
  return readdirSync(path.join(folder, within), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === '.git') return [];
    const file = path.posix.join(within, entry.name);
    return entry.isDirectory() ? filesBelow(folder, file) : [file];
  });
}

const [leg, folder] = process.argv.slice(2);
if (!(leg in legs) || folder === undefined)
  throw new Error('usage: scan.mjs source|tarball FOLDER');

const files = filesBelow(folder).filter(legs[leg]);
const eslint = new ESLint({
  cwd: path.resolve(folder),
  // A rule that a comment switches off is switched off only for oneself: n8n does not look at it.
  allowInlineConfig: false,
  overrideConfigFile: true,
  overrideConfig: config,
});
const results = files.length > 0 ? await eslint.lintFiles(files) : [];
const findings = results.flatMap(({ filePath, messages }) =>
  messages.map(({ line = 0, ruleId, message }) => ({
    file: path.relative(folder, filePath),
    line,
    rule: ruleId ?? 'parser',
    message,
  })),
);
process.stdout.write(JSON.stringify({ files, findings }));
