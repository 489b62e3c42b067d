import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root, run } from './helpers';

const NODE = 'nodes/KoreContact/KoreContact.node.ts';
const files = [NODE, 'credentials/KoreApi.credentials.ts', 'package.json'];
const OLDER = 'n8n-nodes-base/';
const NEWER = 'n8n-nodes-base-newest/';

/** What is read of a plugin, which comes without types. */
interface Plugin {
  rules: Record<string, unknown>;
  configs: Record<string, { rules: Record<string, string> }>;
}

const load = createRequire(__filename);
const pluginOf = (prefix: string) => load(`eslint-plugin-${prefix.slice(0, -1)}`) as Plugin;

/** What the project's own ESLint does with its own configuration. */
interface Linted {
  /** The rules for each of the files. */
  rules: Array<Record<string, unknown>>;
  /** The rules that a faulty text breaks. */
  broken: string[];
}

// In a program of its own, since the configuration is an ES module, which jest cannot load.
const PROGRAM = `
  import { ESLint } from 'eslint';
  const [files, text, filePath] = JSON.parse(process.argv[1]);
  const eslint = new ESLint();
  const configs = await Promise.all(files.map((file) => eslint.calculateConfigForFile(file)));
  // What looks into other files takes ten seconds, and is none of n8n's.
  const others = Object.keys(configs[0].rules).filter((rule) => !rule.startsWith('n8n-nodes-base'));
  const alone = new ESLint({
    overrideConfig: {
      rules: Object.fromEntries(others.map((rule) => [rule, 'off'])),
      languageOptions: { parserOptions: { projectService: false } },
    },
  });
  const [{ messages }] = await alone.lintText(text, { filePath });
  const broken = messages.map(({ ruleId }) => ruleId);
  process.stdout.write(JSON.stringify({ rules: configs.map(({ rules }) => rules), broken }));
`;

function lint(text: string): Linted {
  const input = JSON.stringify([files, text, NODE]);
  return JSON.parse(
    run(process.execPath, ['--input-type=module', '-e', PROGRAM, input], root),
  ) as Linted;
}

/** Those rules that are one version's, without its name. */
function ofVersion(rules: string[], prefix: string): string[] {
  return rules
    .filter((rule) => rule.startsWith(prefix))
    .map((rule) => rule.slice(prefix.length))
    .sort();
}

describe('the two versions of n8n’s lint plugin', () => {
  it('have the same rules, in the same sets, each as strict', () => {
    const [scanned, newest] = [pluginOf(OLDER), pluginOf(NEWER)];
    const setsOf = ({ configs }: Plugin) =>
      Object.entries(configs).map(([set, { rules }]) => [set, rules]);
    expect(Object.keys(newest.rules).sort()).toEqual(Object.keys(scanned.rules).sort());
    expect(setsOf(newest)).toEqual(setsOf(scanned));
  });

  it('both judge what is published, and find the same', () => {
    const good = readFileSync(path.join(root, NODE), 'utf8');
    const { rules, broken } = lint(good.replace("'Resource'", "'resource of'"));
    for (const all of rules) {
      const older = ofVersion(Object.keys(all), OLDER);
      expect(older.length).toBeGreaterThan(10);
      expect(ofVersion(Object.keys(all), NEWER)).toEqual(older);
      for (const rule of older) expect(all[`${NEWER}${rule}`]).toEqual(all[`${OLDER}${rule}`]);
    }
    expect(ofVersion(broken, OLDER)).toContain('node-param-display-name-miscased');
    expect(ofVersion(broken, NEWER)).toEqual(ofVersion(broken, OLDER));
  }, 120_000);
});
