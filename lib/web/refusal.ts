import { cache } from "react";
import type { ErrorCode } from "@/lib/errors/app-error";

/** Why a page is not shown, in words. */
export interface Refused {
  code: ErrorCode;
  message: string;
}

/**
 * What the refused page of this request has to say, or null when nothing was refused. Next's `forbidden()` takes no message and the
 * page no props; it is also drawn before the page has decided, so it waits for this.
 */
export const refusal = cache(() => Promise.withResolvers<Refused | null>());
