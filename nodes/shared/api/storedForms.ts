import { StoredForm } from '../contact/storedForm';
import type { Client } from '../http/client';

/** For how many apps it is remembered: more than anybody has, and a few kilobytes. */
const APPS_KEPT = 200;

const forms = new Map<string, StoredForm>();

/** What this process has seen the service make of names and dialing prefixes in an app; no contact is remembered. */
export function storedFormIn({ origin, streamId }: Client): StoredForm {
  const app = `${origin} ${streamId}`;
  const form = forms.get(app) ?? new StoredForm();
  forms.delete(app);
  forms.set(app, form);
  const [oldest] = forms.keys();
  if (forms.size > APPS_KEPT && oldest !== undefined) forms.delete(oldest);
  return form;
}
