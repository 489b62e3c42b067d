import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../KoreContact/form/options';
import { simplifyField } from '../KoreContact/form/simplify';

/**
 * How many requests one poll may make unless the option says otherwise: half of the 60 that an account may make in a
 * minute (Kore.ai's page on rate limits), so that the other half is there for workflows.
 */
export const REQUESTS_PER_POLL = 30;

/** What a person sets in the trigger, behind n8n's own field for the times of polling. */
export const fields: INodeProperties[] = [
  {
    displayName:
      'Each poll reads the whole list of contacts, with a request for every page of it: 1,000 contacts at the most, 100 or fewer where Kore.ai gives no more. These requests count against those that your account may make in a minute, so poll every five minutes or less often. <a href="https://github.com/n8n-nodes-kore-contact/n8n-nodes-kore-contact/blob/main/docs/trigger.md#what-a-poll-costs" target="_blank">What a poll costs</a>',
    name: 'notice',
    type: 'notice',
    default: '',
  },
  {
    displayName: 'Events',
    name: 'events',
    type: 'multiOptions',
    required: true,
    default: ['created'],
    options: [
      {
        name: 'Contact Created',
        value: 'created',
        action: 'On contact created',
        description: 'A contact has come into the list',
      },
      {
        name: 'Contact Deleted',
        value: 'deleted',
        action: 'On contact deleted',
        description: 'A contact has left the list, or is shown as inactive',
      },
      {
        name: 'Contact Updated',
        value: 'updated',
        action: 'On contact updated',
        description: 'A name, the number or another field that Simplify shows has changed',
      },
    ],
    description: 'What starts the workflow',
  },
  simplifyField,
  optionsField([
    {
      displayName: 'Requests per Poll',
      name: 'requestsPerPoll',
      type: 'number',
      typeOptions: { minValue: 1 },
      default: REQUESTS_PER_POLL,
      description:
        "How many requests one poll may make to read the list. A list that takes more is refused. It may not be more than the credential's Requests per Minute.",
    },
  ]),
];
