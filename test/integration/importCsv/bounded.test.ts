import type { Switches } from '../../sandbox';
import { outputOf, sandboxWith } from '../helpers';
import { csv, importFiles, importItems, numberOf, rowsIn } from './helpers';

const onError = 'continueRegularOutput' as const;

async function sandboxWithOwners(count: number, switches: Partial<Switches> = {}) {
  const sandbox = await sandboxWith({ contacts: 0, switches });
  for (let i = 0; i < count; i++) {
    sandbox.add({ cellPhone: { phoneNumber: numberOf(i), countryCode: '+91', extension: '+' } });
  }
  return sandbox;
}

describe('A file of a thousand contacts', () => {
  it.each<Partial<Switches>>([{}, { createKeeps: true }])(
    'of which the first half exists has its other half created: %j',
    async (switches) => {
      const sandbox = await sandboxWithOwners(500, switches);
      const finished = await importFiles(sandbox, [csv(1_000)], { onError });
      expect(sandbox.contacts).toHaveLength(1_000);
      expect(outputOf(finished).filter((json) => 'id' in json)).toHaveLength(500);
      expect(outputOf(finished).at(-1)?.['error']).toBe(
        '500 of the 1000 contacts in the file were not created',
      );
      expect(rowsIn(sandbox)).toEqual(Array(10).fill(100));
      expect(sandbox.requests.length).toBeLessThanOrEqual(20);
    },
  );

  it('that is refused for one reason costs a bounded number of requests', async () => {
    const sandbox = await sandboxWithOwners(0, { createRefusal: 'each-by-name' });
    const finished = await importFiles(sandbox, [csv(1_000)], { onError });
    expect(outputOf(finished)).toEqual([
      {
        error: '1000 of the 1000 contacts in the file were not created',
        message: expect.stringContaining('breaks a rule of this account'),
      },
    ]);
    expect(sandbox.requests.length).toBeLessThanOrEqual(45);
  });

  it('is cut by the size that Kore takes, learnt once', async () => {
    const sandbox = await sandboxWithOwners(0, { importMax: 20 });
    const finished = await importFiles(sandbox, [csv(1_000)]);
    expect(outputOf(finished)).toHaveLength(1_000);
    expect(sandbox.contacts).toHaveLength(1_000);
    expect(sandbox.requests.length).toBeLessThanOrEqual(75);
  });
});

describe('Many files', () => {
  it('learn from each other: one reason for all costs a request a file', async () => {
    const sandbox = await sandboxWithOwners(0, { createRefusal: 'each-by-name' });
    const files = Array.from({ length: 40 }, (_, i) => csv(10, i * 10));
    const finished = await importFiles(sandbox, files, { onError });
    expect(outputOf(finished).map((json) => 'error' in json)).toEqual(files.map(() => true));
    const posts = sandbox.requests.filter(({ method }) => method === 'POST');
    expect(posts.length).toBeLessThanOrEqual(70);
  });
});

describe('Items as rows', () => {
  it('of which one number is taken are created but for that one, whatever Kore says', async () => {
    const sandbox = await sandboxWithOwners(1, { refusalWords: 'API validation failed' });
    const items = Array.from({ length: 50 }, (_, i) => ({
      firstName: `Asha ${i}`,
      lastName: 'Rao',
      salutation: 'Mrs',
      cellPhoneNumber: numberOf(i).slice(3),
      cellPhoneCountryCode: '+91',
    }));
    const finished = await importItems(sandbox, items, { onError });
    expect(outputOf(finished).map((json) => 'error' in json)).toEqual(items.map((_, i) => i === 0));
    expect(sandbox.contacts).toHaveLength(50);
  });
});
