import type { IDataObject } from 'n8n-workflow';
import { names } from '../../engine';
import { goingOn, linksOf, outputOf, sandboxWith } from '../helpers';
import { csv, firstNamesOf, HEADER, hintsOf, importFiles, row, sandboxWithTaken } from './helpers';

const skip: IDataObject = { badLines: 'skip' };

/** Two good lines, and between them one without a number and one that is there already. */
const MIXED = `${HEADER}\n${row(0)}\nNo,Number,Mr,,,\n${row(1)}\nAgain,Rao,Mrs,9000010000,+91,+\n`;

const reasons = ['The phone number is empty', "The phone number '+919000010000' is also in line 2"];

describe('Bad Lines on Skip Them', () => {
  it('imports the good lines, and gives each bad one out with its number, reason and values', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await importFiles(sandbox, [MIXED], { options: skip });
    expect(finished.error?.message).toBeUndefined();
    expect(firstNamesOf(finished).slice(0, 2)).toEqual(['Asha 0', 'Asha 1']);
    expect(outputOf(finished).slice(2)).toEqual([
      {
        skipped: true,
        line: 3,
        reason: reasons[0],
        values: { firstName: 'No', lastName: 'Number', salutation: 'Mr' },
      },
      {
        skipped: true,
        line: 5,
        reason: reasons[1],
        values: {
          firstName: 'Again',
          lastName: 'Rao',
          salutation: 'Mrs',
          cellPhoneNumber: '9000010000',
          cellPhoneCountryCode: '+91',
          cellPhoneExtension: '+',
        },
      },
    ]);
    expect(linksOf(finished)).toEqual(Array(4).fill({ item: 0 }));
    expect(hintsOf(finished)).toEqual([
      `Of the file of item 0, these lines were skipped: it has 2 bad lines: line 3: ${reasons[0]}; line 5: ${reasons[1]}.`,
    ]);
  });

  it.each(goingOn)('gives each bad line out as a failure of its own (%s)', async (onError) => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const finished = await importFiles(sandbox, [MIXED], { options: skip, onError });
    const all = [0, 1].flatMap((output) => finished.output(names.node, output));
    const failures = all.filter(({ json }) => 'error' in json);
    expect(failures.map(({ json }) => json['error'])).toEqual([
      `Line 3: ${reasons[0]}`,
      `Line 5: ${reasons[1]}`,
    ]);
    expect(failures[0]?.json['message']).toContain(
      'The line holds firstName: No; lastName: Number; salutation: Mr',
    );
    expect(failures.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(
      true,
    );
    if (onError === 'continueErrorOutput') {
      expect(finished.output(names.node, 1)).toHaveLength(2);
    }
    expect(sandbox.contacts).toHaveLength(2);
  });

  it('names twenty lines in the hint, and counts the others', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const bad = Array.from({ length: 25 }, () => 'A,B,Mr,,,').join('\n');
    const finished = await importFiles(sandbox, [`${csv(1)}${bad}`], { options: skip });
    expect(hintsOf(finished)[0]).toContain('it has 25 bad lines: line 3: ');
    expect(hintsOf(finished)[0]).toContain('line 22: The phone number is empty; and 5 more');
    expect(outputOf(finished)).toHaveLength(26);
  });

  it('takes a line that Kore.ai refuses for a bad one', async () => {
    const sandbox = await sandboxWithTaken();
    const finished = await importFiles(sandbox, [csv(3)], { options: skip });
    expect(finished.error?.message).toBeUndefined();
    expect(firstNamesOf(finished).slice(0, 2)).toEqual(['Asha 0', 'Asha 2']);
    expect(outputOf(finished)[2]).toMatchObject({
      skipped: true,
      line: 3,
      reason: expect.stringContaining("'+919000010001' was not created") as unknown,
      values: { firstName: 'Asha 1' },
    });
  });

  it('fails the run where no line is good, and names the lines', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const content = `${HEADER}\nA,B,Mr,,,\n"open,B,Mr,1,+91,+\n`;
    const { error } = await importFiles(sandbox, [content], { options: skip });
    expect(error?.message).toBe(
      'The file has 2 bad lines: line 2: The phone number is empty; line 3: It opens a quote that is never closed',
    );
    expect(error?.description).toContain('No line of it is good');
    expect(sandbox.requests).toEqual([]);
  });

  it('fails the run where Kore.ai takes none of them', async () => {
    const sandbox = await sandboxWithTaken();
    const content = `${HEADER}\n${row(1)}\n`;
    const { error } = await importFiles(sandbox, [content], { options: skip });
    expect(error?.message).toBe('1 of the 1 contacts in the file were not created');
  });

  it('is no excuse for a refused credential, which ends the run', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    sandbox.fault({ status: 401, body: { error: 'Unauthorized' }, times: 99 });
    const { error, output } = await importFiles(sandbox, [MIXED], { options: skip });
    expect(error?.message).toContain('contacts in the file were not created');
    expect(output(names.ok)).toEqual([]);
  });
});

describe('Bad Lines', () => {
  it('imports none where it is not set, and tells of the option', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    for (const options of [{}, { badLines: 'stop' }]) {
      const { error } = await importFiles(sandbox, [MIXED], { options });
      expect(error?.message).toContain('has 2 bad lines: line 3');
      expect(error?.description).toContain("'Bad Lines' to 'Skip Them'");
      // The header is none of the trouble.
      expect(error?.description).not.toContain('firstName');
    }
    expect(sandbox.requests).toEqual([]);
  });

  it('is refused with a value that it does not have', async () => {
    const sandbox = await sandboxWith({ contacts: 0 });
    const { error } = await importFiles(sandbox, [MIXED], { options: { badLines: 'none' } });
    expect(error?.message).toBe("The option 'Bad Lines' is 'none', which is neither stop nor skip");
    expect(sandbox.requests).toEqual([]);
  });
});
