import { checkId, shown } from '../../shared/contact/id';
import { checkPhone, type PhoneQuery } from '../../shared/contact/phone';
import { isLocator } from '../../shared/run/fieldReader';
import type { Problem } from '../../shared/problem/explain';
import type { Session } from '../../shared/run/session';

/** Which contact an item means, checked. */
export type Target =
  | { by: 'id'; id: string }
  /** `typed` is the number as the person wrote it, for messages and output. */
  | { by: 'phone'; phone: PhoneQuery; typed: string };

/**
 * Reads and checks the Contact field of one item. Nothing is sent.
 *
 * @param session the run's session
 * @param itemIndex the item
 * @returns the target, or what is wrong with it
 */
export function readTarget(session: Session, itemIndex: number): Target | Problem {
  const field = session.fields.read('contactId', itemIndex);
  // An expression in place of the whole field gives a bare value: an id, since that is the default key.
  const { mode, value } = isLocator(field) ? field : { mode: 'id', value: field };
  if (mode === 'phone') {
    const checked = checkPhone(value);
    if (checked.ok) return { by: 'phone', phone: checked.phone, typed: shown(String(value)) };
    return {
      message: `The phone number ${checked.why}`,
      description:
        "Nothing was sent to Kore.ai for this item. Give the field 'Contact' a phone number with digits only, with or without '+' and country code, such as +91 98765 43210.",
      cause: 'input',
    };
  }
  const checked = checkId(value);
  if (checked.ok) return { by: 'id', id: checked.id };
  return {
    message: `The contact ID ${checked.why}`,
    description:
      "Nothing was sent to Kore.ai for this item. Give the field 'Contact' the ID of one contact, as Kore.ai shows it, such as 69609027c1746a61429abcde. If it comes from an expression, check that every input item has a value there.",
    cause: 'input',
  };
}

/**
 * Names the contact in messages.
 *
 * @param target which contact
 */
export function subjectOf(target: Target): string {
  return target.by === 'id'
    ? `Contact '${target.id}'`
    : `The contact with phone number '${target.typed}'`;
}

/**
 * Names the contact in an output item: by what the person gave.
 *
 * @param target which contact
 */
export function givenOf(target: Target): { id: string } | { phoneNumber: string } {
  return target.by === 'id' ? { id: target.id } : { phoneNumber: target.typed };
}
