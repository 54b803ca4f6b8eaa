import { listenerToken } from "@/lib/api-keys/listener-token";
import { receive } from "@/lib/listeners/receive";
import type { SampleListeners } from "./listeners";
import type { SamplePerson } from "./people";
import type { SampleTicket } from "./tickets";

interface Callers {
  apiKeyId: string;
  listeners: SampleListeners;
  testers: readonly SamplePerson[];
  bugs: readonly SampleTicket[];
}

interface Sent {
  key: keyof SampleListeners;
  value: string;
  body: object;
}

const toApp = (value: string, body: object): Sent => ({ key: "appdata", value, body });

/** What the app and the tracker have sent so far: mostly taken, and refused in the ways that a project manager meets first. */
export async function makeCalls({ apiKeyId, listeners, testers, bugs }: Callers): Promise<void> {
  const usage = (sessions: number | string) => ({
    app_version: "3.2.0-beta.6",
    last_seen: new Date().toISOString(),
    sessions_7d: sessions,
    exported_pdf: true,
    crashed: false,
  });
  const said = [
    { author_name: "support@example.com", comment: "Reproduced with 3.2.0-beta.6; it comes with the next build." },
    { author_name: "Mira (Jira)", comment: "Which language is the app in?" },
  ];
  const calls: Sent[] = [
    ...testers.slice(30, 35).map(({ username }, n) => toApp(username, usage(3 * n + 2))),
    ...testers.slice(35, 36).map(({ username }) => toApp(username, usage("a dozen"))),
    toApp("nobody-we-know", usage(4)),
    ...bugs.slice(-40, -38).map(({ displayId }, n) => ({
      key: "tracker-comment" as const,
      value: displayId,
      body: said[n] ?? {},
    })),
    ...bugs
      .slice(-38, -37)
      .map(({ displayId }) => ({ key: "tracker-status" as const, value: displayId, body: { status: "Done" } })),
  ];
  for (const { key, value, body } of calls) {
    await receive({
      method: "POST",
      key,
      value: encodeURIComponent(value),
      query: new URLSearchParams(),
      headers: {
        // The first version of a key that was just made.
        authorization: `Bearer ${listenerToken(apiKeyId, 1, listeners[key])}`,
        "content-type": "application/json",
      },
      body: new TextEncoder().encode(JSON.stringify(body)),
      // Kept for examples (RFC 5737).
      ip: "192.0.2.10",
      truncated: false,
    });
  }
}
