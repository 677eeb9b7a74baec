const tracing = ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2'];

/** The agents' library would send every prompt to its maker's service when one of these is set; here nothing leaves by a stray variable. */
export function forbidTracing(environment: Record<string, string | undefined> = process.env): void {
  for (const name of tracing) delete environment[name];
}
