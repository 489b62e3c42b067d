import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { contactAnswer } from './answers';
import { jsonBody } from './body';
import { bulkDelete, bulkUpdate } from './bulk';
import { readImport } from './csvImport';
import { invalidArguments, Refusal } from './failures';
import { readFields } from './fields';
import { uuid5 } from './identity';
import { listAnswer } from './paging';
import type { ContactStore } from './store';
import type { Switches } from './switches';

/** Where the public API begins (D). Everything below wants a token. */
export const API = '/agentassist/api/v1/public/:streamId';

const CONTACTS = `${API}/contacts`;

interface WithId {
  Params: { id: string };
}

/**
 * Adds the seven documented calls (D).
 *
 * @param recordedBody gives the body that was read for the record
 * @param afterPage is called when a page of the list was made, before it is sent
 */
export function addContactRoutes(
  app: FastifyInstance,
  store: ContactStore,
  switches: Switches,
  recordedBody: (request: FastifyRequest) => unknown,
  afterPage: () => void,
): void {
  const json = (request: FastifyRequest): unknown =>
    jsonBody(request, recordedBody(request), switches);

  app.get(CONTACTS, (request, reply) => {
    const query = request.query as Record<string, string>;
    const isTooLarge =
      switches.limitMode === 'refuse' && Number(query['limit']) > switches.maxLimit;
    if (isTooLarge && switches.limitRefusal === 'hang') return reply.hijack();
    const answer = listAnswer(query, store, switches);
    afterPage();
    return answer;
  });

  app.post(CONTACTS, (request) => {
    const body = json(request);
    if (!Array.isArray(body) || body.length === 0) throw invalidArguments('body must be a list');
    if (body.length > switches.createMax) throw invalidArguments('too many contacts');
    const people = body.map((person: unknown) => readFields(person, true, switches));
    return store
      .create(people)
      .map((contact) => contactAnswer(contact, 'create', switches.idField));
  });

  app.post(`${CONTACTS}/import-contacts`, (request) => {
    const people = readImport(recordedBody(request), switches);
    const created = store.create(people, switches.importFailures === 'skip-silently');
    return created.map((contact) => contactAnswer(contact, 'import', switches.idField));
  });

  app.put(`${CONTACTS}/bulk-update`, (request, reply) => {
    const { status, body } = bulkUpdate(json(request), store, switches);
    return reply.code(status).send(body);
  });

  app.delete(`${CONTACTS}/bulk-delete`, (request, reply) => {
    const { status, body } = bulkDelete(json(request), store, switches);
    return reply.code(status).send(body);
  });

  app.put<WithId>(`${CONTACTS}/:id`, (request) => {
    const fields = readFields(json(request), false, switches);
    return contactAnswer(store.update(request.params.id, fields), 'update', switches.idField);
  });

  app.delete<WithId>(`${CONTACTS}/:id`, (request, reply) =>
    deleteOne(request.params.id, reply, store, switches),
  );
}

/** Adds what else the host answers: queues, a web page, and a 404 for everything else. */
export function addOtherRoutes(app: FastifyInstance, seed: number): void {
  // The same credential opens the queues (D). Their shape is the sandbox's own.
  app.get(`${API}/queues`, () =>
    ['Sales', 'Support', 'Billing'].map((name) => ({
      id: `qu-${uuid5(`queue ${seed} ${name}`)}`,
      name,
    })),
  );

  app.get('/', (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .send(
        '<!DOCTYPE html><html><head><title>Sandbox</title></head>' +
          '<body><h1>A fake contact center</h1></body></html>',
      ),
  );

  app.setNotFoundHandler(() => {
    throw new Refusal(404, 'Not Found');
  });
}

function deleteOne(
  id: string,
  reply: FastifyReply,
  store: ContactStore,
  switches: Switches,
): FastifyReply {
  if (switches.deleteAnswer === 'active') {
    const contact = store.find(id);
    if (contact?.status === 'ACTIVE')
      return reply.send(contactAnswer(contact, 'delete', switches.idField));
  }
  const answer = contactAnswer(store.delete(id), 'delete', switches.idField);
  switch (switches.deleteAnswer) {
    case 'empty':
      return reply.code(204).send();
    case 'empty-200':
      return reply.code(200).send();
    case 'wrapped':
      return reply.send({ contact: answer });
    default:
      return reply.send(answer);
  }
}
