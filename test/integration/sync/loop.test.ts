import type { INode } from 'n8n-workflow';
import { NODE_TYPE, start } from '../../engine';
import { itemsOf as asItems, source } from '../../engine/standIns';
import { deletedIn, expectNoSecrets, sandboxWith, tested } from '../helpers';
import { itemsOf, writesTo } from './helpers';

const node = (name: string, type: string, parameters: INode['parameters'] = {}): INode => ({
  id: name,
  name,
  type,
  typeVersion: 1,
  position: [0, 0],
  parameters,
});

it('Inside Loop Over Items, each batch is taken for the whole list, and the share stops it', async () => {
  const sandbox = await sandboxWith({ contacts: 100 });
  const field = (name: string) => `={{ $json.${name} }}`;
  const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
  const finished = await start(
    {
      name: 'Loop',
      nodes: [
        node('Source', 'test.source'),
        node('Loop Over Items', 'n8n-nodes-base.splitInBatches', { batchSize: 50 }),
        {
          ...node('Sync', NODE_TYPE, {
            resource: 'contact',
            operation: 'sync',
            notInInput: 'delete',
            firstName: field('firstName'),
            lastName: field('lastName'),
            salutation: field('salutation'),
            phoneNumber: field('phoneNumber'),
            options: {},
          }),
          credentials: { koreApi: { id: 'credential', name: 'Kore API' } },
        },
      ],
      connections: {
        Source: { main: [to('Loop Over Items')] },
        'Loop Over Items': { main: [[], to('Sync')] },
        Sync: { main: [to('Loop Over Items')] },
      },
    },
    { ...sandbox.credential, requestsPerMinute: 0 },
    tested,
    { 'test.source': source(asItems(itemsOf(sandbox.contacts))) },
  ).finished;
  expectNoSecrets(finished.saved, sandbox);
  expect(finished.error?.message).toBe(
    "50 of 100 contacts would be deleted, and 'Maximum Share of Deletions' allows 30 %",
  );
  expect(deletedIn(sandbox)).toEqual([]);
  expect(writesTo(sandbox)).toEqual([]);
});
