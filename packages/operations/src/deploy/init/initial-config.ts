/** `config/sagacity.toml` of a new installation; the operator's from then on. */
export const initialConfig = `# Settings of the program in the containers; every key: docs/reference/config.md.
# Addresses, secrets and ports come from .env and secrets/ and go before what is written here.
# After a change: sagacity deploy restart

# logLevel = "INFO"

[limits]
# Runs each worker executes at the same time; more wait in the queue.
# concurrentRuns = 4

[llm]
# Models on this host, such as Ollama at http://host.docker.internal:11434
# allowPrivateAddresses = true
`;
