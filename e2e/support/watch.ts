import type { BrowserContext } from "@playwright/test";

/**
 * Collects what must never happen in a page: a console error, an exception, a dialog that a script opened, a request to
 * another origin.
 */
export async function watch(context: BrowserContext, errors: string[], origin: string): Promise<void> {
  context.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => errors.push(`${error.error()}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) errors.push(`Request to ${request.url()}`);
  });
  await context.addInitScript(() => {
    const refuse = (message?: string) => {
      queueMicrotask(() => {
        throw new Error(`A script opened a dialog: ${message}`);
      });
      return null as never;
    };
    Object.assign(window, { alert: refuse, prompt: refuse, confirm: refuse });
  });
}
