import type { IExecuteFunctions } from 'n8n-workflow';
import { LARGEST_FILE, readFile } from '../../../../../nodes/KoreContact/form/csvInput';
import { problemOf } from '../../../../../nodes/shared/problem/problem';

const defaults = { country: undefined, salutation: '' };
const plan = { defaults, skipsBadLines: false, taken: new Map<string, string>() };

/** n8n with one file, of which nothing may be read. */
function withFile(binary: object, fileSize: number): IExecuteFunctions {
  return {
    getInputData: () => [{ json: {}, binary: { data: binary } }],
    getExecutionCancelSignal: () => undefined,
    helpers: {
      getBinaryMetadata: async () => await Promise.resolve({ fileSize }),
      getBinaryDataBuffer: async () => await Promise.reject(new Error('It was read')),
    },
  } as unknown as IExecuteFunctions;
}

describe('a file that is too large', () => {
  const stored = { data: 'filesystem-v2', id: 'filesystem-v2:a', mimeType: 'text/csv' };

  it('is refused by its size before it is read, with the figures', async () => {
    const context = withFile(stored, LARGEST_FILE + 1);
    const problem = problemOf(await readFile(context, 0, 'data', plan).catch((e: unknown) => e));
    expect(problem.message).toBe('The file has 61 MB, and 60 MB is the most that is read at once');
    expect(problem.description).toContain('Split it into several files, each with the header');
  });

  it('is told from one that is just small enough', async () => {
    const context = withFile(stored, LARGEST_FILE);
    await expect(readFile(context, 0, 'data', plan)).rejects.toThrow('It was read');
  });

  it('is refused where n8n holds it in memory, too', async () => {
    const data = 'A'.repeat((LARGEST_FILE / 3) * 4 + 8);
    const context = withFile({ data, mimeType: 'text/csv' }, 0);
    await expect(readFile(context, 0, 'data', plan)).rejects.toThrow('is the most that is read');
  });
});
