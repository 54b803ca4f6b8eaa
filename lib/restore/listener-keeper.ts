import { z } from "zod";
import { projectIdOf } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { createListener, inputOf, updateListener } from "@/lib/listeners/commands";
import { listenerInput } from "@/lib/listeners/schema";
import { listenerSignature, type ListenerSignature, type SignatureInput } from "@/lib/listeners/signature-schema";
import { keeper } from "./keeper";

const signed = z.looseObject({ signature: listenerSignature.nullish() });

export const listenerKeeper = keeper("listeners.write", {
  // A listener that comes back has the id it had: its address works again.
  read: (version, { id }) => listenerInput.safeParse({ ...asInput(version), id }),
  present: async (actor, id) => {
    const found = await db.externalListener.findFirst({ where: { id, projectId: projectIdOf(actor) } });
    return found && inputOf(found);
  },
  fit: (version, present) => {
    const wanted = signed.safeParse(version).data?.signature;
    if (!wanted) return { version, missing: [] };
    // Its secret went with it. It comes back switched off, and asks for another.
    if (!present) return { version: { ...version, enabled: false }, missing: [] };
    const now = signed.parse(present).signature;
    if (!now) return { version, missing: ["the signature"] };
    return { version: { ...version, signature: { ...wanted, ...refOf(now) } }, missing: [] };
  },
  save: (actor, _id, input) => updateListener(actor, input),
  recreate: (actor, _id, input) =>
    createListener(actor, input.signature ? { ...input, signature: withoutSecret(input.signature) } : input),
  loses: "The secret of a signature does not come back: such a listener stays switched off until you type it.",
});

/** The version as the editor would send it. */
function asInput(version: object): object {
  const { signature } = signed.safeParse(version).data ?? {};
  if (!signature) return version;
  const { secretId, hint: _, ...how } = signature;
  return { ...version, signature: { ...how, secret: { keep: secretId } } };
}

function refOf({ secretId, hint }: ListenerSignature) {
  return { secretId, hint };
}

function withoutSecret(signature: SignatureInput): SignatureInput {
  return { ...signature, secret: { missing: true } };
}
