import { cache } from "react";

/** What the forbidden page of this request has to say. Next's `forbidden()` takes no message, and the page no props. */
export const refusal = cache((): { message: string | null } => ({ message: null }));
