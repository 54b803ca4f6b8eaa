"use server";

import { z } from "zod";
import { retryMail as retry } from "@/lib/mail/send";
import { action } from "@/lib/web/action";

export const retryMail = action("mailbox.read", z.strictObject({ id: z.uuid() }), (actor, { id }) => retry(actor, id));
