import { z } from "zod";
import { apiKeyInput, type ApiKeyInput, type ApiKeyRow } from "@/lib/api-keys/schema";

/** A key as its form holds it: addresses one a line, the end of its life as a day. */
export interface ApiKeyForm {
  name: string;
  description: string;
  prefix: string;
  allowedIps: string;
  notifyEmail: string;
  expires: "never" | "30" | "90" | "365" | "day";
  /** `YYYY-MM-DD`, for "day". */
  expiresOn: string;
}

export function formOf(key: ApiKeyRow | null): ApiKeyForm {
  return {
    name: key?.name ?? "",
    description: key?.description ?? "",
    prefix: key?.prefix ?? "",
    allowedIps: key?.allowedIps.join("\n") ?? "",
    notifyEmail: key?.notifyEmail ?? "",
    expires: key?.expiresAt ? "day" : "never",
    expiresOn: key?.expiresAt?.slice(0, 10) ?? "",
  };
}

/** The key as the server takes it. A day counts until its end, in UTC. */
export function keyInput(form: ApiKeyForm, now = new Date()): ApiKeyInput {
  const { name, description, prefix } = form;
  return {
    name,
    description,
    prefix,
    allowedIps: linesOf(form.allowedIps),
    notifyEmail: form.notifyEmail.trim() === "" ? null : form.notifyEmail.trim(),
    expiresAt: expiryOf(form, now),
  };
}

/** The server's schema, its places turned into the form's. */
export const apiKeyFormSchema: z.ZodType<ApiKeyForm, ApiKeyForm> = z
  .custom<ApiKeyForm>()
  .superRefine((form, context) => {
    const read = apiKeyInput.safeParse(keyInput(form));
    for (const { path, message } of read.error?.issues ?? []) {
      const line =
        path[0] === "allowedIps" && typeof path[1] === "number" ? linesOf(form.allowedIps)[path[1]] : undefined;
      const told = line === undefined ? message : `“${line}” is no address. ${message}`;
      context.addIssue({ code: "custom", path: [formPath(String(path[0]))], message: told });
    }
  });

/** The form's field for a place that the server names. */
export function formPath(place: string): string {
  const [first = place] = place.split(".");
  return first === "expiresAt" ? "expiresOn" : first;
}

function linesOf(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function expiryOf({ expires, expiresOn }: ApiKeyForm, now: Date): string | null {
  if (expires === "never") return null;
  if (expires === "day") return `${expiresOn}T23:59:59Z`;
  return new Date(now.getTime() + Number(expires) * 86_400_000).toISOString();
}
