import type { INodeProperties } from 'n8n-workflow';

/** Whether contacts come with the fields that people work with, or with all. */
export const simplifyField: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};
