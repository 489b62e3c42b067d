import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { explain, taskOf } from '../../../../../nodes/shared/problem/explain';
import type { Failure, FailureKind } from '../../../../../nodes/shared/problem/failure';
import {
  badItem,
  badRun,
  errorOf,
  type Problem,
  ProblemError,
  problemOf,
} from '../../../../../nodes/shared/problem/problem';

const node: INode = {
  id: '1',
  name: 'Kore Contact',
  type: 'n8n-nodes-kore-contact.koreContact',
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
};

const service: Problem = {
  message: "Contact 'a' was not deleted: Kore.ai refused the request (status 412)",
  description: 'Kore.ai said: "no". Check the values of this item.',
  cause: 'service',
  status: 412,
};

const input: Problem = {
  message: 'The contact ID is empty',
  description: 'Nothing was sent.',
  cause: 'input',
};

/** Codes that n8n looks for in a message, to put a text of its own in its place. */
const codes = [
  ...['EPERM', 'EEXIST', 'ENOENT', 'EACCES', 'EISDIR', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND'],
  ...[
    'ETIMEDOUT',
    'EADDRINUSE',
    'EAI_AGAIN',
    'ENETUNREACH',
    'EPIPE',
    'EHOSTUNREACH',
    'ERRADDRINUSE',
  ],
];

describe('the error that n8n shows', () => {
  it('is of the API where the service is the cause, with its status', () => {
    const error = errorOf(service, node, 3);
    expect(error).toBeInstanceOf(NodeApiError);
    expect(error).toMatchObject({
      message: service.message,
      description: service.description,
      httpCode: '412',
      context: { itemIndex: 3 },
      node: { name: 'Kore Contact' },
    });
  });

  it('is of the operation where the input is the cause', () => {
    const error = errorOf(input, node, 0);
    expect(error).toBeInstanceOf(NodeOperationError);
    expect(error).toMatchObject({
      message: input.message,
      description: input.description,
      context: { itemIndex: 0 },
    });
  });

  it('names no item where it is about none', () => {
    for (const problem of [service, input]) {
      expect(errorOf(problem, node).context['itemIndex']).toBeUndefined();
    }
  });

  it('tells what had been done before, behind what to do next', () => {
    const done = 'Before the node stopped, 1 contact was deleted (items 0): a.';
    for (const problem of [service, input]) {
      expect(errorOf(problem, node, 1, done).description).toBe(`${problem.description} ${done}`);
    }
    expect(errorOf({ ...service, description: '' }, node, 1, done).description).toBe(done);
  });

  it.each(codes)('keeps its message though %s is in the id', (code) => {
    const kinds: FailureKind[] = ['missing', 'unavailable', 'refused', 'credential', 'unreachable'];
    for (const kind of kinds) {
      for (const id of [code, `65f7${code}`, `${code.toLowerCase()}anently`]) {
        const failure: Failure = { kind, status: 500, words: code };
        const problem = explain(failure, `Contact '${id}'`, taskOf('deleted'));
        const error = errorOf(problem, node, 0);
        expect(error.message).toBe(problem.message);
        expect(error.message).toContain(`'${id}'`);
        expect(error.description).toBe(problem.description);
      }
    }
  });

  it.each([400, 401, 403, 404, 429, 500, 502, 503, 504])(
    'keeps its words with status %i, for which n8n has a text of its own',
    (status) => {
      const error = errorOf({ ...service, status }, node, 0);
      expect([error.message, error.description]).toEqual([service.message, service.description]);
    },
  );

  it('has no stray undefined, whatever is left out', () => {
    for (const problem of [
      { ...service, status: undefined, description: '' },
      { ...input, description: '' },
    ]) {
      const error = errorOf(problem, node);
      expect(error.message).toBe(problem.message);
      expect(error.description ?? '').toBe('');
      expect(JSON.stringify(error)).not.toContain('"undefined"');
    }
  });

  it('carries nothing but what it was given', () => {
    const error = errorOf(service, node, 0) as NodeApiError;
    expect(error.cause ?? {}).toEqual({});
    expect(error.messages).toEqual([]);
  });
});

describe('a problem that is thrown', () => {
  it('says as an error what the problem says, and gives the problem back', () => {
    for (const problem of [service, input]) {
      const error = new ProblemError(problem);
      expect(error).toBeInstanceOf(Error);
      expect(error.message).toBe(problem.message);
      expect(error.problem).toBe(problem);
      expect(problemOf(error)).toBe(problem);
    }
  });

  it('of one item is its input, for which nothing was sent', () => {
    expect(badItem('The contact ID is empty', "Fill in 'Contact'.").problem).toEqual({
      message: 'The contact ID is empty',
      description: "Nothing was sent to Kore.ai for this item. Fill in 'Contact'.",
      cause: 'input',
      unnamed: true,
    });
    expect(badItem('It is empty', '').problem.description).toBe(
      'Nothing was sent to Kore.ai for this item.',
    );
  });

  it('of a whole run is its input, for which nothing was sent at all', () => {
    expect(badRun('The App (Stream) ID is empty', 'Enter it.').problem).toEqual({
      message: 'The App (Stream) ID is empty',
      description: 'Nothing was sent to Kore.ai. Enter it.',
      cause: 'input',
      unnamed: true,
    });
    expect(badRun('It is empty').problem.description).toBe('Nothing was sent to Kore.ai.');
  });
});

describe('what else is thrown', () => {
  it('by n8n keeps its message and its description, and is of the input', () => {
    const error = new NodeOperationError(node, 'No such field', { description: 'Look at it.' });
    expect(problemOf(error)).toEqual({
      message: 'No such field',
      description: 'Look at it.',
      cause: 'input',
      unnamed: true,
    });
    const unknown = new NodeOperationError(node, 'No such field');
    expect(problemOf(unknown)).toEqual({
      message: 'No such field',
      description: '',
      cause: 'input',
      unnamed: true,
    });
  });

  it('by JavaScript has a message only', () => {
    expect(problemOf(new TypeError('x is undefined'))).toEqual({
      message: 'x is undefined',
      description: '',
      cause: 'input',
      unnamed: true,
    });
  });

  it('takes nothing of the request along, which holds the token', () => {
    const error = Object.assign(new Error('It failed'), {
      config: { headers: { auth: 'a-token' } },
      cause: new Error('a-token'),
    });
    expect(JSON.stringify(problemOf(error))).not.toContain('a-token');
  });

  it.each([
    ['a text', 'a text'],
    [42, '42'],
    [true, 'true'],
    [{ message: 'told' }, 'told'],
    [{ message: 7, description: 7 }, '[object Object]'],
    [{}, '[object Object]'],
    [['a', 'b'], 'a,b'],
  ])('need not be an error: %p', (thrown, message) => {
    expect(problemOf(thrown)).toEqual({ message, description: '', cause: 'input', unnamed: true });
  });

  it.each([null, undefined, Object.create(null), { toString: 1 }])(
    'has a message whatever was thrown: %#',
    (thrown: unknown) => {
      expect(problemOf(thrown)).toEqual({
        message: expect.stringMatching(/^(null|undefined|Something was thrown that is no error)$/),
        description: '',
        cause: 'input',
        unnamed: true,
      });
    },
  );
});
