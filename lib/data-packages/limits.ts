import { makeListenerLimits } from "@/lib/listeners/limits";

/** 500 calls in ten seconds of one package or lookup; wrong credentials as at listeners. */
export const pullLimits = makeListenerLimits({ calls: 500 });
