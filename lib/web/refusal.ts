import { cache } from "react";

/**
 * What the forbidden page of this request has to say, or null when nothing was refused. Next's `forbidden()` takes no message and the
 * page no props; it is also drawn before the page has decided, so it waits for this.
 */
export const refusal = cache(() => Promise.withResolvers<string | null>());
