import type { SandboxOptions } from '../../sandbox';

/** What `npm run n8n` starts n8n with: its example of an AI agent uses the node as a tool. */
export const SHOW_ENV: NodeJS.ProcessEnv = { N8N_COMMUNITY_PACKAGES_ALLOW_TOOL_USAGE: 'true' };

/** What `npm run n8n` starts the sandbox with. `npm run sandbox` has as many contacts; the examples name some of them. */
export const SHOW_SANDBOX: SandboxOptions = { contacts: 25 };
