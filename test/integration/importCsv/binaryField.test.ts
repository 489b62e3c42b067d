import type { IBinaryKeyData } from 'n8n-workflow';
import { goingOn, outputOf, sandboxWith } from '../helpers';
import { csv, fileOf, importFiles } from './helpers';

const SENT = 'Nothing was sent to Kore.ai for this item.';
const asBinary = (value: unknown) => ({ data: value }) as unknown as IBinaryKeyData;

describe('The field Input Binary Field', () => {
  it.each([
    [
      'text in place of a file',
      asBinary('firstName,lastName\nAsha,Rao'),
      'data',
      "The item has text ('firstName,lastName Asha,Rao') in the binary field 'data', not a file",
      "'Convert to File'",
    ],
    [
      'an object that is no file',
      asBinary({ rows: 3 }),
      'data',
      "The item has a value of type object in the binary field 'data', not a file",
      "'Convert to File'",
    ],
    [
      'a list',
      asBinary([1, 2]),
      'data',
      "The item has a list in the binary field 'data', not a file",
      "'Convert to File'",
    ],
    [
      'an expression that gives the file and not its name',
      fileOf(csv(1)),
      '={{ $binary.data }}',
      "The field 'Input Binary Field' does not name a binary field: its expression gives something else",
      "Enter only the name, 'data', and no expression such as {{ $binary.data }}.",
    ],
    [
      'the same where there is no file',
      {},
      '={{ ({ a: 1 }) }}',
      "The field 'Input Binary Field' does not name a binary field: its expression gives something else",
      "Enter only the name, such as 'data', and no expression such as {{ $binary.data }}.",
    ],
    [
      "another binary field's name",
      { ...fileOf(csv(1), 'people'), ...fileOf(csv(1), 'attachment_0') },
      'data',
      "The item has no file in the binary field 'data'",
      "It has one in 'people' or 'attachment_0': enter that in 'Input Binary Field'.",
    ],
    [
      'a name that every object has',
      fileOf(csv(1)),
      'constructor',
      "The item has no file in the binary field 'constructor'",
      "It has one in 'data': enter that in 'Input Binary Field'.",
    ],
    [
      'an item without files',
      {},
      'data',
      "The item has no file in the binary field 'data'",
      "It has no file at all: the node before this one gives out none. Where each item is a contact, set 'Input Mode' to 'Items as Rows'.",
    ],
  ])('says what is there and what to write: %s', async (_, binary, name, error, next) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    for (const onError of goingOn) {
      const finished = await importFiles(sandbox, ['x'], {
        binary: [binary],
        parameters: { binaryPropertyName: name },
        onError,
      });
      const output = finished.output('Kore Contact', onError === 'continueRegularOutput' ? 0 : 1);
      const [item] = output.map(({ json }) => json);
      expect(item?.['error']).toBe(`Item 0: ${error}`);
      expect(item?.['message']).toContain(SENT);
      expect(item?.['message']).toContain(next);
    }
    const stopped = await importFiles(sandbox, ['x'], {
      binary: [binary],
      parameters: { binaryPropertyName: name },
    });
    expect(stopped.error?.message).toBe(error);
    expect(stopped.error?.description).toContain(next);
    expect(sandbox.requests).toEqual([]);
  });

  it('takes a name with blanks around it, as it comes out of an expression', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await importFiles(sandbox, [csv(2)], {
      parameters: { binaryPropertyName: '={{ " data " }}' },
    });
    expect(finished.error?.message).toBeUndefined();
    expect(outputOf(finished)).toHaveLength(2);
  });
});
