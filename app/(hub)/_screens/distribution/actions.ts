"use server";

import { z } from "zod";
import {
  deleteDistribution as remove,
  removeAddress as withdraw,
  saveDistribution as save,
  switchDistribution as turn,
} from "@/lib/distributions/commands";
import { retryFailed as retry } from "@/lib/distributions/recipient-log";
import { retryIssue as tryAgain } from "@/lib/distributions/retry-issue";
import { distributionInput, mailNowInput, testMailInput } from "@/lib/distributions/schema";
import { mailNow as send, mailTest as test } from "@/lib/distributions/send-now";
import { keepSendingOn as keepOn } from "@/lib/distributions/views";
import { action } from "@/lib/web/action";

const one = z.strictObject({ id: z.uuid() });

/** `seen`: what was known of its last change; null overwrites. */
const saving = distributionInput.safeExtend({ seen: z.string().max(60).nullable().default(null) });

export const saveDistribution = action("reports.read", saving, (actor, { seen, ...input }) =>
  save(actor, input, { seen }),
);
export const switchDistribution = action("reports.read", one.extend({ on: z.boolean() }), (actor, { id, on }) =>
  turn(actor, id, on),
);
/** Of one that nobody reads. */
export const keepSending = action("reports.read", one, (actor, { id }) => keepOn(actor, id));
export const deleteDistribution = action("reports.read", one, (actor, { id }) => remove(actor, id));
export const removeAddress = action(
  "reports.read",
  one.extend({ address: z.string().max(254) }),
  (actor, { id, address }) => withdraw(actor, id, address),
);
export const mailNow = action("reports.read", mailNowInput, send);
export const mailTest = action("reports.read", testMailInput, test);
export const retryFailed = action("reports.read", one, (actor, { id }) => retry(actor, id));
export const retryIssue = action("reports.read", one, (actor, { id }) => tryAgain(actor, id));
