import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import { renderFailure } from './failures';
import type { Switches } from './switches';
import type { Fault } from './types';

const DRIP_MS = 200;

/** An answer that a fault puts in the place of the true one. */
export interface FaultyAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/**
 * @param fault one with a status
 * @param switches the shape of the body of a fault that names none
 * @returns the answer, or undefined if the fault has no status
 */
export function faultyAnswer(fault: Fault, switches: Switches): FaultyAnswer | undefined {
  const { status, body } = fault;
  if (status === undefined) return undefined;
  if (body === undefined) {
    const text = STATUS_CODES[status] ?? 'Error';
    const shaped = renderFailure(
      { status, text, code: status, details: [] },
      { ...switches, failureStatus: 'as-documented' },
    );
    const contentType = fault.contentType ?? shaped.contentType;
    return {
      status,
      headers: { 'content-type': contentType, ...fault.headers },
      body: shaped.body,
    };
  }
  const isText = typeof body === 'string';
  const contentType =
    fault.contentType ?? (isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8');
  return {
    status,
    headers: { 'content-type': contentType, ...fault.headers },
    body: isText ? body : JSON.stringify(body),
  };
}

/**
 * Takes the connection out of Fastify's hands, if the fault wants that.
 *
 * @param fault what goes wrong
 * @param reply whose connection is cut, left hanging or dripped on
 * @returns whether it was taken; then there must be no other answer
 */
export function seize(fault: Fault, reply: FastifyReply): boolean {
  if (fault.cut !== undefined) {
    reply.hijack();
    reply.raw.destroy();
    return true;
  }
  if (fault.hang === true) {
    reply.hijack();
    return true;
  }
  if (fault.drip === true) {
    reply.hijack();
    drip(fault, reply);
    return true;
  }
  return false;
}

function drip(fault: Fault, { raw }: FastifyReply): void {
  const contentType = fault.contentType ?? 'application/json; charset=utf-8';
  raw.writeHead(fault.status ?? 200, { 'content-type': contentType, ...fault.headers });
  // Blanks may precede any JSON: what comes is never wrong, only never complete.
  raw.write(' ');
  const timer = setInterval(() => raw.write(' '), DRIP_MS);
  raw.on('close', () => clearInterval(timer));
}
