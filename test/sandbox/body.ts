import type { FastifyRequest } from 'fastify';
import { invalidArguments } from './failures';
import type { Switches } from './switches';
import type { RecordedFile } from './types';

/**
 * Reads a request's body for the record, whatever it is, and refuses nothing.
 *
 * @param request whose body Fastify left as bytes, or as a form that is still to be read
 * @returns parsed JSON, text that is not JSON, a form's fields, or undefined if there is none
 */
export async function readBody(request: FastifyRequest): Promise<unknown> {
  if (request.isMultipart()) return await readForm(request);
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) return undefined;
  const text = request.body.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/**
 * @param request whose body was recorded
 * @param body as recorded
 * @param switches `contentTypeStrict` counts
 * @returns the body
 * @throws Refusal 412 if it is no JSON, or was sent as something else than JSON (D)
 */
export function jsonBody(
  request: FastifyRequest,
  body: unknown,
  switches: Pick<Switches, 'contentTypeStrict'>,
): unknown {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (switches.contentTypeStrict && type !== 'application/json') {
    throw invalidArguments('Content-Type must be application/json');
  }
  if (body === undefined || typeof body === 'string') throw invalidArguments('body must be JSON');
  return body;
}

async function readForm(request: FastifyRequest): Promise<Record<string, unknown> | string> {
  const form: Record<string, unknown> = {};
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        form[part.fieldname] = part.value;
        continue;
      }
      const content = (await part.toBuffer()).toString('utf8');
      const { filename, mimetype: contentType } = part;
      form[part.fieldname] = { filename, contentType, content } satisfies RecordedFile;
    }
  } catch {
    return 'a form that could not be read';
  }
  return form;
}
