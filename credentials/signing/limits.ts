/** How long the Test button waits for an answer: a person sits before it, and n8n would wait for five minutes. */
export const TEST_TIME_MS = 15_000;
