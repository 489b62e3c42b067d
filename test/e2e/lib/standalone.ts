import type { Installation } from './install';
import { Rest } from './rest';
import { makeHome, startServer } from './server';
import { shortenWindow } from './window';

/** An n8n as most people run it: one process, with the node installed and its owner signed in. */
export interface Standalone {
  url: string;
  rest: Rest;
  /** Stops it and removes all that it kept. */
  stop(): Promise<void>;
}

/**
 * @param installation which n8n
 * @param settings further settings of n8n, and what a minute takes for the node, where that is shortened
 */
export async function startStandalone(
  installation: Installation,
  settings: { env?: NodeJS.ProcessEnv; windowMs?: number } = {},
): Promise<Standalone> {
  const home = await makeHome(installation, settings.env);
  try {
    if (settings.windowMs !== undefined) await shortenWindow(home.folder, settings.windowMs);
    const { url, service } = await startServer(installation, home);
    const rest = new Rest(url);
    const stop = async () => {
      await service.stop();
      await home.remove();
    };
    try {
      await rest.signIn();
    } catch (error) {
      await service.stop();
      throw error;
    }
    return { url, rest, stop };
  } catch (error) {
    await home.remove();
    throw error;
  }
}
