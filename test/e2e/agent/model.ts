import fastify from 'fastify';

/** A tool as a model is shown it. */
export interface ShownTool {
  name: string;
  description: string;
  /** A JSON schema of what the tool takes. */
  parameters: Record<string, unknown>;
}

/** What a model is asked. */
export interface Asked {
  /** What it has to know: the system message, what the person said, and what tools answered. */
  messages: Array<{ role: string; content: unknown; tool_call_id?: string }>;
  tools: ShownTool[];
  /** What the tool answered that was called last; empty where none was. */
  answer: string;
}

/** What a model does when it is asked: it calls a tool, or says something, which ends its turn. */
export type Turn = { tool: string; args: object } | { say: string };

/** A running model. */
export interface Model {
  /** What belongs into n8n's OpenAI credential. */
  credential: { apiKey: string; url: string };
  /** All that it was asked. */
  asked: Asked[];
  close(): Promise<void>;
}

interface Body {
  stream?: boolean;
  messages: Asked['messages'];
  tools?: Array<{ function: ShownTool }>;
}

/**
 * Starts a server that speaks OpenAI's API for chats and plays a model that follows a script.
 *
 * @param script what it does each time that it is asked, in order; asked more often it answers 500
 */
export async function startModel(script: Array<(asked: Asked) => Turn>): Promise<Model> {
  const asked: Asked[] = [];
  const app = fastify();
  app.get('/v1/models', async () => ({ object: 'list', data: [{ id: MODEL, object: 'model' }] }));
  app.post<{ Body: Body }>('/v1/chat/completions', async ({ body }, reply) => {
    if (body.stream === true) return await reply.code(400).send(refusal('It does not stream'));
    const last = body.messages.at(-1);
    const now: Asked = {
      messages: body.messages,
      tools: (body.tools ?? []).map((tool) => tool.function),
      answer: last?.role === 'tool' ? textOf(last.content) : '',
    };
    const act = script[asked.push(now) - 1];
    if (act === undefined) return await reply.code(500).send(refusal('The script is over'));
    return completion(asked.length, act(now));
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    credential: { apiKey: 'scripted', url: `${url}/v1` },
    asked,
    close: async () => await app.close(),
  };
}

/** The name that the model goes by; n8n only passes it on. */
const MODEL = 'scripted';

function completion(count: number, turn: Turn): object {
  const message =
    'say' in turn
      ? { role: 'assistant', content: turn.say }
      : {
          role: 'assistant',
          content: null,
          tool_calls: [
            {
              id: `call_${count}`,
              type: 'function',
              function: { name: turn.tool, arguments: JSON.stringify(turn.args) },
            },
          ],
        };
  return {
    id: `chatcmpl-${count}`,
    object: 'chat.completion',
    created: 0,
    model: MODEL,
    choices: [{ index: 0, message, finish_reason: 'say' in turn ? 'stop' : 'tool_calls' }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

const refusal = (message: string) => ({ error: { message, type: 'invalid_request_error' } });

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}
