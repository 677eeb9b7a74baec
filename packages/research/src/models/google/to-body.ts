import type { ChatMessage, ChatRequest } from '../port.ts';

interface Part {
  readonly text?: string;
  readonly functionCall?: { readonly name: string; readonly args: unknown };
  readonly thoughtSignature?: string;
  readonly functionResponse?: { readonly name: string; readonly response: object };
}
interface Content {
  readonly role: 'user' | 'model';
  readonly parts: Part[];
}

function toParts(message: ChatMessage): Part[] {
  if (message.role === 'tool')
    return [{ functionResponse: { name: message.name, response: { content: message.content } } }];
  const calls = message.role === 'assistant' ? (message.toolCalls ?? []) : [];
  return [
    ...(message.content ? [{ text: message.content }] : []),
    ...calls.map(({ name, arguments: args, signature }) => ({
      functionCall: { name, args },
      ...(signature ? { thoughtSignature: signature } : {}),
    })),
  ];
}

/** A request as `generateContent` takes it: system text apart, turns of one side that follow each other as one. */
export function toBody({ messages, tools, maxOutputTokens, temperature }: ChatRequest): object {
  const system = messages.filter(({ role }) => role === 'system');
  const contents: Content[] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'model' : 'user';
    const last = contents.at(-1);
    if (last?.role === role) last.parts.push(...toParts(message));
    else contents.push({ role, parts: toParts(message) });
  }
  return {
    contents,
    ...(system.length > 0
      ? { systemInstruction: { parts: system.map(({ content }) => ({ text: content })) } }
      : {}),
    ...(tools?.length
      ? {
          tools: [
            {
              functionDeclarations: tools.map(({ name, description, parameters }) => ({
                name,
                description,
                parametersJsonSchema: parameters,
              })),
            },
          ],
        }
      : {}),
    generationConfig: { maxOutputTokens, temperature },
  };
}
