import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Target } from '../../shared/contact/contact';
import { checkId, looksLikePhone, shown } from '../../shared/contact/id';
import type { CountryCode } from '../../shared/contact/phone/numberPlan';
import { readPhoneQuery } from '../../shared/contact/phone/phoneReader';
import { badItem } from '../../shared/problem/problem';
import { isLocator } from '../../shared/run/fieldReader';
import type { Session } from '../../shared/run/session';
import { readDefaultCountry } from './defaultCountry';

/** The contact that an operation is about: picked, by id, or by phone number. */
export const contactField: INodeProperties = {
  displayName: 'Contact',
  name: 'contactId',
  type: 'resourceLocator',
  required: true,
  default: { mode: 'list', value: '' },
  description: 'The contact to work on. An ID is the surest: names and phone numbers can change.',
  modes: [
    {
      displayName: 'From List',
      name: 'list',
      type: 'list',
      placeholder: 'Select a contact...',
      typeOptions: { searchListMethod: 'searchContacts', searchable: true },
    },
    {
      displayName: 'By ID',
      name: 'id',
      type: 'string',
      placeholder: 'e.g. 69609027c1746a61429abcde',
      validation: [
        {
          type: 'regex',
          properties: {
            regex: '^\\s*[A-Za-z0-9_-]{1,64}\\s*$',
            // The editor takes quoted signs out of a message, so they are written as words.
            errorMessage: 'A contact ID holds only letters, digits, underscore and hyphen',
          },
        },
      ],
    },
    {
      // The editor cuts a longer name.
      displayName: 'By Phone',
      name: 'phone',
      type: 'string',
      placeholder: 'e.g. +91 98765 43210',
      hint: 'With + and country code, or as it is dialed in the option Default Country. Only one contact may have the number.',
    },
  ],
};

/** The same for operations on many contacts: From List picks one, and the same for each item. */
export const contactsField: INodeProperties = {
  ...contactField,
  default: { mode: 'id', value: '' },
};

/**
 * Reads and checks the Contact field of one item, for an operation that deletes or changes the contact: a number
 * whose country nobody tells could be another person's, also where only one contact has it at the moment.
 *
 * @throws ProblemError
 */
export function readTargetToChange(
  session: Session,
  itemIndex: number,
  options: IDataObject,
): Target {
  const target = readTarget(session, itemIndex, options);
  if (target.by === 'id' || target.phone.international) return target;
  throw badItem(
    `The phone number '${target.typed}' has no country code, and can be a number of several countries`,
    "Nothing is deleted or changed by a number that may be two people's: write it with '+' and country code, or set the option 'Default Country'.",
  );
}

/** Reads and checks the Contact field of one item. Throws ProblemError. */
export function readTarget(session: Session, itemIndex: number, options: IDataObject): Target {
  const field = session.fields.read('contactId', itemIndex);
  // An expression in place of the whole field gives a bare value: an id, since that is the default key.
  const { mode, value } = isLocator(field) ? field : { mode: 'id', value: field };
  if (mode === 'phone') {
    return byPhone(value, readDefaultCountry(options));
  }
  const id = checkId(value);
  if (id.ok) return { by: 'id', id: id.value };
  if (looksLikePhone(value)) {
    throw badItem(
      `The contact ID '${shown(String(value))}' looks like a phone number`,
      "Choose 'By Phone' in the field 'Contact', and give the number there.",
    );
  }
  throw badItem(
    `The contact ID ${id.problem}`,
    "Give the field 'Contact' the ID of one contact, as Kore.ai shows it, such as 69609027c1746a61429abcde. If it comes from an expression, check that every input item has a value there.",
  );
}

function byPhone(value: unknown, defaultCountry: CountryCode | undefined): Target {
  const phone = readPhoneQuery(value, defaultCountry);
  if (phone.ok) return { by: 'phone', phone: phone.value, typed: shown(String(value)) };
  throw badItem(
    `The phone number ${phone.problem}`,
    "Give the field 'Contact' one phone number with '+' and country code, such as +91 98765 43210, or set the option 'Default Country'.",
  );
}
