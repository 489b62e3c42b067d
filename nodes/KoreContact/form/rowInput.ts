import type { IDataObject } from 'n8n-workflow';
import { type GivenContact, saluted } from '../../shared/contact/fields';
import {
  type Columns,
  COLUMNS,
  faultOf,
  findColumns,
  hasColumn,
} from '../../shared/contact/file/columns';
import { type Cells, jobAmong, lineOf, titleIn } from '../../shared/contact/file/line';
import { shown } from '../../shared/contact/id';
import { badItem } from '../../shared/problem/problem';
import { assertWhole, type ContactDefaults, contactFrom, SALUTATION_ADVICE } from './contactFields';

/** What holds for all rows of a file, or for all items that are rows. */
export interface RowPlan {
  /** What contacts have that do not tell it themselves. */
  defaults: ContactDefaults;
  /** A value of the column *Title* that is no salutation; undefined where they all are. */
  job: string | undefined;
}

/**
 * Makes a contact of a row, and checks it.
 *
 * @throws ProblemError
 */
export function contactOf(
  columns: Columns,
  cells: Cells,
  { defaults, job }: RowPlan,
): GivenContact {
  const line = lineOf(columns, cells, job === undefined);
  if (!line.ok) {
    throw badItem(
      line.problem,
      'Give first and last name in columns of their own, or the last name in front: Rao, Asha.',
    );
  }
  const { country, ...given } = line.value;
  const read = contactFrom((name) => given[name as keyof typeof given], defaults, country);
  const contact = saluted(read, defaults.salutation);
  assertWhole(contact);
  return contact;
}

/**
 * Checks the columns of a file, or the fields of an item.
 *
 * @param whose `The file` or `The item`
 * @throws ProblemError that says what there is and what is missing
 */
export function assertColumns(
  header: string[],
  columns: Columns,
  { defaults, job }: RowPlan,
  { whose, column }: { whose: string; column: 'column' | 'field' },
): void {
  const hasSalutation =
    defaults.salutation !== '' ||
    hasColumn(columns, 'salutation', 'fullName') ||
    (job === undefined && hasColumn(columns, 'title'));
  const fault = faultOf(header, columns, hasSalutation, column);
  if (fault === undefined) return;
  throw badItem(
    `${whose} ${fault}`,
    `Name its ${column}s ${COLUMNS.join(', ')}, or leave the names that HubSpot, Salesforce, Outlook, Google Contacts, Pipedrive, Zoho, Zendesk or Intercom give them.${hasSalutation ? '' : adviceOf(job)}`,
  );
}

function adviceOf(job: string | undefined): string {
  const jobs = job === undefined ? '' : ` 'Title' has jobs, such as '${shown(job)}'.`;
  return `${jobs} ${SALUTATION_ADVICE}`;
}

/**
 * Makes what reads items as rows.
 *
 * @param items all of them: whether *Title* has salutations shows only there
 * @returns reads one; it throws a ProblemError
 */
export function rowReader(
  items: IDataObject[],
): (item: IDataObject, defaults: ContactDefaults) => GivenContact {
  const known = new Map<string, Columns>();
  const partsOf = (item: IDataObject) => {
    const names = Object.keys(item);
    const key = names.join('\n');
    const columns = known.get(key) ?? findColumns(names);
    known.set(key, columns);
    const cells: Cells = (place) => item[names[place] ?? ''];
    return { names, columns, cells };
  };
  const job = jobAmong(
    items.map((item) => {
      const { columns, cells } = partsOf(item);
      return titleIn(columns, cells);
    }),
  );
  return (item, defaults) => {
    const { names, columns, cells } = partsOf(item);
    const plan = { defaults, job };
    assertColumns(names, columns, plan, { whose: 'The item', column: 'field' });
    return contactOf(columns, cells, plan);
  };
}
